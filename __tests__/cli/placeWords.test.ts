import { question } from '../../src/cli/placeWords.js';
import { defineTable } from '../../src/index.js';
import { planNewTable } from '../../src/provision/index.js';

const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', t: 'N' },
  partitionKey: 'id',
  timeToLive: 't',
});
const users = defineTable({ tableName: 'users', attributes: { id: 'S' }, partitionKey: 'id' });
const plans = [planNewTable(orders), planNewTable(users)];

test('the question says how much, and where', () => {
  const place = { account: '123456789012', region: 'eu-west-1' };
  expect(question(plans, { ...place, stage: 'prod' })).toBe(
    'Apply 3 changes to 2 tables in account 123456789012, eu-west-1 (prod)?',
  );
  expect(question(plans.slice(1), { region: 'eu-west-1', profile: 'ana' })).toBe(
    'Apply 1 change to 1 table in eu-west-1, profile ana?',
  );
  expect(question(plans, { endpoint: 'http://127.0.0.1:8000' })).toBe(
    'Apply 3 changes to 2 tables at http://127.0.0.1:8000?',
  );
});
