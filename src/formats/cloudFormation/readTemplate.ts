import {
  canonicalTable,
  defined,
  defineTable,
  type GlobalSecondaryIndex,
  isProperties,
  own,
  type Path,
  properties,
  show,
  type TableIssue,
  type TableSchema,
  validateTable,
  visible,
} from '../../schema/index.js';
import type { Rewritten } from '../parseYaml.js';
import { type ReadTables, type SourcePlace, type UnnamedTable, withoutTwins } from '../schemas.js';
import { decide } from './intrinsics.js';
import { unrolled } from './loops.js';
import { type GivenParameters, reportGiven } from './parameters.js';
import { readGlobalTable } from './readGlobalTable.js';
import { type ReadScaling, withScaling } from './readScaling.js';
import { readSimpleTable } from './readSimpleTable.js';
import { readTable } from './readTable.js';
import { isScalingResource, type ScalingOfTemplate, scalingOfTemplate } from './scalableTargets.js';
import { defaultsInWords, needsInWords } from './scope.js';
import type { TemplateReader } from './shapes.js';
import { unmanagedIn } from './tableMetadata.js';
import { nameInTemplate } from './tableName.js';
import { templateReader } from './templateReader.js';

/** A template, and what is known of its text. */
export interface Template {
  readonly value: unknown;
  readonly issues: readonly TableIssue[];
  /** What was written, where YAML made something else of it, by `placeOf` of its path. */
  readonly rewritten: ReadonlyMap<string, Rewritten>;
  /** Where a resource is defined. */
  sourceOf(resource: object): SourcePlace;
}

/** What is given beside a template. */
export interface Given {
  readonly parameters: GivenParameters;
  readonly names: { readonly [logicalId: string]: string };
}

/** Reads the properties of a resource; the metadata tells who wrote the template. */
type ReadResource = (
  reader: TemplateReader,
  path: Path,
  given: unknown,
  metadata: { readonly [name: string]: unknown },
) => TableSchema;

const readers = new Map<string, ReadResource>([
  ['AWS::DynamoDB::Table', readTable],
  ['AWS::DynamoDB::GlobalTable', readGlobalTable],
  ['AWS::Serverless::SimpleTable', readSimpleTable],
]);

/** A table as it was read. Its name may be missing. */
interface Draft {
  readonly schema: TableSchema;
  readonly nameExpression: string | undefined;
}

/** Stands in for a name while the rest of a table is checked. */
const anyName = 'any-name';

/** The tables of a template. */
export function readTemplate({ value, issues: ofText, rewritten, sourceOf }: Template, given: Given): ReadTables {
  const template = properties(value);
  const written = properties(template.Resources);
  const issues = ofText.filter(({ path }) => concernsTables(written, path));
  const report: TemplateReader['report'] = (rule, path, message) =>
    issues.push({ rule, path, message: visible(message) });
  if (!isProperties(template.Resources)) {
    report('template-shape', ['Resources'], 'a template has Resources, an object');
  }
  reportGiven(report, properties(template.Parameters), given.parameters);
  const reader = templateReader(template, given.parameters, report, rewritten);
  const { resources, originOf } = unrolled(reader.scope, report, written);
  const drafts = readResources(reader, resources, given.names);
  for (const id of Object.keys(given.names)) {
    if (!isTableResource(own(resources, id))) {
      const ids = Object.keys(resources).filter((other) => isTableResource(resources[other]));
      report(
        'cloudformation-table-name',
        ['Resources', id],
        `a name is given for it, but it is not a table of the template; its tables are ${ids.join(', ') || 'none'}`,
      );
    }
  }
  return finish(report, issues, drafts, (id) => sourceIn(resources[id], (resource) => sourceOf(originOf(resource))));
}

/** Whether it is a resource that makes a table. */
export function isTableResource(resource: unknown): boolean {
  return readers.has(String(properties(resource).Type));
}

