import { show, TableSchemaError } from '../../schema/index.js';
import type { ArnPlace } from './arnPlace.js';
import type { Home } from './homes.js';
import type { Grant } from './policy.js';

/**
 * What DynamoDB asks of KMS in the name of whoever uses a table: to read, the key of the table decrypted; to write, the rest.
 * The AWS CDK grants the same with `table.grantReadData` and `grantWriteData`.
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html
 */
const readActions = ['kms:Decrypt', 'kms:DescribeKey'];
const writeActions = [
  ...readActions,
  'kms:Encrypt',
  // For these four AWS's examples write kms:GenerateDataKey* and kms:ReEncrypt*, which allow key pairs too.
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
/** Whoever makes a table, or gives it another key, also lets DynamoDB create its grants on the key. */
const provisionActions = [...writeActions, 'kms:CreateGrant'];

export const keyActions = { read: readActions, write: writeActions, provision: provisionActions } as const;

/**
 * The use of the customer's keys of these tables, through DynamoDB only. AWS's own keys need none: the policy of `aws/dynamodb`
 * lets in whoever may use DynamoDB.
 */
export function keyAccess(homes: readonly Home[], actions: readonly string[]): readonly Grant[] {
  const byId: { readonly key: string; readonly place: ArnPlace }[] = [];
  const byAlias = new Map<string, { readonly resource: string; readonly alias: string; readonly place: ArnPlace }>();
  for (const { schema, place } of homes) {
    const { tableName, encryption } = schema;
    if (typeof encryption !== 'object') continue;
    const { scope, id } = keyOf(tableName, encryption.kmsMasterKeyId, place);
    // A policy can't name a key by its alias; a condition can. https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
    if (id.startsWith('alias/')) byAlias.set(`${scope}:${id}`, { resource: `${scope}:key/*`, alias: id, place });
    else byId.push({ key: `${scope}:${id}`, place });
  }
  return [
    { purpose: 'Key', actions, resources: byId.map(({ key }) => key), condition: through(byId) },
    ...[...byAlias.values()].map(({ resource, alias, place }, i) => ({
      purpose: `KeyAlias${i + 1}`,
      actions,
      resources: [resource],
      condition: { ...through([{ place }]), 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } },
    })),
  ];
}

function through(users: readonly { readonly place: ArnPlace }[]) {
  const services = [...new Set(users.map(({ place }) => viaService(place)))];
  return { StringLike: { 'kms:ViaService': services.length === 1 ? services[0] : services } };
}

/** A key is named by its ARN, its id, its alias or the ARN of that. What is none of these could mean more than one key. */
function keyOf(
  tableName: string,
  name: string,
  { partition, region, account }: ArnPlace,
): { scope: string; id: string } {
  const parts = /^(?:(arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}):(?=key\/|alias\/))?(key\/|alias\/|)([A-Za-z0-9/_-]+)$/.exec(
    name,
  );
  if (!parts || (parts[1] === undefined && parts[2] === 'key/')) {
    throw new TableSchemaError(`The table ${show(tableName)}`, [
      {
        rule: 'iam-key',
        path: ['encryption', 'kmsMasterKeyId'],
        message: `${show(name)} is not the ARN, the id or the alias of a key, so that no policy can allow it; name the key by its ARN`,
      },
    ]);
  }
  const [, scope = `arn:${partition}:kms:${region}:${account}`, kind, id] = parts;
  return { scope, id: `${kind || 'key/'}${id}` };
}

/** The endpoint by which KMS knows DynamoDB. Its domain is another in other partitions. */
function viaService({ partition, region }: ArnPlace): string {
  const domain = partition === 'aws' || partition === 'aws-us-gov' ? 'amazonaws.com' : '*';
  return `dynamodb.${region}.${domain}`;
}
