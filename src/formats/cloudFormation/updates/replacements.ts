import { type Properties, properties, show, type TableIssue } from '../../../schema/index.js';
import { isTable, objects, type Resource, resourcesOf, same, type TemplateObject, text } from './sections.js';
import { attributesOf, definitionsOf, indexKinds } from './tableIndexes.js';

/**
 * What CloudFormation would answer with another table: the present one would be deleted, or left behind without its stack.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 */
export function replacements(before: TemplateObject, after: TemplateObject): TableIssue[] {
  const next = resourcesOf(after);
  const renamed = new Map(
    Object.entries(next)
      .filter(([, resource]) => isTable(resource) && nameOf(resource) !== undefined)
      .map(([id, resource]) => [text(nameOf(resource)), id]),
  );
  return Object.entries(resourcesOf(before)).flatMap(([id, resource]): TableIssue[] => {
    if (!isTable(resource)) return [];
    const successor = next[id];
    const path = ['Resources', id];
    if (successor === undefined) {
      const other = nameOf(resource) === undefined ? undefined : renamed.get(text(nameOf(resource)));
      return other === undefined
        ? []
        : [
            refused(
              path,
              `its table ${show(nameOf(resource))} has the logical id ${show(other)} afterwards: to CloudFormation that is another table, and the name is taken; keep the id (logicalIds: { ${show(nameOf(resource))}: ${show(id)} })`,
            ),
          ];
    }
    return differences(resource, successor).map(([at, why, rule]) => refused([...path, ...at], why, rule));
  });
}

/** Why a table does not become one of another type. */
export function typeChanges(from: unknown, to: unknown): string {
  return `changes from ${show(from)} to ${show(to)}, which CloudFormation does not convert: the table might be deleted; take it out with DeletionPolicy: Retain, and import it as the other`;
}

function refused(
  path: TableIssue['path'],
  message: string,
  rule: TableIssue['rule'] = 'cloudformation-replacement',
): TableIssue {
  return { rule, path, message };
}

function nameOf(resource: Resource): unknown {
  return properties(resource.Properties).TableName;
}

type Difference = readonly [path: TableIssue['path'], why: string, rule?: TableIssue['rule']];

function differences(before: Resource, after: Resource): Difference[] {
  if (before.Type !== after.Type) {
    return [[['Type'], typeChanges(before.Type, after.Type)]];
  }
  const from = properties(before.Properties);
  const to = properties(after.Properties);
  const found: Difference[] = [];
  const report = (property: string, what: string) =>
    found.push([['Properties', property], `${what}: CloudFormation makes another table, without its items`]);
  if (!same(from.TableName, to.TableName)) {
    report('TableName', `changes from ${shown(from.TableName)} to ${shown(to.TableName)}`);
  }
  if (!same(from.KeySchema, to.KeySchema)) report('KeySchema', 'the key changes');
  else {
    const [types, newTypes] = [definitionsOf(from), definitionsOf(to)];
    for (const name of fixedAttributes(from)) {
      if (types.get(name) !== newTypes.get(name)) {
        report('AttributeDefinitions', `the type of ${show(name)}, which a key of the table uses, changes`);
      }
    }
  }
  for (const kind of indexKinds) {
    if (!same(from[kind], to[kind]) && !(isPlain(from[kind]) && isPlain(to[kind]))) {
      found.push([
        ['Properties', kind],
        "change, and some of them are known at deployment only, so it can't be told which update is legal; write them out",
        'cloudformation-intrinsic',
      ]);
    }
  }
  if (!same(localIndexes(from), localIndexes(to))) report('LocalSecondaryIndexes', 'the local indexes change');
  if (!same(from.ImportSourceSpecification, to.ImportSourceSpecification)) {
    report('ImportSourceSpecification', 'the import changes');
  }
  return found;
}

/** Whether all indexes of the list have their names and keys in writing. */
function isPlain(indexes: unknown): boolean {
  return (
    indexes === undefined ||
    !!objects(indexes)?.every(
      ({ IndexName: name, KeySchema, SearchSchema }) =>
        typeof name === 'string' &&
        [KeySchema, SearchSchema].every((elements) => elements === undefined || objects(elements)),
    )
  );
}

/** Of the table's key, and of those of its local indexes. */
function fixedAttributes(table: Properties): Set<string> {
  return new Set([table, ...(objects(table.LocalSecondaryIndexes) ?? [])].flatMap(attributesOf));
}

/** In any order. */
function localIndexes({ LocalSecondaryIndexes: indexes }: Properties): unknown {
  return Array.isArray(indexes) && indexes.length
    ? indexes.map(text).sort()
    : Array.isArray(indexes)
      ? undefined
      : indexes;
}

function shown(name: unknown): string {
  return name === undefined ? 'a generated name' : show(name);
}
