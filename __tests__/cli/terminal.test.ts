import { type LocalDynamoDB, startLocalDynamoDB } from '../../src/local/index.js';
import { describeEngine } from '../support/engines.js';
import { type Project, project, tablewright } from './support/bin.js';
import { inTerminal } from './support/terminal.js';

const tables = `
export const orders = {
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', expires: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' } },
  timeToLive: 'expires',
};
`;

let folder: Project;

beforeEach(async () => {
  folder = await project({ 'tables.ts': tables });
});
afterEach(() => folder.remove());

describe('on a terminal', () => {
  let engine: LocalDynamoDB;
  beforeAll(async () => {
    engine = await startLocalDynamoDB();
  });
  afterAll(() => engine?.stop());

  const args = () => ['apply', '--schema', 'tables.ts', '--endpoint', engine.endpoint];

  test('it shows the plan in colours and asks; no changes nothing; yes goes on', async () => {
    const no = inTerminal(args(), folder.folder);
    await no.waitFor(/Apply 2 changes to 1 table at http:\/\/[\d.:]+\?/);
    expect(no.screen()).toMatch(/^\+ {3}global index gsi-customer$/m);
    expect(no.raw()).toContain('\u001b[32m+   global index gsi-customer');
    no.type('n');
    expect(await no.exited).toBe(2);
    expect(no.screen()).toMatch(/Nothing was changed/);
    expect(
      await tablewright(['check', '--schema', 'tables.ts', '--endpoint', engine.endpoint], { cwd: folder.folder }),
    ).toMatchObject({
      code: 1,
    });

    const yes = inTerminal(args(), folder.folder);
    await yes.waitFor(/Apply 2 changes/);
    yes.type('y');
    expect(await yes.exited).toBe(0);
    expect(yes.screen()).toMatch(/✓ orders {2}created \d/);
  });

  test('the question says the stage', async () => {
    await folder.write({
      'tablewright.config.ts':
        "import { orders } from './tables';\nexport default { tables: [orders], stages: { prod: {} } };",
    });
    const terminal = inTerminal(['apply', '--stage', 'prod', '--endpoint', engine.endpoint], folder.folder);
    await terminal.waitFor(/^Where: http:\/\/[\d.:]+, stage prod$/m);
    await terminal.waitFor(/Apply \d changes? to 1 table at http:\/\/[\d.:]+ \(prod\)\?|unchanged/);
    terminal.type('n');
    await terminal.exited;
  });

  test('NO_COLOR is honoured', async () => {
    const terminal = inTerminal(['plan', '--schema', 'tables.ts', '--endpoint', engine.endpoint], folder.folder, {
      NO_COLOR: '1',
    });
    expect(await terminal.exited).toBe(0);
    expect(terminal.screen()).toMatch(/orders/);
    expect(terminal.raw()).not.toContain('\u001b[3');
  });
});

// With -delayTransientStatuses an index takes half a minute.
describeEngine('dynamodb-local', ({ engine: name }) => {
  let engine: LocalDynamoDB;
  beforeAll(async () => {
    engine = await startLocalDynamoDB({ engine: name, delayTransientStatuses: true });
  });
  afterAll(() => engine?.stop());

  test('Ctrl-C in the middle of an apply stops it; a second run finishes the rest', async () => {
    const args = ['apply', '--yes', '--schema', 'tables.ts', '--endpoint', engine.endpoint];
    await folder.write({ 'tables.ts': tables.replace(/.*(globalSecondaryIndexes|timeToLive).*\n/g, '') });
    expect(await tablewright(args, { cwd: folder.folder })).toMatchObject({ code: 0 });
    await folder.write({ 'tables.ts': tables });
    const first = inTerminal(args, folder.folder);
    await first.waitFor(/orders {2}gsi-customer is CREATING.*\d\.\d s/);
    first.type('\u0003');
    expect(await first.exited).toBe(130);
    expect(first.screen()).toMatch(/Interrupted\. What DynamoDB accepted goes on there; run the same command again/);
    const check = ['check', '--schema', 'tables.ts', '--endpoint', engine.endpoint];
    expect((await tablewright(check, { cwd: folder.folder })).code).toBe(1);
    const second = await tablewright(args, { cwd: folder.folder });
    expect(second).toMatchObject({ code: 0, stdout: 'orders: updated\n' });
    // Without a terminal: a line for each thing that happens.
    expect(second.stderr).toMatch(/^orders: gsi-customer is CREATING.* \(\d+\.\d s\)$/m);
    expect((await tablewright(check, { cwd: folder.folder })).code).toBe(0);
  });
});
