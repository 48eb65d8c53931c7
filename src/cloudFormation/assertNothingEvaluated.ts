import { type Path, type TableIssue, type TableSchema, TableSchemaError } from '../schema/index.js';

/**
 * What CloudFormation would not take as data, and has no way to write as data: its dynamic references in any text; and in a policy,
 * which a template holds as an object, null and whatever has the name of a function.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function assertNothingEvaluated(schema: TableSchema): void {
  const issues: TableIssue[] = [];
  const { replicas = {}, ...table } = schema;
  checkSettings(issues, [], table);
  for (const [region, replica] of Object.entries(replicas)) checkSettings(issues, ['replicas', region], replica);
  if (issues.length) throw new TableSchemaError(`The template of ${JSON.stringify(schema.tableName)}`, issues);
}

function checkSettings(issues: TableIssue[], path: Path, settings: object): void {
  const { resourcePolicy, streamResourcePolicy, ...others } = settings as TableSchema;
  check(issues, path, others, false);
  for (const [name, policy] of Object.entries({ resourcePolicy, streamResourcePolicy })) {
    check(issues, [...path, name], typeof policy === 'string' ? JSON.parse(policy) : policy, true);
  }
}

function check(issues: TableIssue[], path: Path, value: unknown, inPolicy: boolean): void {
  if (typeof value === 'string') checkText(issues, path, value);
  else if (value === null) {
    issues.push({
      rule: 'cloudformation-null',
      path,
      message: 'CloudFormation takes no null in a template; leave the element out',
    });
  } else if (Array.isArray(value)) {
    value.forEach((entry, i) => {
      check(issues, [...path, i], entry, inPolicy);
    });
  } else if (typeof value === 'object') {
    for (const [key, entry] of Object.entries(value)) {
      checkText(issues, [...path, key], key);
      if (inPolicy && /^(Ref|Fn::.*)$/s.test(key)) {
        issues.push({
          rule: 'cloudformation-intrinsic',
          path: [...path, key],
          message: `CloudFormation would evaluate ${JSON.stringify(key)} as a function; write the value that it comes to`,
        });
      }
      check(issues, [...path, key], entry, inPolicy);
    }
  }
}

function checkText(issues: TableIssue[], path: Path, text: string): void {
  if (text.includes('{{resolve:')) {
    issues.push({
      rule: 'cloudformation-dynamic-reference',
      path,
      message: `CloudFormation would evaluate ${JSON.stringify(text)}; write the value that it comes to`,
    });
  }
}
