import { type CatalogEntry, type CatalogId, catalog } from '../../src/catalog/index.js';
import { indexNames, type TableSchema } from '../../src/schema/index.js';
import { lines } from '../markdown.js';
import { catalogDocs } from './docs.js';
import { uses } from './uses.js';

const entries = Object.entries<CatalogEntry>(catalog) as [CatalogId, CatalogEntry][];

const proofs: { readonly [Proof in CatalogEntry['provenBy']]: string } = {
  test: 'every test run',
  ci: 'every CI run',
  documentation: 'not run: by its documentation',
};

/** `docs/catalog.md`: the tables that packages need, each with what is written over its constant. */
export function catalogPage(root: string): string {
  const docs = catalogDocs(root);
  return lines(
    '# The catalog',
    "`tablewright/catalog` holds tables that well-known packages need, so that nobody types them by hand from somebody's documentation. Each is proven by its package: a test makes the table from the constant, has the real package do on it all that it does, allows it no action that the entry doesn't list, and compares what it writes with what is declared. This page is made by `npm run reference`.",
    table(
      ['`create`', 'package', 'tables', 'key', 'indexes', 'time to live', 'proven with'],
      entries.flatMap(([id, entry]) => rows(id, entry)),
    ),
    '## Use one',
    'A constant has the name that the package gives its table by default. `withTableName` gives it another, and that name is then told to the package too. From a terminal:',
    fenced(
      'sh',
      `npx tablewright create --list                              # what there is
npx tablewright create auth-js                             # shows the plan, asks, makes the table
npx tablewright create auth-js --table users --stage prod  # another name; place and prefix of a stage
npx tablewright create auth-js --local                     # in the local DynamoDB of this folder
npx tablewright emit terraform --catalog auth-js           # and every other target
npx tablewright emit iam --catalog auth-js --account 123456789012 --region eu-west-1
npx tablewright check --catalog auth-js                    # for CI: whether the live table is as declared`,
    ),
    '`plan`, `apply`, `check`, `validate`, `local` and `emit` all take `--catalog`, with one entry or several (`auth-js,keyv`). In a `tablewright.config.ts`, the constants stand among your own tables.',
    'Declare and provision:',
    fenced(
      'ts',
      `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { withTableName } from 'tablewright';
import { authJsTableSchema } from 'tablewright/catalog';
import { provisionTables } from 'tablewright/provision';

export const users = withTableName(authJsTableSchema, 'my-app-users');
const [{ outcome }] = await provisionTables(new DynamoDBClient({}), [users]);
console.log(outcome); // 'created', and 'unchanged' from then on`,
    ),
    'In tests:',
    fenced(
      'ts',
      `import { authJsTableSchema } from 'tablewright/catalog';
import { startLocalDynamoDB } from 'tablewright/local';

const local = await startLocalDynamoDB({ tables: [authJsTableSchema] });
console.log(local.endpoint); // for the package's client: AWS_ENDPOINT_URL_DYNAMODB
await local.stop();`,
    ),
    'Deploy it, with a policy that allows what the package does and nothing else; with one action less, its test fails:',
    fenced(
      'ts',
      `import { App, Stack } from 'aws-cdk-lib';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { authJsActions, authJsTableSchema } from 'tablewright/catalog';
import { toTablePropsV2 } from 'tablewright/cdk';
import { toCloudFormation, toIamPolicy, toTerraform } from 'tablewright/formats';

console.log(toCloudFormation(authJsTableSchema), toTerraform(authJsTableSchema));
new TableV2(new Stack(new App(), 'Auth'), 'Users', toTablePropsV2(authJsTableSchema));
const policy = toIamPolicy(authJsTableSchema, { actions: authJsActions, account: '123456789012', region: 'eu-west-1' });
console.log(JSON.stringify(policy, null, 2));`,
    ),
    'An import of one constant puts that constant into your bundle, and nothing else. `catalog`, which holds all entries with what is known of their packages, is for programs that list them.',
    ...entries.map(([id, entry]) => section(id, entry, docs)),
  );
}

function rows(id: CatalogId, entry: CatalogEntry): string[][] {
  const { provenBy, package: used } = entry;
  const first = [`[\`${id}\`](#${id})`, used ? `\`${used.name}\`` : ''];
  const last = `${used ? `${used.version}, ` : ''}${proofs[provenBy]}`;
  return Object.entries(entry.schemas).map(([constant, schema], i) => [
    ...(i ? ['', ''] : first),
    `\`${constant}\``,
    `\`${[schema.partitionKey, schema.sortKey].flatMap((name) => name ?? []).join('`, `')}\``,
    indexNames(schema)
      .map((name) => `\`${name}\``)
      .join(', '),
    schema.timeToLive ? `\`${schema.timeToLive}\`` : '',
    i ? '' : last,
  ]);
}

function section(
  id: CatalogId,
  { description, schemas, actions }: CatalogEntry,
  docs: ReadonlyMap<string, string>,
): string {
  const constants = Object.keys(schemas);
  const variants = [...docs.keys()].filter((name) =>
    constants.some((constant) => name.startsWith(constant.replace(/Schema$/, 'With'))),
  );
  return lines(
    `## ${id}`,
    ...(constants.length > 1 ? [`${constants.length} tables: ${description}.`] : []),
    ...constants.map((constant) => described(constant, schemas[constant], docs)),
    ...variants.map((name) => `\`${name}\`: ${paragraphs(docs.get(name)).join(' ')}`),
    fenced('typescript', uses[id]),
    ...(actions
      ? [`Its actions: ${actions.map((action) => `\`${action.replace('dynamodb:', '')}\``).join(', ')}.`]
      : []),
  );
}

function described(constant: string, { tableName }: TableSchema, docs: ReadonlyMap<string, string>): string {
  const [first, ...rest] = paragraphs(docs.get(constant));
  return lines(
    `\`${constant}\` (\`${tableName}\`). ${first}`,
    ...(rest.length ? [rest.map((text) => `- ${text}`)] : []),
  );
}

function paragraphs(doc = ''): string[] {
  return doc.split(/\n{2,}/).map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' '));
}

function fenced(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

function table(head: readonly string[], body: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...body.map(row)];
}
