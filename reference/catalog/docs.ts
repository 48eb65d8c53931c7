import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What is written over each constant and function of the catalog, by its name; `root` is the folder of the repository. */
export function catalogDocs(root: string): ReadonlyMap<string, string> {
  const folder = path.join(root, 'src/catalog');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return new Map(files.flatMap((file) => docsIn(readFileSync(path.join(folder, file), 'utf8'))));
}

function docsIn(source: string): [name: string, doc: string][] {
  const file = ts.createSourceFile('catalog.ts', source, ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((statement) => {
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    const doc = ts.getJSDocCommentsAndTags(statement).find(ts.isJSDoc);
    const text = ts.getTextOfJSDocComment(doc?.comment);
    return declared.flatMap((one): [string, string][] => {
      const name = ts.isVariableDeclaration(one) || ts.isFunctionDeclaration(one) ? one.name : undefined;
      return name && text ? [[name.getText(file), text]] : [];
    });
  });
}
