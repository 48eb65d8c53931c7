import type {
  DeleteResourcePolicyCommandInput,
  DeleteResourcePolicyCommandOutput,
  GetResourcePolicyCommandInput,
  GetResourcePolicyCommandOutput,
  PutResourcePolicyCommandInput,
  PutResourcePolicyCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { notFound, policyNotFound, stillInUse, validationError } from './errors.js';
import { checkPolicy } from './requestRules.js';
import {
  endOf,
  type Lagging,
  type PolicyState,
  readLagging,
  requireResource,
  type TableState,
  type World,
} from './state.js';
import { checkTableActive } from './updateTable.js';

/** API: PutResourcePolicy. A policy that means the same keeps its revision. */
export function putResourcePolicy(
  world: World,
  input: PutResourcePolicyCommandInput,
): Omit<PutResourcePolicyCommandOutput, '$metadata'> {
  checkPolicy(input.Policy);
  const { table, arn } = requireHolder(world, input.ResourceArn);
  if (table.status !== 'UPDATING') checkTableActive(table);
  const current = table.policies.get(arn);
  checkRevision(current?.now, input.ExpectedRevisionId);
  const text = input.Policy as string;
  if (current?.now && isSamePolicy(current.now.text, text)) return { RevisionId: current.now.revisionId };
  checkSettled(world, table, arn);
  const revisionId = String(world.random.integer(1e12, 2e12));
  setPolicy(world, table, arn, { text, revisionId });
  return { RevisionId: revisionId };
}

/** API: GetResourcePolicy. "GetResourcePolicy is an eventually consistent operation." */
export function getResourcePolicy(
  world: World,
  input: GetResourcePolicyCommandInput,
): Omit<GetResourcePolicyCommandOutput, '$metadata'> {
  const { table, arn } = requireHolder(world, input.ResourceArn);
  const policies = table.policies.get(arn);
  const policy = policies && readLagging(world, policies);
  if (policy === undefined) throw noPolicy(arn);
  return { Policy: policy.text, RevisionId: policy.revisionId };
}

/** API: DeleteResourcePolicy. "DeleteResourcePolicy is an idempotent operation; running it multiple times on the same resource doesn't result in an error". */
export function deleteResourcePolicy(
  world: World,
  input: DeleteResourcePolicyCommandInput,
): Omit<DeleteResourcePolicyCommandOutput, '$metadata'> {
  const { table, arn } = requireHolder(world, input.ResourceArn);
  if (table.status !== 'UPDATING') checkTableActive(table);
  const current = table.policies.get(arn)?.now;
  if (input.ExpectedRevisionId !== undefined) checkRevision(current, input.ExpectedRevisionId);
  if (current === undefined) return {};
  checkSettled(world, table, arn);
  setPolicy(world, table, arn, undefined);
  return { RevisionId: current.revisionId };
}

/** A table and its stream have policies of their own. */
function requireHolder(world: World, arn: string | undefined): { table: TableState; arn: string } {
  if (!arn?.startsWith('arn:')) throw validationError('request', `Invalid ResourceArn: ${arn}`);
  return requireResource(world, arn, () => notFound(`${arn} not found`));
}

function checkRevision(policy: PolicyState | undefined, expected: string | undefined): void {
  if (expected === undefined) return;
  if (expected !== (policy?.revisionId ?? 'NO_POLICY')) {
    throw policyNotFound(`The policy's revision is not ${expected}`);
  }
}

function isSamePolicy(a: string, b: string): boolean {
  return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
}

function checkSettled(world: World, table: TableState, arn: string): void {
  if (world.now() < (table.policiesBusyUntil.get(arn) ?? 0)) {
    throw stillInUse(`${arn} has a pending previous resource-based policy change`);
  }
}

function setPolicy(world: World, table: TableState, arn: string, policy: PolicyState | undefined): void {
  const lagging: Lagging<PolicyState | undefined> = {
    now: policy,
    before: table.policies.get(arn)?.now,
    visibleAt: endOf(world, world.durations.policyVisible),
  };
  table.policies.set(arn, lagging);
  table.policiesBusyUntil.set(arn, endOf(world, world.durations.policySettles));
}

function noPolicy(arn: string): Error {
  return policyNotFound(`Resource-based policy not found for the provided ResourceArn: ${arn}`);
}
