import { isProperties, own, type Path, properties, show, type TableIssue, visible } from '../../schema/index.js';
import { foreignIn } from '../cloudFormation/asWritten.js';
import { parseTemplate } from '../cloudFormation/parseTemplate.js';
import { isTableResource, readTemplate } from '../cloudFormation/readTemplate.js';
import { isScalingResource } from '../cloudFormation/scalableTargets.js';
import { cut } from '../cloudFormation/scope.js';
import type { ReadTables } from '../schemas.js';
import type { FromServerlessOptions } from './options.js';
import { createResolver, type Resolver, type Told } from './resolver.js';
import { type ServiceFile, sourcesOf } from './sources.js';

/** What was read from a serverless.yml. */
export interface ReadServerless extends ReadTables {
  /** The files that the tables need and `files` does not have, each as the text names it. Give them, and read again. */
  readonly missingFiles: readonly string[];
}

/**
 * Reads the tables in the resources of a `serverless.yml` (or `serverless.json`) into schemas by logical id. YAML is read as the
 * Serverless Framework reads it, in version 1.2: `yes` is a string.
 *
 * Its variables are worked out: `${self:...}`, `${opt:...}`, `${env:...}`, `${param:...}`, `${sls:stage}` and `${file(...)}` of the
 * files that are given, with their defaults, and a note says where a default stands in for what was not given. What only a
 * deployment knows (`${ssm:...}`, `${cf:...}`), and values of more than 65,536 characters, are left out. The rest is read as
 * `fromCloudFormation` reads a template.
 *
 * @example
 * ```ts
 * const text = await readFile('serverless.yml', 'utf8');
 * const { tables, missingFiles } = fromServerless(text, { options: { stage: 'prod' }, env: process.env });
 * ```
 *
 * @throws TableSchemaError with line and column, if the text is neither JSON nor YAML, or its aliases come to more than 100,000
 * values.
 * @see https://www.serverless.com/framework/docs/providers/aws/guide/resources
 */
export function fromServerless(text: string, options: FromServerlessOptions = {}): ReadServerless {
  const { parameters = {}, names = {}, filename } = options;
  const main = parseTemplate(text, 'serverless');
  const issues: TableIssue[] = [];
  const report = (rule: TableIssue['rule'], path: Path, message: string) =>
    issues.push({ rule, path, message: visible(message) });
  const files = new Map<string, ServiceFile>();
  const missing = new Set<string>();
  const said = new Set<string>();
  const resolver = createResolver(
    sourcesOf({
      configuration: main.value,
      options,
      files,
      missing,
      reportFile(path, message) {
        if (!said.has(path)) report('serverless-file', [path], message);
        said.add(path);
      },
    }),
  );
  const told: Told = (path, value, { assumed }) => {
    if (!assumed.size || path[0] !== 'Resources') return;
    const what = typeof value === 'object' ? 'is read' : `is ${show(value)}`;
    report(
      'serverless-variable',
      path,
      `${what} without ${[...assumed].join(', ')}, which another deployment may give`,
    );
  };
  const value = templateOf(resolver, properties(main.value).resources, told, report);
  for (const path of missing)
    report('serverless-file', [path], 'is needed, and was not given; what it holds is left out');
  const resources = properties(value.Resources);
  for (const issue of main.issues) {
    const path = issue.path.slice(issue.path.indexOf('Resources'));
    if (path[0] === 'Resources' && isTableResource(own(resources, String(path[1])))) issues.push({ ...issue, path });
  }
  const folder = filename?.slice(0, filename.lastIndexOf('/') + 1) ?? '';
  const sourceOf = (resource: object) => {
    const origin = resolver.originOf(resource);
    const line = main.lineOf(origin);
    if (line !== undefined) return { ...(filename !== undefined && { file: filename }), line };
    for (const file of files.values()) {
      const inFile = file.lineOf(origin);
      if (inFile !== undefined) return { file: folder + file.path, line: inFile };
    }
    return filename === undefined ? {} : { file: filename };
  };
  const template = { value, issues, rewritten: new Map(), sourceOf };
  // A parameter of the service is none of CloudFormation's.
  const ofTemplate = Object.entries(parameters).filter(
    ([name]) => name.startsWith('AWS::') || Object.hasOwn(properties(value.Parameters), name),
  );
  return {
    ...readTemplate(template, { parameters: Object.fromEntries(ofTemplate), names }),
    missingFiles: [...missing],
  };
}

/** The sections of a template that tables may need. */
const sections = ['Parameters', 'Mappings', 'Conditions', 'Resources'];

/** The template that the resources come to: one, or several that are merged. Of resources that are no tables only the type counts. */
function templateOf(
  resolver: Resolver,
  given: unknown,
  told: Told,
  report: (rule: TableIssue['rule'], path: Path, message: string) => void,
): { readonly [section: string]: unknown } {
  const shallow = (value: unknown, path: Path) => {
    const found = resolver.shallow(value, { assumed: new Set(), needs: new Set() });
    const variable = foreignIn(found);
    if (!variable) return found;
    const give = variable.needs.length ? `; give ${variable.needs.join(' and ')}` : '';
    report('serverless-variable', path, `${cut(variable.text)} is known at deployment only, and is left out${give}`);
    return undefined;
  };
  const whole = shallow(given, ['resources']);
  const parts = (Array.isArray(whole) ? whole : [whole]).map((part) => properties(shallow(part, ['resources'])));
  const entries = sections.map((section) => {
    const merged = new Map<string, unknown>();
    for (const part of parts) {
      const holder = shallow(part[section], [section]);
      // Some write a list of such parts here, too.
      for (const held of Array.isArray(holder) ? holder : [holder]) {
        for (const [name, entry] of Object.entries(properties(shallow(held, [section])))) {
          merged.set(name, mergedWith(merged.get(name), entry));
        }
      }
    }
    const resolved = [...merged].map(([name, entry]) => {
      const path = [section, name];
      const value = section === 'Resources' ? needed(resolver, shallow(entry, path)) : entry;
      return [name, resolver.deep(value, path, told)];
    });
    return [section, Object.fromEntries(resolved)];
  });
  const template = Object.fromEntries(entries);
  for (const part of parts) {
    for (const id of Object.keys(properties(shallow(part.extensions, ['resources', 'extensions'])))) {
      if (!isTableResource(own(properties(template.Resources), id))) continue;
      report(
        'not-representable',
        ['resources', 'extensions', id],
        'what extensions say of this table is not read; write it into the table',
      );
    }
  }
  return template;
}

/** What parts say of one resource is merged, as the framework does it: of what meets, the later counts. */
function mergedWith(before: unknown, after: unknown): unknown {
  if (!isProperties(before) || !isProperties(after)) return after;
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names].map((name) => [name, Object.hasOwn(after, name) ? mergedWith(before[name], after[name]) : before[name]]),
  );
}

/** A resource, or nothing but its type if no table needs it. */
function needed(resolver: Resolver, resource: unknown): unknown {
  // A loop is a list of what it repeats.
  if (!isProperties(resource)) return resource;
  const Type = resolver.shallow(resource.Type, { assumed: new Set(), needs: new Set() });
  return isTableResource({ Type }) || isScalingResource({ Type }) ? resource : { Type };
}
