import type { CloudFormationTemplate } from './toCloudFormationTemplate.js';

/** A text that every reader of YAML 1.1 and 1.2 takes for a text, unless it is one of their words for other values. */
const plain = /^[A-Za-z][\w.:/-]*(?: [\w.:/-]+)*$/;
const otherValues = /^(y|n|yes|no|on|off|true|false|null)$|:(?: |$)/i;

/** Some readers break lines at these, refuse them, or show them as nothing: in double quotes they are escapes. */
const unprintable = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\p{Bidi_Control}]/gu;

/** A key that is longer needs a mark of its own. https://yaml.org/spec/1.2.2/#742-flow-mappings */
const longestKey = 1000;

/** A value under a local tag: the short form of a function of CloudFormation. */
interface Tagged {
  readonly [tag]: '!Ref' | '!GetAtt';
  readonly value: string;
}
const tag = Symbol('tag');

/**
 * The template as YAML that means the same in YAML 1.1, which is CloudFormation's, and in 1.2: whatever text could be read as
 * something else is in double quotes, where YAML knows all the escapes of JSON. A library would build a document of nodes first, which
 * takes several times as long; a template has nothing but mappings, lists and scalars.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function toYaml(template: CloudFormationTemplate): string {
  const { Outputs } = template;
  const short =
    Outputs &&
    Object.fromEntries(Object.entries(Outputs).map(([id, output]) => [id, { ...output, Value: shortForm(output) }]));
  return `${block({ ...template, ...(short && { Outputs: short }) }, '')}\n`;
}

/** `!Ref Id` and `!GetAtt Id.Arn`. */
function shortForm({ Value: value }: NonNullable<CloudFormationTemplate['Outputs']>[string]): Tagged {
  return 'Ref' in value
    ? { [tag]: '!Ref', value: value.Ref }
    : { [tag]: '!GetAtt', value: value['Fn::GetAtt'].join('.') };
}

/** A mapping or a list over several lines, of which the first stands where it is put. */
function block(value: object, indent: string): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return value.map((item) => `- ${inline(item) ?? block(item, deeper)}`).join(`\n${indent}`);
  }
  return Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .map(([key, entry]) => `${mappingKey(key, indent)}:${afterKey(entry, deeper)}`)
    .join(`\n${indent}`);
}

function mappingKey(key: string, indent: string): string {
  const printed = scalar(key);
  return printed.length > longestKey ? `? ${printed}\n${indent}` : printed;
}

function afterKey(value: object, indent: string): string {
  const line = inline(value);
  return line === undefined ? `\n${indent}${block(value, indent)}` : ` ${line}`;
}

/** What stands on the line of its key; `undefined` for what takes lines of its own. */
function inline(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (tag in value) return `${(value as Tagged)[tag]} ${scalar((value as Tagged).value)}`;
  if (Object.values(value).some((entry) => entry !== undefined)) return undefined;
  return Array.isArray(value) ? '[]' : '{}';
}

function scalar(value: unknown): string {
  // 1e21 is a text in YAML 1.1; 1.0e+21 is a number in both.
  if (typeof value !== 'string') return String(value).replace(/^(-?\d+)e/, '$1.0e');
  if (plain.test(value) && !otherValues.test(value)) return value;
  return JSON.stringify(value).replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
