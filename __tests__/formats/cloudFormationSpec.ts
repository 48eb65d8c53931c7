import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';

/** Checks properties against what AWS publishes of a resource type: names, types, allowed values, what is required. */
export async function checkAgainstResourceSpec(type: string): Promise<(properties: object) => string[]> {
  const spec = await loadAwsServiceSpec();
  const [resource] = spec.lookup('resource', 'cloudFormationType', 'equals', type);
  type Properties = typeof resource.properties;
  type PropertyType = Properties[string]['type'];

  function members(value: object, properties: Properties, path: string): string[] {
    const known = Object.entries(value).flatMap(([name, entry]) =>
      Object.hasOwn(properties, name)
        ? ofType(entry, properties[name].type, `${path}${name}`)
        : [`${path}${name}: unknown`],
    );
    const missing = Object.keys(properties).filter((name) => properties[name].required && !Object.hasOwn(value, name));
    return [...known, ...missing.map((name) => `${path}${name}: missing`)];
  }

  function ofType(value: unknown, expected: PropertyType, path: string): string[] {
    const must = (fine: boolean) => (fine ? [] : [`${path}: not a ${expected.type}`]);
    switch (expected.type) {
      case 'date-time':
        return must(typeof value === 'string' && !Number.isNaN(Date.parse(value)));
      case 'string':
        if (expected.allowedValues && !expected.allowedValues.includes(value as string))
          return [`${path}: not allowed`];
        return must(typeof value === 'string');
      case 'integer':
        return must(Number.isInteger(value));
      case 'number':
        return must(typeof value === 'number');
      case 'boolean':
        return must(typeof value === 'boolean');
      case 'json':
        return must(typeof value === 'object' && value !== null);
      case 'tag':
        return members(
          value as object,
          { Key: { type: { type: 'string' } }, Value: { type: { type: 'string' } } },
          `${path}.`,
        );
      case 'array':
        return Array.isArray(value)
          ? value.flatMap((entry, i) => ofType(entry, expected.element, `${path}.${i}`))
          : must(false);
      case 'union': {
        // Where AWS names a type, any JSON will not do.
        const named = expected.types.filter((one) => one.type !== 'json');
        const attempts = named.map((one) => ofType(value, one, path));
        return attempts.find((issues) => !issues.length) ?? attempts[0];
      }
      case 'ref':
        return typeof value === 'object' && value !== null
          ? members(value, spec.get('typeDefinition', expected.reference.$ref).properties, `${path}.`)
          : must(false);
      default:
        return [`${path}: ${expected.type} is not checked`];
    }
  }

  return (properties) => members(properties, resource.properties, '');
}
