import { isProperties, type Path, properties, type TableIssue, TableSchemaError } from '../../../schema/index.js';
import type { Schemas } from '../../schemas.js';
import { placeOf } from '../../unknownPlaces.js';
import { parseTemplate } from '../parseTemplate.js';
import { toCloudFormationTemplate } from '../toCloudFormationTemplate.js';
import { scalingIn, withoutIdleScaling } from './idleScaling.js';
import { type IndexMoves, indexMoves } from './indexMoves.js';
import { intoTemplate } from './intoTemplate.js';
import { isOfMetadata, noteOf, noteOfReplica, otherChanges, scalingNotes } from './notes.js';
import type { CloudFormationUpdatesOptions } from './options.js';
import { replacements } from './replacements.js';
import { type ReplicaMoves, regionName, replicaMoves } from './replicaMoves.js';
import { isTable, objects, type Resource, resourcesOf, same, type TemplateObject } from './sections.js';
import { includedIn, indexesOf } from './tableIndexes.js';
import { billingModeOf, regionsOf, resourceIn, type TableState, type TwoStates } from './tableStates.js';
import type { CloudFormationChange, CloudFormationUpdate } from './update.js';

/**
 * The updates by which a stack comes from one template to another, where a single one would be refused: CloudFormation adds or removes
 * one global secondary index of a table in an update. Each update is a whole template; deploy them in order, and wait until a new index
 * is ACTIVE before the next.
 *
 * `before` is the template as it is deployed, as text or as an object, or the schemas it was made of. `after` is the new template, such
 * as CDK synthesised; or schemas, which are then put into the template of before: every other resource, and every property that a schema
 * does not manage, stays as it is there.
 *
 * Additions go first, then what is neither an index nor capacity, then removals; replicas come and go one by one. A removal goes first only where a name, a type or a limit
 * leaves no other way; its note says so. Templates that are the same give no updates.
 *
 * @example
 * ```ts
 * const updates = toCloudFormationUpdates(await readFile('template.yaml', 'utf8'), [orders, users]);
 * for (const { template, note } of updates) {
 *   console.log(note);
 *   await deploy(JSON.stringify(template));
 * }
 * ```
 * @throws TableSchemaError if CloudFormation would answer with another table (a name, a key, local indexes or a logical id that changes, a
 * Table that becomes a GlobalTable), with the reason; if a schema is not valid; or if a template can't be read.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 */
export function toCloudFormationUpdates(
  before: string | object | Schemas,
  after: string | object | Schemas,
  options: CloudFormationUpdatesOptions = {},
): CloudFormationUpdate[] {
  const from = isSchemas(before) ? toObject(toCloudFormationTemplate(before, options)) : toObject(before);
  const to = !isSchemas(after)
    ? toObject(after)
    : isSchemas(before)
      ? toObject(toCloudFormationTemplate(after, options))
      : intoTemplate(from, after, options);
  const issues = replacements(from, to);
  if (issues.length) throw new TableSchemaError('The update of the stack', issues);
  return sequence(from, to, options);
}

/** Schemas have no Resources, and templates have nothing else. */
function isSchemas(value: string | object): value is Schemas {
  return Array.isArray(value) || (isProperties(value) && !('Resources' in value));
}

function toObject(template: string | object): TemplateObject {
  const value = inLongForm(
    typeof template === 'string' ? read(template) : JSON.parse(JSON.stringify(template ?? null)),
  );
  if (isProperties(value) && isProperties(value.Resources)) return value;
  throw new TableSchemaError('The template', [
    { rule: 'template-shape', path: ['Resources'], message: 'must be an object; give the template that is deployed' },
  ]);
}

/** What the text holds, where `8.0` stays a string of it: as JSON's 8 it would be another version to what takes strings. */
function read(template: string): unknown {
  const { value, rewritten } = parseTemplate(template);
  return asWritten(value, []);

  function asWritten(entry: unknown, path: Path): unknown {
    if (typeof entry === 'number') {
      const word = rewritten.get(placeOf(path))?.text;
      return word === undefined || word === String(entry) ? entry : word;
    }
    if (Array.isArray(entry)) return entry.map((element, i) => asWritten(element, [...path, i]));
    // Of a table, numbers are read.
    if (!isProperties(entry) || isTable(entry)) return entry;
    return Object.fromEntries(
      Object.entries(entry).map(([name, member]) => [name, asWritten(member, [...path, name])]),
    );
  }
}

