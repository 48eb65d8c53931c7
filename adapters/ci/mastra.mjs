import assert from 'node:assert/strict';
import { DynamoDBStore } from '@mastra/dynamodb';

export const packageName = '@mastra/dynamodb';

const day = 24 * 60 * 60;
const entities = ['thread', 'message', 'workflow_snapshot', 'resource', 'score'];
const ttl = Object.fromEntries(entities.map((name) => [name, { enabled: true, defaultTtlSeconds: day }]));

export async function exercise(tableName) {
  const store = new DynamoDBStore({ name: 'mastra', config: { id: 'mastra', tableName, region: 'us-east-1', ttl } });
  await store.init();
  await exerciseMemory(await store.getStore('memory'));
  await exerciseWorkflows(await store.getStore('workflows'));
  await exerciseScores(await store.getStore('scores'));
}

async function exerciseMemory(memory) {
  const now = new Date();
  const thread = (id) => ({ id, resourceId: 'ana', title: id, metadata: { n: 1 }, createdAt: now, updatedAt: now });
  for (const id of ['t1', 't2']) await memory.saveThread({ thread: thread(id) });
  const message = (id, role, text) => ({
    ...{ id, threadId: 't1', resourceId: 'ana', role, type: 'v2', createdAt: new Date() },
    ...{ toolCallIds: ['c'], toolCallArgs: [{ a: 1 }], toolNames: ['t'] },
    content: { format: 2, parts: [{ type: 'text', text }], content: text },
  });
  await memory.saveMessages({ messages: [message('m1', 'user', 'Hello'), message('m2', 'assistant', 'Hi')] });

  assert.equal((await memory.getThreadById({ threadId: 't1' })).title, 't1');
  const { messages } = await memory.listMessages({ threadId: 't1' });
  assert.deepEqual(
    messages.map(({ id }) => id),
    ['m1', 'm2'],
  );
  assert.equal((await memory.listMessagesById({ messageIds: ['m2'] })).messages[0].role, 'assistant');
  assert.equal((await memory.listThreads({ filter: { resourceId: 'ana' } })).threads.length, 2);
  assert.equal((await memory.listThreads({})).threads.length, 2);
  assert.equal((await memory.updateThread({ id: 't1', title: 'New', metadata: {} })).title, 'New');
  await memory.updateMessages({ messages: [{ id: 'm1', content: { metadata: { seen: true } } }] });
  await memory.saveResource({
    resource: { id: 'ana', workingMemory: 'likes tea', metadata: {}, createdAt: now, updatedAt: now },
  });
  await memory.updateResource({ resourceId: 'ana', workingMemory: 'likes coffee' });
  assert.equal((await memory.getResourceById({ resourceId: 'ana' })).workingMemory, 'likes coffee');
  await memory.deleteMessages(['m2']);
  await memory.deleteThread({ threadId: 't1' });
  assert.equal(await memory.getThreadById({ threadId: 't1' }), null);
}

async function exerciseWorkflows(workflows) {
  const run = { workflowName: 'order', runId: 'r1' };
  const snapshot = { runId: 'r1', status: 'running', context: {}, value: {}, timestamp: Date.now() };
  await workflows.persistWorkflowSnapshot({ ...run, resourceId: 'ana', snapshot });
  await workflows.updateWorkflowState({ ...run, opts: { status: 'success' } });
  assert.equal((await workflows.loadWorkflowSnapshot(run)).status, 'success');
  // By its id alone, from the index; and all, without a name.
  assert.equal((await workflows.getWorkflowRunById({ runId: 'r1' })).workflowName, 'order');
  assert.equal((await workflows.listWorkflowRuns({ workflowName: 'order' })).runs.length, 1);
  assert.equal((await workflows.listWorkflowRuns()).runs.length, 1);
  await workflows.deleteWorkflowRunById(run);
  assert.equal(await workflows.loadWorkflowSnapshot(run), null);
}

async function exerciseScores(scores) {
  const about = {
    scorerId: 's1',
    entityId: 'e1',
    runId: 'r1',
    traceId: 'tr1',
    spanId: 'sp1',
    resourceId: 'ana',
    threadId: 't1',
  };
  const prompts = { preprocessPrompt: 'p', analyzePrompt: 'a', generateScorePrompt: 'g', generateReasonPrompt: 'r' };
  const steps = { preprocessStepResult: { n: 1 }, analyzeStepResult: { n: 2 } };
  const kind = { source: 'TEST', entityType: 'AGENT', entity: { id: 'e1' }, scorer: { id: 's1' } };
  const texts = { input: [{ q: 1 }], output: { a: 1 }, reason: 'good', extractPrompt: 'e', reasonPrompt: 'r' };
  const rest = { additionalContext: { c: 1 }, metadata: { m: 1 }, requestContext: { r: 1 } };
  const { score } = await scores.saveScore({ ...about, ...prompts, ...steps, ...kind, ...texts, ...rest, score: 0.5 });
  const pagination = { page: 0, perPage: 10 };
  assert.equal((await scores.getScoreById({ id: score.id })).score, 0.5);
  const { entityId, entityType } = { ...about, ...kind };
  for (const found of [
    await scores.listScoresByScorerId({ scorerId: 's1', pagination }),
    await scores.listScoresByRunId({ runId: 'r1', pagination }),
    await scores.listScoresByEntityId({ entityId, entityType, pagination }),
    await scores.listScoresBySpan({ traceId: 'tr1', spanId: 'sp1', pagination }),
  ]) {
    assert.deepEqual(
      found.scores.map(({ id }) => id),
      [score.id],
    );
  }
  await scores.dangerouslyClearAll();
  assert.equal(await scores.getScoreById({ id: score.id }), null);
}
