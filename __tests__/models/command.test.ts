import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tablewright } from '../cli/support/bin.js';

const root = path.resolve(__dirname, '../..');

/** The command takes models where it takes schemas. */

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tablewright-models-'));
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  const entity = (name: string, entity: string, config: string) => `
    export const ${name} = new Entity({
      model: { entity: '${entity}', version: '1', service: 'shop' },
      attributes: { id: { type: 'string' } },
      indexes: { main: { pk: { field: 'pk', composite: ['id'] } } },
    }, ${config});`;
  const files = {
    'models.ts': `import { Entity } from 'electrodb';
      import { Table } from 'dynamodb-toolbox';
      ${entity('Orders', 'order', "{ table: 'orders' }")}
      ${entity('Customers', 'customer', "{ table: 'orders' }")}
      export const users = new Table({ name: 'users', partitionKey: { name: 'id', type: 'number' } });
      export const other = { tableName: 5 };`,
    'nameless.ts': `import { Entity } from 'electrodb'; ${entity('Orders', 'order', '{}')}`,
    'both.ts': `import { Entity } from 'electrodb'; ${entity('Orders', 'order', "{ table: 'orders' }")}
      export const orders = { tableName: 'orders', attributes: { pk: 'S' }, partitionKey: 'pk', tableClass: 'STANDARD' };`,
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(path.join(folder, name), text)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (command: string, schema: string) =>
  tablewright([...command.split(' '), '--schema', schema], { cwd: folder });

test('models are schemas to it, with what they leave open; a file that declares its tables has them from there', async () => {
  const [all, one, both, nameless, none] = await Promise.all([
    run('emit typescript', 'models.ts'),
    run('emit cli', 'models.ts#users'),
    run('emit typescript', 'both.ts'),
    run('validate', 'nameless.ts#Orders'),
    run('validate', 'models.ts#other'),
  ]);
  expect(all).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('orders: ElectroDB says nothing of its billing mode'),
  });
  expect(all.stdout.match(/tableName: .*/g)).toEqual(["tableName: 'orders',", "tableName: 'users',"]);
  expect(one.stdout).toContain('"AttributeType": "N"');
  expect(one.stdout).not.toContain('orders');
  expect(both).toMatchObject({ code: 0, stdout: expect.stringContaining("tableClass: 'STANDARD'"), stderr: '' });
  expect(nameless).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/has no table's name.*\n.*Export the table instead/),
  });
  expect(none.stderr).toMatch(/other is neither a table schema nor a model/);
});