/** `!GetAtt Id.Name` as JSON has to have it. */
function inLongForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inLongForm);
  if (!isProperties(value)) return value;
  const { 'Fn::GetAtt': attribute, ...others } = value;
  if (typeof attribute === 'string' && attribute.includes('.') && !Object.keys(others).length) {
    const dot = attribute.indexOf('.');
    return { 'Fn::GetAtt': [attribute.slice(0, dot), attribute.slice(dot + 1)] };
  }
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, inLongForm(entry)]));
}

/** A table that is in both templates. */
interface Way extends TwoStates, IndexMoves {
  readonly id: string;
  readonly replicas: ReplicaMoves;
  readonly capacity: 'first' | 'last' | undefined;
}

function sequence(
  before: TemplateObject,
  after: TemplateObject,
  options: CloudFormationUpdatesOptions,
): CloudFormationUpdate[] {
  const [old, next] = [resourcesOf(before), resourcesOf(after)];
  const issues: TableIssue[] = [];
  const paths = Object.keys(old).flatMap((id): Way[] => {
    if (!isTable(old[id]) || !next[id]) return [];
    const sides = { before: old[id], after: next[id] };
    const included = (
      objects((old[id].Properties as { LocalSecondaryIndexes?: unknown })?.LocalSecondaryIndexes) ?? []
    ).reduce((sum: number, definition) => sum + includedIn({ definition } as never), 0);
    const moves = indexMoves(indexesOf(old[id]), indexesOf(next[id]), included, options.quotas);
    if (!moves) {
      const message = "there is no room for its indexes: the table would have more than DynamoDB's limit";
      issues.push({ rule: 'gsi-count', path: ['Resources', id], message });
      return [];
    }
    const replicas = replicaMoves(sides);
    if ([moves.first, moves.last, replicas.add, replicas.remove].some(({ length }) => length)) {
      issues.push(...unreadable(id, sides));
    }
    return [{ id, ...sides, ...moves, replicas, capacity: capacityTurn(id, sides, moves, issues) }];
  });
  if (issues.length) throw new TableSchemaError('The update of the stack', issues);
  return updatesOf(before, after, paths, options);
}

/** What must be in writing where indexes change, because the attributes defined change with them. */
function unreadable(id: string, sides: TwoStates): TableIssue[] {
  return (['AttributeDefinitions', 'KeySchema'] as const).flatMap((name): TableIssue[] =>
    [sides.before, sides.after].every((resource) => objects(properties(resource.Properties)[name]))
      ? []
      : [
          {
            rule: 'cloudformation-intrinsic',
            path: ['Resources', id, 'Properties', name],
            message: "is known at deployment only, so it can't be told what it is between the updates; write it out",
          },
        ],
  );
}

/** When a billing mode changes: on demand before indexes are added without capacity, and provisioned after those have gone that have none. */
function capacityTurn(
  id: string,
  { before, after }: TwoStates,
  { first, last }: IndexMoves,
  issues: TableIssue[],
): Way['capacity'] {
  const [from, to] = [billingModeOf(before), billingModeOf(after)];
  if (same(from, to) || !(first.length + last.length)) return undefined;
  if (typeof from !== 'string' || typeof to !== 'string' || before.Type !== 'AWS::DynamoDB::Table') {
    issues.push({
      rule: 'cloudformation-intrinsic',
      path: ['Resources', id, 'Properties', 'BillingMode'],
      message:
        'changes together with indexes, and not in a way that can be told beforehand; change one of the two in an update of its own',
    });
  }
  return to === 'PROVISIONED' ? 'last' : 'first';
}

