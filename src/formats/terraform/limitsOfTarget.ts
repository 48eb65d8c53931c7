import { toResourcePolicy } from '../../aws/index.js';
import {
  onDemandWarmThroughput,
  type Path,
  recoveryDays,
  type TableIssue,
  type TableSchema,
  type WarmThroughput,
} from '../../schema/index.js';
import type { TerraformOptions } from './options.js';

/** What a valid schema says and the provider can't. */
export function limitsOfTarget(schema: TableSchema, { indexKeys }: Pick<TerraformOptions, 'indexKeys'>): TableIssue[] {
  const issues: TableIssue[] = [];
  const report = (rule: TableIssue['rule'], path: Path, message: string) => issues.push({ rule, path, message });

  for (const name of Object.keys(schema.vectorIndexes ?? {})) {
    report(
      'terraform-vector-index',
      ['vectorIndexes', name],
      'the AWS provider has no vector indexes; leave them out of the schema for Terraform, and add them with provisionTables or the AWS CLI',
    );
  }

  for (const [region, { pointInTimeRecovery: recovery }] of Object.entries(schema.replicas ?? {})) {
    const days = recoveryDays(recovery);
    if (days && days !== recoveryDays(true)) {
      report(
        'setting-not-carried',
        ['replicas', region, 'pointInTimeRecovery'],
        `${days} days: the AWS provider switches the recovery of a replica on or off only; use true or false`,
      );
    }
  }

  const checkWarm = (path: Path, warm: WarmThroughput | undefined) => {
    // Whatever the billing mode, the provider takes no less than what a table on demand has: `IntAtLeast` in its `warm_throughput`.
    for (const [member, least] of Object.entries(onDemandWarmThroughput)) {
      const units = warm?.[member as keyof WarmThroughput];
      if (units !== undefined && units < least) {
        report(
          'terraform-warm-throughput',
          [...path, member],
          `${units}: the AWS provider takes ${least} at least; leave it out or raise it`,
        );
      }
    }
  };
  checkWarm(['warmThroughput'], schema.warmThroughput);
  for (const [name, index] of Object.entries(schema.globalSecondaryIndexes ?? {})) {
    const path = ['globalSecondaryIndexes', name];
    checkWarm([...path, 'warmThroughput'], index.warmThroughput);
    if (indexKeys !== 'hash_key') continue;
    for (const property of ['partitionKey', 'sortKey'] as const) {
      const key = index[property];
      if (typeof key === 'object' && key.length > 1) {
        report('terraform-index-key', [...path, property], "a key of several attributes needs indexKeys: 'key_schema'");
      }
    }
  }

  // What no key names is not written: names of other attributes don't matter.
  const { attributes: _, resourcePolicy, streamResourcePolicy, replicas = {}, ...written } = schema;
  checkText(report, [], written);
  const checkPolicy = (path: Path, policy: TableSchema['resourcePolicy']) => {
    if (policy) checkText(report, path, toResourcePolicy(policy));
  };
  checkPolicy(['resourcePolicy'], resourcePolicy);
  checkPolicy(['streamResourcePolicy'], streamResourcePolicy);
  for (const [region, { resourcePolicy: policy, ...replica }] of Object.entries(replicas)) {
    checkText(report, ['replicas', region], replica);
    checkPolicy(['replicas', region, 'resourcePolicy'], policy);
  }
  return issues;
}

/** Terraform makes every string NFC, and has no halves of surrogate pairs; DynamoDB takes names as they are. */
function checkText(
  report: (rule: TableIssue['rule'], path: Path, message: string) => void,
  path: Path,
  value: unknown,
) {
  if (typeof value === 'string') {
    if (/\p{Surrogate}/u.test(value) || value !== value.normalize('NFC')) {
      report(
        'terraform-unicode',
        path,
        `Terraform would change ${JSON.stringify(value)}: it turns all text into Unicode's composed form (NFC); use a name in that form`,
      );
    }
  } else if (typeof value === 'object' && value) {
    for (const [key, entry] of Object.entries(value)) {
      checkText(report, [...path, key], key);
      checkText(report, [...path, key], entry);
    }
  }
}
