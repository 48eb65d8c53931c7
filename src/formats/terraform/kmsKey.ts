import type { TableSchema } from '../../schema/index.js';
import { type ArgumentValue, argument, type Block, optional } from './document.js';

/** The provider wants the key's own ARN, which is also what it reads back; an alias would differ at each plan. */
const keyArn = /^arn:[^:]*:kms:[^:]*:[^:]*:key\//;

/** The key's ARN, or a reference to the data source that finds it by id or alias. */
export function kmsKeyReference(kmsMasterKeyId: string, name: string): ArgumentValue {
  return keyArn.test(kmsMasterKeyId)
    ? { kind: 'literal', value: kmsMasterKeyId }
    : { kind: 'reference', to: `data.aws_kms_key.${name}.arn` };
}

/** The data source that a key needs, if any. `region`: that of a replica. */
export function kmsKeyBlocks(encryption: TableSchema['encryption'], name: string, region?: string): Block[] {
  if (typeof encryption !== 'object' || keyArn.test(encryption.kmsMasterKeyId)) return [];
  const body = [...optional('region', region), argument('key_id', encryption.kmsMasterKeyId)];
  return [{ type: 'data', labels: ['aws_kms_key', name], body }];
}
