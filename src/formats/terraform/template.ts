/**
 * Every string of Terraform is a template, in JSON too: `${` starts an expression and `%{` a directive, unless doubled.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
 */
export function escapeTemplate(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** A piece of a template: text as it is meant, or the inside of `${...}`. */
export type TemplatePart = { readonly text: string } | { readonly expression: string };

/** The parts of a template; `undefined` if it has a directive, or a bracket is missing. */
export function parseTemplate(template: string): TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  const openings = /(\$+|%+)\{/g;
  let text = '';
  let start = 0;
  for (let match = openings.exec(template); match; match = openings.exec(template)) {
    text += template.slice(start, match.index);
    start = openings.lastIndex;
    if (match[1].length > 1) {
      text += `${match[1].slice(1)}{`;
      continue;
    }
    const end = match[1] === '$' ? endOfExpression(template, start) : undefined;
    if (end === undefined) return undefined;
    if (text) parts.push({ text });
    text = '';
    parts.push({ expression: template.slice(start, end).trim() });
    openings.lastIndex = start = end + 1;
  }
  text += template.slice(start);
  if (text || !parts.length) parts.push({ text });
  return parts;
}

/** Where the bracket is that closes an expression which starts here. */
function endOfExpression(template: string, start: number): number | undefined {
  let depth = 0;
  for (let i = start; i < template.length; i++) {
    const char = template[i];
    if (char === '"') {
      const end = endOfString(template, i + 1);
      if (end === undefined) return undefined;
      i = end;
    } else if (char === '{') depth++;
    else if (char === '}' && depth-- === 0) return i;
  }
  return undefined;
}

function endOfString(template: string, start: number): number | undefined {
  for (let i = start; i < template.length; i++) {
    const char = template[i];
    if (char === '"') return i;
    if (char === '\\') i++;
    else if (char === '{' && /(^|[^$])\$$|(^|[^%])%$/.test(template.slice(Math.max(start, i - 2), i))) {
      const end = endOfExpression(template, i + 1);
      if (end === undefined) return undefined;
      i = end;
    }
  }
  return undefined;
}
