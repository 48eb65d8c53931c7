/** DynamoDB Local and its like make ARNs of an account that AWS never had. */
export function isEmulator(arn: string): boolean {
  return /^arn:[^:]*:dynamodb:[^:]*:(000000000000|0000-0000-0000):/.test(arn);
}

const gaps: Readonly<Record<string, readonly string[]>> = {
  // DynamoDB Local takes these members and forgets them; its DescribeTable never shows them.
  ddblocal: [
    'UpdateTable.SSESpecification',
    'UpdateTable.TableClass',
    'UpdateTable.OnDemandThroughput',
    'UpdateTable.GlobalSecondaryIndexUpdates.OnDemandThroughput',
    'UpdateTable.WarmThroughput',
    'UpdateTable.VectorIndexUpdates',
  ],
  // dynoxide rejects an UpdateTable with nothing but these, or accepts it and does nothing.
  dynoxide: [
    'UpdateTable.GlobalSecondaryIndexUpdates.ProvisionedThroughput',
    'UpdateTable.SSESpecification',
    'UpdateTable.GlobalSecondaryIndexUpdates.OnDemandThroughput',
    'UpdateTable.WarmThroughput',
  ],
  // dynalite tells of a TTL, and can't set it; it drops members that it does not know, and rejects an UpdateTable without others.
  dynalite: [
    'UpdateTimeToLive',
    'UpdateTable.StreamSpecification',
    'UpdateTable.SSESpecification',
    'UpdateTable.TableClass',
    'UpdateTable.DeletionProtectionEnabled',
    'UpdateTable.OnDemandThroughput',
    'UpdateTable.GlobalSecondaryIndexUpdates.OnDemandThroughput',
    'UpdateTable.WarmThroughput',
    'UpdateTable.VectorIndexUpdates',
  ],
};

/**
 * What the emulator behind this ARN does not implement, of what can't be told by asking: operations, and members of UpdateTable. None
 * on AWS. Emulators put their name in the Region; dynalite does when tablewright starts it.
 */
export function memberGaps(arn: string): readonly string[] {
  const region = arn.split(':')[3] ?? '';
  return isEmulator(arn) && Object.hasOwn(gaps, region) ? gaps[region] : [];
}
