import { visible } from '../../schema/index.js';
import type { Argument, Block, Entry, Json, TemplatePart } from './document.js';
import { escapeTemplate } from './template.js';

/** The blocks in Terraform's own syntax, laid out as `terraform fmt` does. */
export function printHcl(blocks: readonly Block[]): string {
  return blocks
    .map(({ type, labels, comments = [], body }) => {
      const lines = [
        ...comments.map((comment) => `# ${visible(comment)}`),
        `${[type, ...labels.map(quote)].join(' ')} {`,
      ];
      return [...lines, ...indent(printBody(body)), '}', ''].join('\n');
    })
    .join('\n');
}

function printBody(entries: readonly Entry[]): string[] {
  const lines: string[] = [];
  let group: Assignment[] = [];
  const part = (some: string[]) => {
    if (lines.length && some.length) lines.push('');
    lines.push(...some);
  };
  for (const entry of entries) {
    const value = entry.kind === 'argument' ? printValue(entry) : undefined;
    if (value?.length === 1) {
      group.push([(entry as Argument).name, value]);
      continue;
    }
    part(printAssignments(group));
    group = [];
    if (entry.kind === 'block') part([`${entry.name} {`, ...indent(printBody(entry.body)), '}']);
    else part(printAssignments([[entry.name, value as string[]]]));
  }
  part(printAssignments(group));
  return lines;
}

/** A name and the lines of its value. */
type Assignment = readonly [name: string, value: readonly string[]];

/** With the equals signs below each other, as far as neighbours have values of one line. */
function printAssignments(assignments: readonly Assignment[]): string[] {
  const lines: string[] = [];
  for (let i = 0; i < assignments.length; ) {
    let end = i;
    while (end < assignments.length && assignments[end][1].length === 1) end++;
    const width = Math.max(...assignments.slice(i, end).map(([name]) => columns(name)));
    for (const [name, [value]] of assignments.slice(i, end)) {
      lines.push(`${name}${' '.repeat(width - columns(name))} = ${value}`);
    }
    if (end < assignments.length) {
      const [name, [first, ...rest]] = assignments[end++];
      lines.push(`${name} = ${first}`, ...rest);
    }
    i = end;
  }
  return lines;
}

function printValue({ value }: Argument): string[] {
  switch (value.kind) {
    case 'literal':
      return [typeof value.value === 'string' ? quote(value.value) : String(value.value)];
    case 'strings':
      return [`[${value.values.map(quote).join(', ')}]`];
    case 'names':
      return [`[${value.names.join(', ')}]`];
    case 'reference':
      return [value.to];
    case 'template':
      return [`"${value.parts.map(templatePart).join('')}"`];
    case 'map':
      return printObject(value.entries.map(([key, text]) => [key, [quote(text)]]));
    case 'json': {
      const [first, ...rest] = printJsonValue(value.value);
      return wrap(`jsonencode(${first}`, rest, ')');
    }
    default:
      return value satisfies never;
  }
}

function printJsonValue(value: Json): string[] {
  if (typeof value === 'string') return [quote(value)];
  if (typeof value !== 'object' || value === null) return [String(value)];
  if (!Array.isArray(value)) {
    return printObject(Object.entries(value).map(([key, entry]) => [key, printJsonValue(entry)]));
  }
  const items = (value as readonly Json[]).map(printJsonValue);
  if (items.every((item) => item.length === 1)) return [`[${items.map(([item]) => item).join(', ')}]`];
  return ['[', ...indent(items.flatMap((item) => wrap('', item, ','))), ']'];
}

function printObject(entries: readonly Assignment[]): string[] {
  if (!entries.length) return ['{}'];
  return ['{', ...indent(printAssignments(entries.map(([key, value]) => [printKey(key), value]))), '}'];
}

/** A word of the language can't be a plain key: `{ for = 1 }` would be a for expression. */
function printKey(key: string): string {
  return /^[a-z_]\w*$/i.test(key) && !/^(for|in|if|null|true|false)$/.test(key) ? key : quote(key);
}

function wrap(before: string, lines: readonly string[], after: string): string[] {
  const all = before ? [before, ...lines] : [...lines];
  all[all.length - 1] += after;
  return all;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line ? `  ${line}` : line));
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Also what would not be seen, or would turn the line around: control and format characters, and separators of lines. */
function quote(text: string): string {
  return `"${escapeText(text)}"`;
}

function templatePart(part: TemplatePart): string {
  return typeof part === 'string' ? escapeText(part) : `\${${part.reference}}`;
}

function escapeText(text: string): string {
  return escapeTemplate(text).replace(/["\\]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => {
    const code = char.codePointAt(0) as number;
    const hex = code.toString(16);
    return escapes[char] ?? (code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`);
  });
}

const graphemes = /* @__PURE__ */ new Intl.Segmenter();

/** `terraform fmt` counts what is seen as one character. */
function columns(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : [...graphemes.segment(text)].length;
}
