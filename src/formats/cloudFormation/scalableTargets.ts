import { isProperties } from '../../schema/index.js';
import { scaledResource } from '../scalableTarget.js';
import { intrinsicOf, resolveIntrinsic } from './intrinsics.js';
import type { TemplateReader } from './shapes.js';

/** What stands for a table in the resource id of what scales it: its logical id as a reference, or its name. */
type ScaledBy = (logicalId: string, tableName: string | undefined) => readonly (string | undefined)[];

/**
 * What the template has Application Auto Scaling scale: the indexes of a table, and `undefined` for the table itself. How it scales is
 * reported, because a schema says only that something does.
 */
export function readScalableTargets(reader: TemplateReader, resources: object): ScaledBy {
  const scaled = new Map<string, (string | undefined)[]>();
  for (const [id, resource] of Object.entries(resources)) {
    const { Type, Properties } = isProperties(resource) ? resource : {};
    if (Type !== 'AWS::ApplicationAutoScaling::ScalableTarget' || !isProperties(Properties)) continue;
    const found = scaledResource(textOf(reader, Properties.ResourceId));
    if (!found) continue;
    scaled.set(found.table, [...(scaled.get(found.table) ?? []), found.index]);
    reader.report(
      'not-representable',
      ['Resources', id],
      'a table schema has no auto scaling; capacity was read as moved by something else',
    );
  }
  return (logicalId, tableName = '') => [...(scaled.get(`\${${logicalId}}`) ?? []), ...(scaled.get(tableName) ?? [])];
}

/** The text with `${Name}` for what is known at deployment only. */
function textOf(reader: TemplateReader, value: unknown): string {
  const intrinsic = intrinsicOf(value);
  if (!intrinsic) return String(value);
  const resolved = resolveIntrinsic(intrinsic.name, intrinsic.argument, reader.parameters);
  return resolved.kind === 'unknown' ? resolved.text : resolved.kind === 'value' ? String(resolved.value) : '';
}
