import { type Path, TableSchemaError, visible } from '../../../schema/index.js';
import { repeatedKeys } from '../../placesInJson.js';
import { loadParser } from '../loadParser.js';

interface Configuration {
  /** As JSON: blocks are lists or objects, and strings are templates. */
  readonly config: unknown;
  /** The places of keys that a JSON text has twice. */
  readonly repeated: readonly Path[];
}

/** @throws TableSchemaError (`terraform-syntax`), with the place, if the text is not Terraform. */
export async function parseTerraform(source: string, filename: string): Promise<Configuration> {
  const text = source.replace(/^\uFEFF/, '');
  // No file in Terraform's own syntax starts with a bracket.
  if (/^\s*[[{]/.test(text)) {
    try {
      return { config: JSON.parse(text), repeated: repeatedKeys(text) };
    } catch (error) {
      throw broken(filename, error);
    }
  }
  const { parse } = await loadParser();
  try {
    return { config: await parse(filename, withoutOutputs(text)), repeated: [] };
  } catch (error) {
    throw broken(filename, error);
  }
}

/** Characters from which on the time of the parser is felt. */
const longText = 100_000;

/**
 * A long text without its outputs, which say nothing of tables and take the parser seconds by the ten thousand. Lines keep their
 * numbers. A text in which a block may not be what it looks like, for a comment or a here-document, stays as it is.
 */
function withoutOutputs(text: string): string {
  if (text.length < longText || /<<|\/\*/.test(text)) return text;
  return text.replace(/^output "[^"\n]*" \{\n(?:[ \t][^\n]*\n|\n)*\}/gm, (block) => block.replace(/[^\n]+/g, ''));
}

function broken(filename: string, error: unknown): TableSchemaError {
  const message = error instanceof Error ? error.message : String(error);
  return new TableSchemaError(`The Terraform text of ${filename}`, [
    { rule: 'terraform-syntax', path: [], message: `can't be read: ${visible(message)}` },
  ]);
}
