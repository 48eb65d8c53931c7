/**
 * Whose YAML it is. CloudFormation's is YAML 1.1 as PyYAML and SnakeYAML read it, where `yes` is a boolean and `012` is ten;
 * `serverless.yml` is read by js-yaml, near YAML 1.2, where `yes` is a string and `012` is twelve.
 */
export type YamlDialect = 'cloudFormation' | 'serverless';

export interface YamlScalar {
  readonly value: string | number | boolean | null;
  /** The value as a string, which is what a property that takes strings has then. */
  readonly text: string;
}

interface Grammar {
  readonly booleans: RegExp;
  readonly integers: RegExp;
  readonly floats: RegExp;
  /** The digits and the base of an integer without its sign and its underscores. */
  digits(text: string): readonly [digits: string, base: number];
}

/**
 * What a plain scalar means in each dialect.
 *
 * @see https://github.com/yaml/pyyaml/blob/main/lib/yaml/resolver.py
 * @see https://github.com/nodeca/js-yaml/tree/master/lib/type
 */
const grammars: { readonly [D in YamlDialect]: Grammar } = {
  cloudFormation: {
    booleans: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
    integers: /^[-+]?(?:0b[01_]+|0[0-7_]+|0x[\da-fA-F_]+|0|[1-9][\d_]*(?::[0-5]?\d)*)$/,
    floats:
      /^(?:[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
    digits: (text) =>
      text.startsWith('0b')
        ? [text.slice(2), 2]
        : text.startsWith('0x')
          ? [text.slice(2), 16]
          : /^0./.test(text)
            ? [text.slice(1), 8]
            : [text, 10],
  },
  serverless: {
    booleans: /^(?:true|True|TRUE|false|False|FALSE)$/,
    integers: /^[-+]?(?:0b[01]+|0o[0-7]+|0x[\da-fA-F]+|\d+)$/,
    floats: /^(?:[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
    digits: (text) =>
      /^0[box]/.test(text) ? [text.slice(2), { b: 2, o: 8, x: 16 }[text[1] as 'b' | 'o' | 'x']] : [text, 10],
  },
};

/** The value of a scalar without quotes. Dates are strings: CloudFormation has none. */
export function plainScalar(source: string, dialect: YamlDialect): YamlScalar {
  const grammar = grammars[dialect];
  if (/^(?:~|null|Null|NULL|)$/.test(source)) return { value: null, text: '' };
  if (grammar.booleans.test(source)) {
    const value = /^(?:yes|true|on)$/i.test(source);
    return { value, text: String(value) };
  }
  const sign = source.startsWith('-') ? '-' : '';
  const text = source.replace(/^[-+]/, '').replaceAll('_', '');
  if (grammar.integers.test(source)) return integer(sign, text, grammar) ?? { value: source, text: source };
  if (grammar.floats.test(source)) return float(sign, text) ?? { value: source, text: source };
  return { value: source, text: source };
}

function integer(sign: string, text: string, grammar: Grammar): YamlScalar | undefined {
  const [digits, base] = grammar.digits(text);
  if (!digits) return undefined;
  if (digits.includes(':')) return numeric(sign, BigInt(sexagesimal(digits)));
  const prefix = { 2: '0b', 8: '0o', 16: '0x' }[base] ?? '';
  return numeric(sign, BigInt(prefix + digits));
}

/** An integer that a number can't hold exactly stays a string of its digits. */
function numeric(sign: string, magnitude: bigint): YamlScalar {
  const text = magnitude ? `${sign}${magnitude}` : '0';
  const value = Number(text);
  return { value: Number.isSafeInteger(value) ? value : text, text };
}

function float(sign: string, text: string): YamlScalar | undefined {
  if (/^\.[a-z]/i.test(text)) return undefined;
  const value = Number(`${sign}1`) * (text.includes(':') ? sexagesimal(text) : Number(text));
  if (!Number.isFinite(value)) return undefined;
  return { value, text: Number.isInteger(value) && !/e/.test(String(value)) ? `${value}.0` : String(value) };
}

/** `1:30` is 90: digits to the base of 60. */
function sexagesimal(text: string): number {
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
