import { isProperties } from '../../schema/index.js';
import { below, type IntrinsicFunction, longestText, textOf, type Work, workedOut } from './scope.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
export const sub: IntrinsicFunction = (work, argument, at) => {
  const [template, variables] = Array.isArray(argument) ? argument : [argument];
  // Another language's variable may stand there.
  if (typeof template !== 'string') return work.find(template, undefined) && undefined;
  const given = isProperties(variables) ? variables : {};
  const known = new Map<string, string | undefined>();
  const parts: string[] = [];
  let length = 0;
  let end = 0;
  for (const match of template.matchAll(/\$\{([^}]*)\}/g)) {
    const [whole, name] = match;
    if (!known.has(name)) {
      known.set(
        name,
        // ${!Name} is how Fn::Sub writes a literal ${Name}.
        name.startsWith('!')
          ? `\${${name.slice(1)}}`
          : Object.hasOwn(given, name)
            ? textOf(work, given[name], below(at, 1, name))
            : textOf(work, name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name }, undefined),
      );
    }
    const text = known.get(name);
    if (text === undefined) return needOthers(work, template, given);
    parts.push(template.slice(end, match.index), text);
    length += text.length;
    if (length > longestText) return undefined;
    end = match.index + whole.length;
  }
  return workedOut(parts.join('') + template.slice(end));
};

/** One part is unknown already. What else is needed is said together. */
function needOthers(work: Work, template: string, given: object): undefined {
  for (const [, name] of template.matchAll(/\$\{([^}.!]*)\}/g)) {
    if (!Object.hasOwn(given, name)) work.find({ Ref: name }, undefined);
  }
  return undefined;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-join.html */
export const join: IntrinsicFunction = (work, argument, at) => {
  if (!Array.isArray(argument)) return undefined;
  const separator = textOf(work, argument[0], below(at, 0));
  const list = listOf(work, argument[1], below(at, 1));
  if (!list || separator === undefined) return undefined;
  const parts: string[] = [];
  let length = 0;
  let isKnown = true;
  for (const [i, entry] of list.entries.entries()) {
    const found = work.find(entry, below(list.at, i));
    if (found?.kind === 'absent') continue;
    const text = found && textOf(work, found.value, found.at);
    // The others are looked at, too: what is needed is said together.
    if (text === undefined) isKnown = false;
    else parts.push(text);
    length += separator.length + (text ?? '').length;
    if (length > longestText) return undefined;
  }
  return isKnown ? workedOut(parts.join(separator)) : undefined;
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-split.html */
export const split: IntrinsicFunction = (work, argument, at) => {
  if (!Array.isArray(argument)) return undefined;
  const [separator, text] = [0, 1].map((i) => textOf(work, argument[i], below(at, i)));
  return text === undefined || !separator ? undefined : workedOut(text.split(separator));
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-select.html */
export const select: IntrinsicFunction = (work, argument, at) => {
  if (!Array.isArray(argument)) return undefined;
  const index = textOf(work, argument[0], below(at, 0));
  const list = listOf(work, argument[1], below(at, 1));
  if (!list || index === undefined || !/^\d+$/.test(index) || Number(index) >= list.entries.length) return undefined;
  return work.find(list.entries[Number(index)], below(list.at, Number(index)));
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-length.html */
export const length: IntrinsicFunction = (work, argument, at) => {
  const list = listOf(work, argument, at);
  return list && workedOut(list.entries.length);
};

function listOf(work: Work, value: unknown, at: Parameters<IntrinsicFunction>[2]) {
  const found = work.find(value, at);
  return found?.kind === 'value' && Array.isArray(found.value)
    ? { entries: found.value as readonly unknown[], at: found.at }
    : undefined;
}