/** Whether something that was said of the text concerns its tables. A stray key of another resource is not this reader's business. */
function concernsTables(
  resources: { readonly [id: string]: unknown },
  [section, id, member]: TableIssue['path'],
): boolean {
  if (section === 'Globals') return id === 'SimpleTable';
  if (section !== 'Resources') return !['Outputs', 'Metadata', 'Rules'].includes(String(section)) || id === undefined;
  const resource = own<unknown>(resources, String(id));
  return member === undefined || isTableResource(resource) || isScalingResource(resource);
}

function readResources(
  reader: TemplateReader,
  resources: { readonly [id: string]: unknown },
  names: Given['names'],
): ReadonlyMap<string, Draft> {
  const scaling = scalingOfTemplate(reader, resources);
  const drafts = new Map<string, Draft>();
  let found = false;
  for (const [id, resource] of Object.entries(resources)) {
    if (!isTableResource(resource)) {
      reportMadeElsewhere(reader, id, resource);
      continue;
    }
    found = true;
    try {
      const draft = readResource(reader, id, properties(resource), own(names, id), scaling);
      if (draft) drafts.set(id, draft);
    } catch {
      // Functions within functions, deeper than the stack.
      reader.report('template-shape', ['Resources', id], 'cannot be read; it is nested too deeply');
    }
  }
  scaling.reportOthers();
  if (!found) reader.report('template-shape', ['Resources'], `has none of ${[...readers.keys()].join(', ')}`);
  return drafts;
}

/** What may come to tables, and stands in another text or in none. */
function reportMadeElsewhere({ report }: TemplateReader, id: string, resource: unknown): void {
  const { Type } = properties(resource);
  if (id === 'Fn::Transform' || Object.hasOwn(properties(resource), 'Fn::Transform')) {
    report('cloudformation-intrinsic', ['Resources', id], 'a macro makes this at deployment; write out its tables');
  } else if (typeof Type === 'string' && Type.endsWith('::MODULE')) {
    report('not-representable', ['Resources', id], `${Type} is a module of the registry; write out its tables`);
  }
}

function readResource(
  reader: TemplateReader,
  id: string,
  { Type, Properties = {}, Condition, Metadata }: { readonly [member: string]: unknown },
  givenName: string | undefined,
  scaling: ScalingOfTemplate,
): Draft | undefined {
  if (Condition !== undefined && !isThere(reader, id, Condition)) return undefined;
  const path = ['Resources', id, 'Properties'];
  if (!isProperties(Properties)) reader.report('cloudformation-type', path, 'must be an object');
  const { TableName, ...others } = properties(Properties);
  const name = nameInTemplate(reader, id, path, TableName, givenName);
  const readProperties = readers.get(String(Type)) as ReadResource;
  const read = readProperties(reader, path, defined({ TableName: name.property, ...others }), properties(Metadata));
  const marked = withScaling(read, unmanagedIn(Metadata));
  const scaled = scaling.of(id, givenName ?? TableName).filter(({ index, targets }) => {
    const holder =
      index === undefined ? read : own<{ provisionedThroughput?: unknown }>(read.globalSecondaryIndexes, index);
    if (holder?.provisionedThroughput) return true;
    const what = index === undefined ? `the table ${id}` : `the index ${show(index)} of the table ${id}`;
    const why = holder ? `${what} has no capacity of its own` : `the table ${id} has no index ${show(index)}`;
    reader.report('not-representable', ['Resources', targets[0]], `${why} here: what scales it is left out`);
    return false;
  });
  const beside = scaled.map(
    ({ index, autoScaling, targets }) => [index, withOwn(index, autoScaling, targets)] as const,
  );
  const schema = withScaling(marked, {
    table: beside.find(([index]) => index === undefined)?.[1],
    indexes: new Map(beside.flatMap(([index, autoScaling]) => (index === undefined ? [] : [[index, autoScaling]]))),
  });
  return { schema, nameExpression: name.expression };

  /** With what the table says itself, as a GlobalTable does. */
  function withOwn(index: string | undefined, autoScaling: ReadScaling, targets: readonly string[]): ReadScaling {
    const holder = index === undefined ? marked : own<GlobalSecondaryIndex>(marked.globalSecondaryIndexes, index);
    const ofTable = holder?.provisionedThroughput?.autoScaling;
    if (ofTable === undefined) return autoScaling;
    const isBoth = Object.keys(properties(autoScaling)).some((dimension) => own(properties(ofTable), dimension));
    if (ofTable !== 'UNMANAGED' && autoScaling !== 'UNMANAGED' && !isBoth) return { ...ofTable, ...autoScaling };
    const what = "scales what the table says is scaled by something, too; it was read so (autoScaling: 'UNMANAGED')";
    for (const target of targets) reader.report('not-representable', ['Resources', target], what);
    return 'UNMANAGED';
  }
}

