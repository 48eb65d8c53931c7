import { isProperties, type Path, show } from '../../schema/index.js';
import { resolve } from './intrinsics.js';
import { type At, below } from './scope.js';
import { leaveOut, type TemplateReader } from './shapes.js';

/** A replica as it stands in a template. */
export interface ReplicaInTemplate {
  readonly path: Path;
  readonly at: At;
  /** `undefined`: known at deployment only. */
  readonly region: string | undefined;
  readonly properties: { readonly [name: string]: unknown };
}

/** The replica in the Region of the stack, and the others, if all of those are known. */
export interface ChosenReplicas {
  readonly own: ReplicaInTemplate | undefined;
  readonly others: readonly ReplicaInTemplate[] | undefined;
}

/**
 * Which of the replicas is the table itself: that of `AWS::Region`. Where no Region is given and all are written out, it is a guess: the
 * last in a template of CDK, which writes them so, and the first in any other.
 */
export function chooseReplicas(reader: TemplateReader, path: Path, given: unknown, isOfCdk: boolean): ChosenReplicas {
  const { scope } = reader;
  const list = resolve(scope, given, path);
  if (list.kind === 'unknown') {
    leaveOut(reader, path, list.text, list.trace);
    return { own: undefined, others: undefined };
  }
  if (list.kind !== 'value' || !Array.isArray(list.value)) {
    reader.report('cloudformation-type', path, "needs a list with the stack's own Region");
    return { own: undefined, others: undefined };
  }
  const replicas: ReplicaInTemplate[] = [];
  let known = true;
  for (const [index, entry] of list.value.entries()) {
    const found = resolve(scope, entry, below(list.at, index));
    if (found.kind === 'absent') continue;
    if (found.kind === 'value' && isProperties(found.value)) {
      const region = resolve(scope, found.value.Region, undefined);
      replicas.push({
        path: [...path, index],
        at: found.at,
        region: region.kind === 'value' && typeof region.value === 'string' ? region.value : undefined,
        properties: found.value,
      });
    } else {
      const place = [...path, index];
      if (found.kind === 'unknown') leaveOut(reader, place, found.text, found.trace);
      else reader.report('cloudformation-type', place, 'is not an object with a Region, and is left out');
      known = false;
    }
  }
  const stack = scope.parameters.get('AWS::Region')?.value;
  const told = replicas.find(({ properties: { Region }, region }) =>
    isProperties(Region) && Region.Ref === 'AWS::Region' ? true : stack !== undefined && region === stack,
  );
  const own = told ?? (isOfCdk ? replicas.at(-1) : replicas[0]);
  const others = replicas.filter((replica) => replica !== own);
  if (!own) reader.report('cloudformation-type', path, "needs a list with the stack's own Region");
  if (!told && own && others.length) {
    reader.report(
      'cloudformation-parameter',
      own.path,
      stack === undefined
        ? `is read as the table itself, and the others as its replicas; give the Region of the stack as the parameter AWS::Region if that is not ${show(own.region)}`
        : `is read as the table itself: no replica is in ${show(stack)}, the Region of the stack`,
    );
  }
  const unnamed = others.filter(({ region }) => region === undefined);
  const why = 'so the replicas are left out: a schema has all of them, or says nothing';
  for (const { path: place } of unnamed) {
    reader.report('cloudformation-intrinsic', [...place, 'Region'], `is known at deployment only, ${why}`);
  }
  if (!known && others.length) {
    reader.report('cloudformation-intrinsic', path, `has more than is known here, ${why}`);
  }
  return { own, others: known && !unnamed.length ? others : undefined };
}
