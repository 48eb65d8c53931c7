import { isScalar, LineCounter, type Node, Pair, parseDocument, Scalar, visit, YAMLMap } from 'yaml';
import { TableSchemaError } from '../../schema/index.js';

/**
 * The value of a template's text, JSON or YAML. Short forms of functions become long ones: `!Sub x` is `{ 'Fn::Sub': 'x' }`.
 *
 * @throws TableSchemaError with line and column, if the text is neither JSON nor YAML.
 */
export function parseTemplate(text: string): unknown {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text);
    } catch {
      // It may be YAML in flow style; if not, YAML's error has the line and column.
    }
  }
  try {
    return parseYaml(text);
  } catch (error) {
    if (error instanceof TableSchemaError) throw error;
    // Aliases that expand without end, or a nesting deeper than the stack.
    throw broken(error instanceof Error ? error.message : String(error));
  }
}

function parseYaml(text: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.1',
    // CloudFormation has neither dates nor binary values: `Version: 2012-10-17` is a text.
    customTags: (tags) => tags.filter((tag) => tag !== 'timestamp' && tag !== 'binary' && !isTimestamp(tag)),
    lineCounter: lines,
    prettyErrors: false,
  });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw broken(`line ${line}, column ${col}: ${error.message}`);
  }
  visit(document, {
    Node(_, node) {
      const name = node.tag?.match(/^!([A-Za-z0-9:]+)$/)?.[1];
      if (name !== undefined) return toLongForm(name, node);
      // A name such as 1e3 or 012 stays as it was written; as a number it reads the same.
      if (isScalar(node) && typeof node.value === 'number' && node.source !== String(node.value))
        node.value = node.source;
      return undefined;
    },
  });
  return document.toJS();
}

function isTimestamp(tag: unknown): boolean {
  return typeof tag === 'object' && tag !== null && 'tag' in tag && tag.tag === 'tag:yaml.org,2002:timestamp';
}

function toLongForm(name: string, node: Node): YAMLMap {
  node.tag = undefined;
  const map = new YAMLMap<Scalar, Node>();
  map.items.push(new Pair(new Scalar(name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`), node));
  return map;
}

function broken(message: string): TableSchemaError {
  return new TableSchemaError('The text of the template', [{ rule: 'template-syntax', path: [], message }]);
}
