import type { TableDescription } from '@aws-sdk/client-dynamodb';
import {
  type ScalableTargetAnswer,
  type ScalingAnswers,
  type ScalingPolicyAnswer,
  type ScheduledActionAnswer,
  scalableResource,
} from '../aws/index.js';
import type { TableSchema } from '../schema/index.js';
import { autoScalingSdk, sender } from './autoScalingSdk.js';
import type { AutoScalingClient } from './client.js';

/** Asks Application Auto Scaling what it does with a table and its indexes: those that stand, and those that are to. */
export async function lookAtScaling(
  client: AutoScalingClient,
  { TableName = '', GlobalSecondaryIndexes = [] }: TableDescription,
  schema: TableSchema | undefined,
  abortSignal: AbortSignal | undefined,
): Promise<ScalingAnswers> {
  const { DescribeScalableTargetsCommand, DescribeScalingPoliciesCommand, DescribeScheduledActionsCommand } =
    await autoScalingSdk();
  const { send } = bound(client);
  const ServiceNamespace = 'dynamodb';
  const options = { abortSignal };
  const indexes = new Set([
    ...GlobalSecondaryIndexes.map(({ IndexName = '' }) => IndexName),
    ...Object.keys(schema?.globalSecondaryIndexes ?? {}),
  ]);
  const ResourceIds = [undefined, ...indexes].map((index) => scalableResource('read', TableName, index).ResourceId);
  const targets: ScalableTargetAnswer[] = [];
  for (let NextToken: string | undefined, more = true; more; more = NextToken !== undefined) {
    const page = await send(new DescribeScalableTargetsCommand({ ServiceNamespace, ResourceIds, NextToken }), options);
    targets.push(...(page.ScalableTargets ?? []));
    ({ NextToken } = page);
  }
  const policies: ScalingPolicyAnswer[] = [];
  const scheduledActions: ScheduledActionAnswer[] = [];
  // Both belong to a target, and go with it.
  for (const ResourceId of ResourceIds.filter((id) => targets.some((target) => target.ResourceId === id))) {
    for (let NextToken: string | undefined, more = true; more; more = NextToken !== undefined) {
      const page = await send(new DescribeScalingPoliciesCommand({ ServiceNamespace, ResourceId, NextToken }), options);
      policies.push(...(page.ScalingPolicies ?? []));
      ({ NextToken } = page);
    }
    for (let NextToken: string | undefined, more = true; more; more = NextToken !== undefined) {
      const page = await send(
        new DescribeScheduledActionsCommand({ ServiceNamespace, ResourceId, NextToken }),
        options,
      );
      scheduledActions.push(...(page.ScheduledActions ?? []));
      ({ NextToken } = page);
    }
  }
  return { targets, policies, scheduledActions };
}

function bound(client: AutoScalingClient) {
  const real = sender(client);
  return { send: real.send.bind(real) as typeof real.send };
}
