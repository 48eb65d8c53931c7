import { Document, isMap, Scalar, type ScalarTag, type Tags } from 'yaml';
import { properties } from '../../schema/index.js';

/** A string that every reader of YAML 1.1 and 1.2 takes for a string, unless it is one of their words for other values. */
const plain = /^[A-Za-z][\w.:/-]*(?: [\w.:/-]+)*$/;
const otherValues = /^(y|n|yes|no|on|off|true|false|null)$|:( |$)/i;

/** Some readers break lines at these, refuse them, or show them as nothing. They are in double quotes wherever they are: such a string is never plain. */
const unprintable = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\p{Bidi_Control}]/gu;

/**
 * YAML's strings, of which those that could be read as something else are in double quotes. Decided when they are written, as a pass
 * over the document takes as long again.
 */
function quoting(tag: ScalarTag): ScalarTag {
  return {
    ...tag,
    stringify(item, ...rest) {
      const text = item.value as string;
      if (plain.test(text) && !otherValues.test(text)) return text;
      return tag.stringify?.({ ...item, type: 'QUOTE_DOUBLE' } as Scalar, ...rest) ?? JSON.stringify(text);
    },
  };
}

/**
 * The template as YAML that means the same in YAML 1.1, which is CloudFormation's, and in 1.2: whatever text could be read as
 * something else is in double quotes, where YAML knows all the escapes of JSON.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function toYaml(template: object): string {
  const document = new Document(template, {
    aliasDuplicateObjects: false,
    customTags: (tags) => tags.map((tag) => (isString(tag) ? quoting(tag) : tag)),
  });
  const outputs = document.get('Outputs');
  if (isMap(outputs)) {
    for (const [id, output] of Object.entries(properties(properties(template).Outputs))) {
      const value = shortForm(properties(output).Value);
      if (value) document.setIn(['Outputs', id, 'Value'], value);
    }
  }
  return document
    .toString({ lineWidth: 0 })
    .replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isString(tag: Tags[number]): tag is ScalarTag {
  return typeof tag === 'object' && tag.tag === 'tag:yaml.org,2002:str';
}

/** `!Ref Id` and `!GetAtt Id.Arn`; `undefined` for anything else. */
function shortForm(value: unknown): Scalar | undefined {
  const { Ref: id, 'Fn::GetAtt': attribute, ...others } = properties(value);
  if (Object.keys(others).length) return undefined;
  const isGetAtt = Array.isArray(attribute) && attribute.every((part) => typeof part === 'string');
  if (typeof id !== 'string' && !isGetAtt) return undefined;
  const scalar = new Scalar(isGetAtt ? attribute.join('.') : id);
  scalar.tag = isGetAtt ? '!GetAtt' : '!Ref';
  return scalar;
}
