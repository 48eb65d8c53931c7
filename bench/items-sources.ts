import {
  defined,
  electrodbEntity,
  onetableModel,
  type TypeCheckContender,
  toolboxEntity,
} from './type-check-sources.js';

/** A table, and what a service does with it. */
export interface TypeCheckItemsContender extends TypeCheckContender {
  readonly limit?: number;
}

const importDefined = `import { defineTable } from 'tablewright';\n`;
const query = (i: number) => `
export const query${i} = toQueryInput(table${i}, {
  indexName: 'gsi-user',
  key: { user: 'u', created_at: { beginsWith: '2026' } },
  filter: { status: 'active' },
  limit: 10,
});
`;

export const typeCheckItemsContenders: readonly TypeCheckItemsContender[] = [
  {
    name: 'tablewright, one query',
    limit: 400,
    source: (i) => `${importDefined}import { toQueryInput } from 'tablewright/items';\n${defined(i)}${query(i)}`,
  },
  {
    name: 'tablewright, query, conditional update, typed results',
    limit: 700,
    source: (
      i,
    ) => `${importDefined}import { itemOf, itemsOf, toQueryInput, toUpdateItemInput } from 'tablewright/items';
${defined(i)}${query(i)}
export const found${i}: (string | undefined)[] = itemsOf(query${i}, {}).map(({ status }) => status);
export const update${i} = toUpdateItemInput(
  table${i},
  { id: '1' },
  { set: { status: 'revoked' } },
  { condition: { status: 'active' }, returnValues: 'ALL_NEW' },
);
export const after${i}: string | undefined = itemOf(update${i}, {})?.status;
`,
  },
  {
    name: 'electrodb, the same',
    source: (i) => `${electrodbEntity(i)}
export async function work${i}() {
  const { data } = await entity${i}.query['gsi-user']({ user: 'u' })
    .begins({ created_at: '2026' })
    .where(({ status }, { eq }) => eq(status, 'active'))
    .go({ limit: 10 });
  const found: (string | undefined)[] = data.map(({ status }) => status);
  const updated = await entity${i}.patch({ id: '1' })
    .set({ status: 'revoked' })
    .where(({ status }, { eq }) => eq(status, 'active'))
    .go({ response: 'all_new' });
  const after: string | undefined = updated.data.status;
  return { found, after };
}
`,
  },
  {
    name: 'dynamodb-toolbox, the same',
    source: (i) => `${toolboxEntity(i)}
import { UpdateItemCommand } from 'dynamodb-toolbox/entity/actions/update';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';

export async function work${i}() {
  const { Items = [] } = await table${i}
    .build(QueryCommand)
    .entities(entity${i})
    .query({ index: 'gsi-user', partition: 'u', range: { beginsWith: '2026' } })
    .options({ filters: { Session: { attr: 'status', eq: 'active' } }, limit: 10 })
    .send();
  const found: (string | undefined)[] = Items.map(({ status }) => status);
  const { Attributes } = await entity${i}
    .build(UpdateItemCommand)
    .item({ id: '1', status: 'revoked' })
    .options({ condition: { attr: 'status', eq: 'active' }, returnValues: 'ALL_NEW' })
    .send();
  const after: string | undefined = Attributes?.status;
  return { found, after };
}
`,
  },
  {
    name: 'dynamodb-onetable, the same (its conditions are strings)',
    source: (i) => `${onetableModel(i)}
export async function work${i}() {
  const items = await model${i}.find(
    { user: 'u', created_at: { begins: '2026' } },
    { index: 'gsi-user', where: '\${status} = {active}', limit: 10 },
  );
  const found: (string | undefined)[] = items.map(({ status }) => status);
  const updated = await model${i}.update({ id: '1', status: 'revoked' }, { where: '\${status} = {active}', return: 'after' });
  const after: string | undefined = updated?.status;
  return { found, after };
}
`,
  },
];
