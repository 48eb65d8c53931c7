/** Properties of CloudFormation under the names of CDK. What a policy holds is not CloudFormation's to name, and stays. */
export function cfnNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cfnNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [cdkName(name), name === 'PolicyDocument' ? entry : cfnNames(entry)]),
  );
}

/** `TableName` is `tableName`, `SSESpecification` is `sseSpecification`. */
function cdkName(name: string): string {
  return name.replace(/^(?:[A-Z]+(?=[A-Z])|[A-Z])/, (start) => start.toLowerCase());
}
