"""Has langgraph-checkpoint-aws do all that it does."""

from langgraph.checkpoint.base import empty_checkpoint
from langgraph_checkpoint_aws import DynamoDBSaver, DynamoDBStore


def exercise_saver(table_name):
    saver = DynamoDBSaver(table_name, ttl_seconds=3600, enable_checkpoint_compression=True)
    thread = {"configurable": {"thread_id": "t1", "checkpoint_ns": ""}}
    first, second = empty_checkpoint(), empty_checkpoint()
    first["channel_values"], second["channel_values"] = {"n": 1, "text": "x" * 20_000}, {"n": 2}
    config = saver.put(thread, first, {"source": "input", "step": -1}, {})
    saver.put_writes(config, [("n", 2), ("text", "x")], "task", "path")
    config = saver.put(config, second, {"source": "loop", "step": 0}, {})

    newest = saver.get_tuple(thread)
    assert newest.checkpoint["channel_values"] == {"n": 2}, newest
    assert newest.parent_config["configurable"]["checkpoint_id"] == first["id"], newest
    chosen = {"configurable": {**thread["configurable"], "checkpoint_id": first["id"]}}
    older = saver.get_tuple(chosen)
    assert [write[1:] for write in older.pending_writes] == [("n", 2), ("text", "x")], older
    assert [one.checkpoint["id"] for one in saver.list(thread)] == [second["id"], first["id"]]
    assert len(list(saver.list(thread, filter={"source": "loop"}))) == 1
    assert len(list(saver.list(thread, before=config))) == 1
    saver.delete_thread("t1")
    assert saver.get_tuple(thread) is None
    assert list(saver.list(thread)) == []


def exercise_store(table_name, store=None):
    store = store or DynamoDBStore(table_name, ttl={"default_ttl": 60, "refresh_on_read": True})
    user = ("users", "ana")
    store.put(user, "prefs", {"text": "likes tea", "n": 1})
    store.put(user, "home", {"text": "lives in Rome", "n": 2}, ttl=5)
    store.put(("users", "bo"), "prefs", {"text": "likes coffee", "n": 1})
    assert store.get(user, "prefs").value == {"text": "likes tea", "n": 1}
    assert store.get(user, "none") is None
    assert [item.key for item in store.search(user, filter={"n": 2})] == ["home"]
    assert sorted(store.list_namespaces(prefix=("users",))) == [("users", "ana"), ("users", "bo")]
    store.put(user, "prefs", {"text": "likes green tea", "n": 3})
    assert store.get(user, "prefs").value["n"] == 3
    store.delete(user, "home")
    assert [item.key for item in store.search(user)] == ["prefs"]


def exercise_vectors(table_name):
    def embed(texts):
        return [[float("tea" in text), float("Rome" in text), 0.1] for text in texts]

    index = {"embed": embed, "dims": 3, "fields": ["text"]}
    store = DynamoDBStore(table_name, index=index, ttl={"default_ttl": 60, "refresh_on_read": True})
    user = ("memory", "ana")
    store.put(user, "drink", {"text": "likes tea"})
    store.put(user, "home", {"text": "lives in Rome"})
    store.put(("memory", "bo"), "drink", {"text": "likes tea"})
    found = store.search(user, query="tea", limit=1)
    assert [(item.key, item.namespace) for item in found] == [("drink", user)], found
    assert found[0].score > 0.9, found
    exercise_store(table_name, store)
