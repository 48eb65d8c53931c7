import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(__dirname, '../..');
const file = path.join(__dirname, 'edited.ts');
const preamble = "import { defineTable } from '../../src/schema/index.js';\n";

export interface Diagnostic {
  /** Counted from 1, in the code given. */
  readonly line: number;
  readonly column: number;
  /** What the editor underlines. */
  readonly text: string;
  readonly message: string;
}

export interface Editor {
  diagnose(code: string): Diagnostic[];
  /** The names offered where the code has a `|`. */
  complete(code: string): string[];
  /** What is shown of the name behind the `|`, in one line. */
  hover(code: string): string;
}

/** An editor with one open file, which exists in memory only and imports the schema from this source. */
export function openEditor(): Editor {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(__dirname, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    __dirname,
  );
  let text = '';
  let version = 0;
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => ({ ...options, types: [] }),
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? String(version) : '0'),
    getScriptSnapshot(name) {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
  });
  const edit = (code: string) => {
    text = preamble + code;
    version++;
  };

  return {
    diagnose(code) {
      edit(code);
      return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].map((diagnostic) => {
        const start = (diagnostic.start ?? 0) - preamble.length;
        return {
          ...placeOf(code, start),
          text: code.slice(start, start + (diagnostic.length ?? 0)),
          message: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'),
        };
      });
    },
    complete(code) {
      edit(code.replace('|', ''));
      const position = preamble.length + code.indexOf('|');
      return (service.getCompletionsAtPosition(file, position, {})?.entries ?? []).map(({ name }) => name);
    },
    hover(code) {
      edit(code.replace('|', ''));
      const info = service.getQuickInfoAtPosition(file, preamble.length + code.indexOf('|'));
      return ts.displayPartsToString(info?.displayParts).replace(/\s+/g, ' ');
    },
  };
}

/** Line and column, from 1, of a position. */
export function placeOf(code: string, position: number): { line: number; column: number } {
  const before = code.slice(0, position).split('\n');
  return { line: before.length, column: before[before.length - 1].length + 1 };
}