/** Whether a table that has a condition is there, as far as that can be told. It is read as there where it can't. */
function isThere(reader: TemplateReader, id: string, condition: unknown): boolean {
  const { holds, trace } = decide(reader.scope, String(condition));
  const because = trace.defaults.size ? `, with ${defaultsInWords(reader.scope, trace)}` : '';
  const say = (message: string) =>
    reader.report('cloudformation-condition', ['Resources', id, 'Condition'], `${String(condition)} ${message}`);
  if (holds === undefined) {
    say(
      `is known at deployment only; the table is read as if it were always there${trace.needs.size ? `; ${needsInWords(trace).replace(/, or $/, '')} to decide it` : ''}`,
    );
  } else if (!holds) say(`does not hold${because}: there is no such table, and it is left out`);
  else if (because) say(`holds${because}; another deployment may have no such table`);
  return holds !== false;
}

function finish(
  report: TemplateReader['report'],
  issues: readonly TableIssue[],
  drafts: ReadonlyMap<string, Draft>,
  sourceOf: (id: string) => SourcePlace,
): ReadTables {
  const read = [...drafts].map(([id, { schema }]) => [id, schema] as const);
  const single = withoutTwins(read, (id, twin, name) =>
    report(
      'table-name-once',
      ['Resources', id, 'Properties', 'TableName'],
      `${show(name)} is the name of ${show(twin)} too, and neither was read; remove one, or read the template twice with other parameters`,
    ),
  );
  const tables: [string, TableSchema][] = [];
  const unnamed: [string, UnnamedTable][] = [];
  const sources: [string, SourcePlace][] = [];
  for (const [id, draft] of single) {
    const isNamed = draft.tableName !== undefined;
    const schema = defineTable(canonicalTable(isNamed ? draft : { ...draft, tableName: anyName })) as TableSchema;
    for (const { rule, path, message } of validateTable(schema)) report(rule, ['tables', id, ...path], message);
    if (isNamed) tables.push([id, schema]);
    else {
      const { tableName: _, ...rest } = schema;
      const nameExpression = drafts.get(id)?.nameExpression;
      unnamed.push([id, defined({ nameExpression, schema: Object.freeze(rest) as UnnamedTable['schema'] })]);
    }
    const source = sourceOf(id);
    if (Object.keys(source).length) sources.push([id, source]);
  }
  return {
    tables: Object.fromEntries(tables),
    unnamed: Object.fromEntries(unnamed),
    sources: Object.fromEntries(sources),
    issues,
  };
}

/** Where a table stands, and the place of its construct in a stack of CDK, which its logical id hides. */
function sourceIn(resource: unknown, sourceOf: Template['sourceOf']): SourcePlace {
  const { Metadata } = properties(resource);
  const path = properties(Metadata)['aws:cdk:path'];
  const name =
    typeof path === 'string'
      ? path
          .replace(/\/(?:Resource|Default)$/, '')
          .split('/')
          .slice(1)
          .join('/')
      : '';
  return defined({ ...(isProperties(resource) ? sourceOf(resource) : {}), name: name || undefined });
}
