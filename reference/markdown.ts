/** Blocks of Markdown, one after the other: a list of lines is one block. */
export function lines(...blocks: readonly (string | readonly string[])[]): string {
  return blocks.map((block) => (typeof block === 'string' ? block : block.join('\n'))).join('\n\n');
}

const width = 100;

/** A value as it is written in TypeScript. What is long and all the same is abbreviated. */
export function literal(value: unknown, depth = 0): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const indent = '  '.repeat(depth + 1);
  if (Array.isArray(value)) {
    const [first, second, ...others] = value.map((entry) => literal(entry, depth + 1));
    const shown = others.length > 4 ? [first, second, '...', others.at(-1)] : [first, second, ...others];
    return `[${shown.filter((entry) => entry !== undefined).join(', ')}]`;
  }
  const entries = Object.entries(value).map(([name, entry]) => `${key(name)}: ${literal(entry, depth + 1)}`);
  const flat = entries.length ? `{ ${entries.join(', ')} }` : '{}';
  if (flat.length + indent.length <= width && !flat.includes('\n')) return flat;
  return `{\n${entries.map((entry) => `${indent}${entry},`).join('\n')}\n${'  '.repeat(depth)}}`;
}

function quoted(text: string): string {
  return isRun(text) ? `'${text[0]}'.repeat(${text.length})` : `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function key(name: string): string {
  if (isRun(name)) return `[${quoted(name)}]`;
  return /^[a-z_$][\w$]*$/i.test(name) ? name : quoted(name);
}

/** Long, and of one character. */
function isRun(text: string): boolean {
  return text.length > 20 && new Set(text).size === 1;
}
