import { isProperties, own, properties, type TableIssue, TableSchemaError, visible } from '../../schema/index.js';
import { parseYaml, type YamlText } from '../parseYaml.js';
import { keysInJson } from '../placesInJson.js';
import type { YamlDialect } from '../yamlScalar.js';

/**
 * What a template's text holds, JSON or YAML. Short forms of functions become long ones: `!Sub x` is `{ 'Fn::Sub': 'x' }`.
 *
 * @throws TableSchemaError with line and column, if the text is neither JSON nor YAML.
 */
export function parseTemplate(text: string, dialect: YamlDialect = 'cloudFormation'): YamlText {
  const json = text.trimStart().startsWith('{') ? parseJson(text) : undefined;
  if (json) return json;
  try {
    return parseYaml(text, dialect);
  } catch (error) {
    // A nesting deeper than the stack ends here, too.
    throw new TableSchemaError('The text of the template', [
      { rule: 'template-syntax', path: [], message: error instanceof Error ? error.message : visible(String(error)) },
    ]);
  }
}

/** `undefined` if it is not JSON: it may be YAML in flow style; if not, YAML's error has the line and column. */
function parseJson(text: string): YamlText | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const issues: TableIssue[] = [];
  const lines = new Map<object, number>();
  let line = 1;
  let counted = 0;
  for (const { path, offset, isAgain } of keysInJson(text)) {
    if (isAgain) issues.push({ rule: 'template-duplicate-key', path, message: 'is given twice; the last counts' });
    if (path.at(-2) !== 'Resources') continue;
    line += text.slice(counted, offset).split('\n').length - 1;
    counted = offset;
    const resource = path.reduce<unknown>((holder, step) => own(properties(holder), String(step)), value);
    if (isProperties(resource)) lines.set(resource, line);
  }
  return { value, issues, rewritten: new Map(), lineOf: (object) => lines.get(object) };
}
