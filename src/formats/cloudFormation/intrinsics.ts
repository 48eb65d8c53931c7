/** What a function of CloudFormation comes to, as far as the template alone can tell. */
export type Resolved =
  | { readonly kind: 'value'; readonly value: unknown; readonly parameters: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' };

/** The values of the template's parameters that are known. */
export type KnownParameters = ReadonlyMap<string, unknown>;

/** The function that an object of one member stands for. */
export function intrinsicOf(value: unknown): { name: string; argument: unknown } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.length !== 1) return undefined;
  const [name, argument] = entries[0];
  return name === 'Ref' || /^Fn::[A-Za-z0-9:]+$/.test(name) ? { name, argument } : undefined;
}

/**
 * A parameter comes to its value, and a text over such parameters to the text with their values. The rest is kept as text:
 * `${Name}` for what is known at deployment only, the short form of the function otherwise.
 */
export function resolveIntrinsic(name: string, argument: unknown, parameters: KnownParameters): Resolved {
  switch (name) {
    case 'Ref': {
      if (argument === 'AWS::NoValue') return { kind: 'absent' };
      if (typeof argument !== 'string') break;
      return parameters.has(argument)
        ? { kind: 'value', value: parameters.get(argument), parameters: [argument] }
        : { kind: 'text', text: `\${${argument}}` };
    }
    case 'Fn::Sub': {
      const [template, variables] = Array.isArray(argument) ? argument : [argument];
      if (typeof template === 'string') return substitute(template, variables, parameters);
      break;
    }
    case 'Fn::GetAtt':
      if (typeof argument === 'string') return { kind: 'text', text: `\${${argument}}` };
      if (isTexts(argument)) return { kind: 'text', text: `\${${argument.join('.')}}` };
      break;
    case 'Fn::Join':
      if (Array.isArray(argument) && typeof argument[0] === 'string' && Array.isArray(argument[1])) {
        return join(argument[0], argument[1], parameters) ?? { kind: 'text', text: shortForm(name, argument) };
      }
  }
  return { kind: 'text', text: shortForm(name, argument) };
}

function substitute(template: string, variables: unknown, parameters: KnownParameters): Resolved {
  const own = new Map(Object.entries(Object(variables)));
  const used: string[] = [];
  let open = false;
  const text = template.replace(/\$\{([^}]*)\}/g, (whole, name: string) => {
    // ${!Name} is how Fn::Sub writes a literal ${Name}.
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const resolved = resolvePart(own.has(name) ? own.get(name) : { Ref: name }, parameters);
    if (resolved.kind === 'value' && typeof resolved.value !== 'object') {
      used.push(...resolved.parameters);
      return String(resolved.value);
    }
    open = true;
    return resolved.kind === 'text' ? resolved.text : whole;
  });
  return open ? { kind: 'text', text } : { kind: 'value', value: text, parameters: used };
}

function resolvePart(part: unknown, parameters: KnownParameters): Resolved {
  const intrinsic = intrinsicOf(part);
  return intrinsic
    ? resolveIntrinsic(intrinsic.name, intrinsic.argument, parameters)
    : { kind: 'value', value: part, parameters: [] };
}

function join(separator: string, parts: readonly unknown[], parameters: KnownParameters): Resolved | undefined {
  const used: string[] = [];
  const texts: string[] = [];
  let open = false;
  for (const part of parts) {
    const resolved = resolvePart(part, parameters);
    if (resolved.kind === 'absent') continue;
    if (resolved.kind === 'text') {
      open = true;
      texts.push(resolved.text);
    } else if (typeof resolved.value === 'object') return undefined;
    else {
      used.push(...resolved.parameters);
      texts.push(String(resolved.value));
    }
  }
  const text = texts.join(separator);
  return open ? { kind: 'text', text } : { kind: 'value', value: text, parameters: used };
}

function shortForm(name: string, argument: unknown): string {
  return `!${name.replace(/^Fn::/, '')} ${typeof argument === 'string' ? argument : JSON.stringify(argument)}`;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'string');
}
