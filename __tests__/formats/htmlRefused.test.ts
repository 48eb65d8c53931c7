import { toHtml } from '../../src/formats/index.js';
import { TableSchemaError } from '../../src/index.js';
import { orders } from './htmlSchemas.js';

let failure: Error;
jest.mock('../../src/formats/terraform/toTerraform', () => ({
  toTerraform: () => {
    throw failure;
  },
}));

test('where a target can&rsquo;t carry a table, its tab says what and why, and the others are there', () => {
  failure = new TableSchemaError('The table "orders"', [
    { rule: 'terraform-vector-index', path: ['vectorIndexes', 'a<b'], message: 'the provider has none; leave it out' },
  ]);
  const page = toHtml(orders);
  expect(page).toContain('Terraform can&rsquo;t carry this table');
  expect(page).toContain('vectorIndexes["a&lt;b"]: the provider has none; leave it out [terraform-vector-index]');
  expect(page).toContain('<h4>CloudFormation</h4>');
});

test('any other error is no refusal: it is thrown', () => {
  failure = new TypeError('a fault');
  expect(() => toHtml(orders)).toThrow('a fault');
});
