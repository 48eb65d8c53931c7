import type { TableDescription, TimeToLiveDescription } from '@aws-sdk/client-dynamodb';

type Landed = { table: TableDescription; timeToLive: TimeToLiveDescription | undefined };

/** What a table means, whichever way it is told. */
export function normalise(landed: Landed | undefined, hidden: readonly string[] = []) {
  if (landed === undefined) return undefined;
  const { table, timeToLive } = landed;
  const billingMode = table.BillingModeSummary?.BillingMode ?? 'PROVISIONED';
  const units = (description: TableDescription['ProvisionedThroughput']) =>
    billingMode === 'PROVISIONED' ? [description?.ReadCapacityUnits, description?.WriteCapacityUnits] : undefined;
  const byName = <T extends { IndexName?: string }, U>(list: T[] | undefined, read: (one: T) => U) =>
    Object.fromEntries(
      (list ?? []).map((one) => [one.IndexName ?? '', read(one)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  const indexes = {
    local: byName(table.LocalSecondaryIndexes, (one) => ({
      key: keyOf(one.KeySchema),
      projection: projectionOf(one.Projection),
    })),
    global: byName(table.GlobalSecondaryIndexes, (one) => ({
      key: keyOf(one.KeySchema),
      projection: projectionOf(one.Projection),
      units: hidden.includes('units of indexes') ? undefined : units(one.ProvisionedThroughput),
    })),
  };
  return {
    key: keyOf(table.KeySchema),
    attributes: Object.fromEntries(
      (table.AttributeDefinitions ?? [])
        .map((one) => [one.AttributeName ?? '', one.AttributeType] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    ...indexes,
    billingMode,
    units: units(table.ProvisionedThroughput),
    stream: table.StreamSpecification?.StreamEnabled ? table.StreamSpecification.StreamViewType : undefined,
    deletionProtection: table.DeletionProtectionEnabled ?? false,
    timeToLive:
      timeToLive?.TimeToLiveStatus === 'ENABLED' || timeToLive?.TimeToLiveStatus === 'ENABLING'
        ? timeToLive.AttributeName
        : undefined,
  };
}

function keyOf(elements: TableDescription['KeySchema']): string[] {
  return (elements ?? []).map((element) => `${element.KeyType} ${element.AttributeName}`);
}

function projectionOf(projection: { ProjectionType?: string; NonKeyAttributes?: string[] } | undefined): string {
  return [projection?.ProjectionType, ...[...(projection?.NonKeyAttributes ?? [])].sort()].join(' ');
}
