import path from 'node:path';
import ts from 'typescript';

/** The types of `src/`, as the compiler knows them. */
export interface Types {
  readonly checker: ts.TypeChecker;
  /** The type of that name which a file of `src/` exports. */
  typeNamed(file: string, name: string): ts.Type;
}

/** Reads the types that these files of `src/` declare; `root` is the folder of the repository. */
export function readTypes(root: string, files: readonly string[]): Types {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
  const program = ts.createProgram(
    files.map((file) => path.join(root, 'src', file)),
    { ...options, types: [] },
  );
  const checker = program.getTypeChecker();
  return {
    checker,
    typeNamed(file, name) {
      const source = program.getSourceFile(path.join(root, 'src', file));
      const symbol = source && checker.getSymbolAtLocation(source);
      const found = symbol && checker.getExportsOfModule(symbol).find((each) => each.name === name);
      if (!found) throw new Error(`${file} exports no ${name}`);
      return checker.getDeclaredTypeOfSymbol(found);
    },
  };
}

/** What is written over a declaration: of a property that several types declare, what is written most fully. */
export function docOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const texts = (symbol.declarations ?? []).map((declaration) => {
    const of = 'symbol' in declaration ? (declaration.symbol as ts.Symbol) : symbol;
    return ts.displayPartsToString(of.getDocumentationComment(checker));
  });
  return texts.reduce((best, text) => (text.length > best.length ? text : best), '');
}
