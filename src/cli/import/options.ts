import { readFile } from 'node:fs/promises';
import { failure } from '../failure.js';

/** What the flags of `import` say of values that the files leave open. */
export interface ImportValues {
  readonly parameter?: readonly string[];
  readonly var?: readonly string[];
  readonly varFile?: readonly string[];
  readonly option?: readonly string[];
  readonly name?: readonly string[];
}

/** The values by their names. */
export interface Given {
  readonly parameters: { readonly [name: string]: string };
  readonly vars: { readonly [name: string]: string };
  readonly varFiles: { readonly [file: string]: string };
  readonly options: { readonly [name: string]: string };
  readonly names: { readonly [id: string]: string };
}

export async function givenValues(values: ImportValues): Promise<Given> {
  const varFiles: Record<string, string> = {};
  for (const file of values.varFile ?? []) {
    varFiles[file] = await readFile(file, 'utf8').catch((error: Error) => {
      throw failure(`--var-file ${file} can't be read: ${error.message}`);
    });
  }
  return {
    parameters: pairs('--parameter', values.parameter),
    vars: pairs('--var', values.var),
    varFiles,
    options: pairs('--option', values.option),
    names: pairs('--name', values.name),
  };
}

/** `Stage=prod`; the value may hold `=` itself, and so may an id within brackets: `aws_dynamodb_table.all["a=b"]=orders`. */
function pairs(flag: string, texts: readonly string[] = []): { readonly [name: string]: string } {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, value] = /^((?:[^=[]|\[[^\]]*\])+)=(.*)$/s.exec(text) ?? [];
      if (name === undefined) throw failure(`${flag} ${text}: there is no = in it`, `Give it as ${flag} NAME=VALUE.`);
      return [name, value];
    }),
  );
}
