import { properties } from '../../schema/index.js';
import { scaledResource } from '../scalableTarget.js';
import { decide, resolve } from './intrinsics.js';
import type { TemplateReader } from './shapes.js';

/** What stands for a table in the resource id of what scales it: its logical id as a reference, or what the template says of its name. */
type ScaledBy = (logicalId: string, tableName: unknown) => readonly (string | undefined)[];

/**
 * What the template has Application Auto Scaling scale: the indexes of a table, and `undefined` for the table itself. How it scales is
 * reported, because a schema says only that something does.
 */
export function readScalableTargets(reader: TemplateReader, resources: { readonly [id: string]: unknown }): ScaledBy {
  const scaled = new Map<string, (string | undefined)[]>();
  for (const [id, resource] of Object.entries(resources)) {
    const { Type, Properties, Condition } = properties(resource);
    if (Type !== 'AWS::ApplicationAutoScaling::ScalableTarget') continue;
    if (Condition !== undefined && decide(reader.scope, String(Condition)).holds === false) continue;
    const found = scaledResource(markedText(reader, properties(Properties).ResourceId));
    if (!found) continue;
    scaled.set(found.table, [...(scaled.get(found.table) ?? []), found.index]);
    reader.report(
      'not-representable',
      ['Resources', id],
      'a table schema has no auto scaling; capacity was read as moved by something else',
    );
  }
  return (logicalId, tableName) => [
    ...(scaled.get(`\${${logicalId}}`) ?? []),
    ...(scaled.get(markedText(reader, tableName)) ?? []),
  ];
}

/** The text with `${Name}` for what is known at deployment only. */
function markedText({ scope }: TemplateReader, value: unknown): string {
  const found = resolve({ ...scope, marksUnknown: true }, value, undefined);
  return found.kind === 'value' ? String(found.value) : '';
}
