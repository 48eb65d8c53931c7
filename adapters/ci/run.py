"""Runs packages of the catalog for Python against tables that are there, as run.mjs does those for Node."""

import json
import sys
import traceback
from importlib.metadata import version

import langgraph_aws


scripts = {
    "langgraph-checkpoint": langgraph_aws.exercise_saver,
    "langgraph-store": langgraph_aws.exercise_store,
    "langgraph-store-with-vectors": langgraph_aws.exercise_vectors,
}

for job in json.loads(sys.argv[1]):
    name = job["name"]
    try:
        scripts[job["script"]](*job["tables"])
        outcome = {"name": name, "version": version("langgraph-checkpoint-aws")}
    except Exception:
        outcome = {"name": name, "error": traceback.format_exc()}
    print(json.dumps(outcome, separators=(",", ":")), flush=True)