function updatesOf(
  before: TemplateObject,
  after: TemplateObject,
  paths: readonly Way[],
  options: CloudFormationUpdatesOptions,
): CloudFormationUpdate[] {
  const ids = paths.map(({ id }) => id);
  const bases = {
    before: { template: before, scaled: scalingIn(before, options, ids) },
    after: { template: after, scaled: scalingIn(after, options, ids) },
  };
  const states = new Map<string, TableState>(
    paths.map(({ id, before: resource, replicas }) => [
      id,
      { standing: indexesOf(resource), settings: 'before', capacity: 'before', regions: startOf(resource, replicas) },
    ]),
  );
  const updates: CloudFormationUpdate[] = [];
  const besides = {
    indexes: paths.some(({ first, last: later }) => first.length + later.length),
    replicas: paths.some(({ replicas: { add, remove } }) => add.length + remove.length),
  };
  let rest: 'before' | 'after' = 'before';
  let last = before;
  const deploy = (changes: readonly CloudFormationChange[], notes: readonly string[]) => {
    const template = templateIn(bases[rest], paths, states);
    const found = otherChanges(last, template, besides).changes;
    if (!found.length || !changes.length) return;
    const scaling = found.filter(({ logicalId }) => !changes.some((change) => change.logicalId === logicalId));
    updates.push({
      template,
      changes: [...changes, ...scaling],
      note: [...notes, ...scalingNotes(scaling, template)].join('\n'),
    });
    last = template;
  };
  const change = (path: Way, to: Partial<TableState>) =>
    states.set(path.id, { ...(states.get(path.id) as TableState), ...to });
  const turn = (when: Way['capacity']) => {
    const turning = paths.filter(({ capacity }) => capacity === when);
    for (const path of turning) change(path, { capacity: 'after' });
    deploy(
      turning.map(({ id }) => ({ kind: 'change-capacity', logicalId: id })),
      turning.map(
        ({ id, after: to }) =>
          `${id}: its billing mode becomes ${billingModeOf(to)}, in an update of its own, because indexes change too`,
      ),
    );
  };
  const move = (of: 'first' | 'last') => {
    for (let k = 0; paths.some((path) => path[of][k]); k++) {
      const moved = paths.flatMap((path) => (path[of][k] ? [{ path, move: path[of][k] }] : []));
      for (const { path, move: one } of moved) {
        const { standing } = states.get(path.id) as TableState;
        const others = standing.filter(({ kind, name }) => kind !== one.index.kind || name !== one.index.name);
        const next = one.action === 'add' ? [...others, one.index] : others;
        change(path, { standing: next });
      }
      deploy(
        moved.map(({ path, move: { action, index } }) => ({
          kind: `${action}-index`,
          logicalId: path.id,
          indexName: index.name,
        })),
        moved.map(({ path, move: one }) => noteOf(path.id, one)),
      );
    }
  };

  /** One replica in an update, and nothing else, as CloudFormation asks. */
  const replicate = (action: 'add' | 'remove', when: readonly Way[] = paths) => {
    for (const path of when) {
      for (const region of path.replicas[action]) {
        const { regions = [], bare = [] } = states.get(path.id) as TableState;
        change(path, {
          regions: action === 'add' ? [...regions, region] : regions.filter((one) => one !== region),
          bare: action === 'add' ? [...bare, region] : bare,
        });
        deploy(
          [{ kind: `${action}-replica`, logicalId: path.id, region: regionName(region) }],
          [noteOfReplica(path.id, action, regionName(region))],
        );
      }
    }
    const bare = paths.filter(({ id }) => states.get(id)?.bare?.length);
    for (const path of bare) change(path, { bare: [] });
    deploy(
      bare.map(({ id }) => ({ kind: 'other', logicalId: id })),
      bare.map(({ id }) => `${id}: sets the policies of new replicas, which can't come with them`),
    );
  };

  turn('first');
  move('first');
  replicate(
    'remove',
    paths.filter(({ replicas }) => replicas.removeFirst),
  );
  rest = 'after';
  for (const path of paths)
    change(path, { settings: 'after', ...(path.capacity === 'last' ? {} : { capacity: 'after' }) });
  const others = templateIn(bases.after, paths, states);
  const { changes, notes } = otherChanges(last, others, besides);
  // What is written of a table for people comes with what of it changes next.
  const comesLater =
    changes.length === 1 &&
    isOfMetadata(changes[0], last, others) &&
    paths.some(
      ({ id, last: later, replicas: { add, remove, removeFirst } }) =>
        id === changes[0].logicalId && later.length + add.length + (removeFirst ? 0 : remove.length),
    );
  if (!comesLater) deploy(changes, notes);
  replicate('add');
  move('last');
  replicate(
    'remove',
    paths.filter(({ replicas }) => !replicas.removeFirst),
  );
  turn('last');
  return updates.map((update, i) => (i === updates.length - 1 ? { ...update, template: after } : update));
}

/** Where replicas come or go, it is told which stand. */
function startOf(resource: Resource, { add, remove }: ReplicaMoves): readonly string[] | undefined {
  return add.length + remove.length ? regionsOf(resource) : undefined;
}

function templateIn(
  { template: base, scaled }: { readonly template: TemplateObject; readonly scaled: ReturnType<typeof scalingIn> },
  paths: readonly Way[],
  states: ReadonlyMap<string, TableState>,
): TemplateObject {
  const tables = new Map(paths.map((path) => [path.id, resourceIn(path, states.get(path.id) as TableState)]));
  const resources = Object.entries(base.Resources as object).map(([id, resource]) => [id, tables.get(id) ?? resource]);
  return { ...base, Resources: withoutIdleScaling(Object.fromEntries(resources), scaled) };
}
