import {
  AttributeType,
  Billing,
  Capacity,
  ContributorInsightsMode,
  ProjectionType,
  StreamViewType,
  TableClass,
  TableEncryptionV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Alias, type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Aws } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { CdkExpression, CdkFunction, CdkMember } from '../cdkProps/index.js';

const enums = { Aws, AttributeType, ProjectionType, StreamViewType, TableClass, ContributorInsightsMode };

const functions: { readonly [Name in CdkFunction]: (...args: never[]) => unknown } = {
  'Billing.onDemand': Billing.onDemand,
  'Billing.provisioned': Billing.provisioned,
  'Capacity.autoscaled': Capacity.autoscaled,
  'Capacity.fixed': Capacity.fixed,
  'TableEncryptionV2.dynamoOwnedKey': TableEncryptionV2.dynamoOwnedKey,
  'TableEncryptionV2.awsManagedKey': TableEncryptionV2.awsManagedKey,
  'TableEncryptionV2.customerManagedKey': (key: IKey, ofReplicas?: { [region: string]: string }) =>
    TableEncryptionV2.customerManagedKey(key, ofReplicas),
  'Key.fromKeyArn': (scope: Construct, id: string, arn: string) => Key.fromKeyArn(scope, id, arn),
  'Alias.fromAliasName': (scope: Construct, id: string, name: string) => Alias.fromAliasName(scope, id, name),
  'PolicyDocument.fromJson': PolicyDocument.fromJson,
  'Stream.fromStreamArn': (scope: Construct, id: string, arn: string) => Stream.fromStreamArn(scope, id, arn),
};

/** The value of an expression. `scope` is called where it needs a scope. */
export function evaluate(expression: CdkExpression, scope: () => Construct): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'list':
      return expression.items.map((item) => evaluate(item, scope));
    case 'object':
      return Object.fromEntries(expression.entries.map(([name, value]) => [name, evaluate(value, scope)]));
    case 'member':
      return memberOf(expression.name);
    case 'call': {
      const call = functions[expression.name] as (...args: unknown[]) => unknown;
      return call(...expression.args.map((argument) => evaluate(argument, scope)));
    }
    case 'scope':
      return scope();
    default: {
      const never: never = expression;
      return never;
    }
  }
}

function memberOf(name: CdkMember): unknown {
  const [owner, key] = name.split('.') as [keyof typeof enums, string];
  return (enums[owner] as unknown as { readonly [key: string]: unknown })[key];
}
