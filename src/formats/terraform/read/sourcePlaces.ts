import type { SourcePlace } from '../../schemas.js';
import type { Folder } from './folders.js';
import type { ReadTable } from './readModule.js';

/** Finds the place of a table: of its resource, or of the call of the module that makes it. */
export function linesIn(folders: readonly Folder[]): (table: ReadTable) => SourcePlace | undefined {
  const places = new Map(folders.map((folder) => [folder, placesOf(folder)]));
  return ({ name, module: { folder, call } }) =>
    places.get(folder)?.get(call === undefined ? `resource aws_dynamodb_table ${name}` : `module ${call}`) ??
    onlyFile(folder);
}

/** In JSON no line is known. */
function onlyFile({ files }: Folder): SourcePlace | undefined {
  const [file, ...others] = files;
  return file?.name === undefined || others.length ? undefined : { file: file.name };
}

function placesOf({ files }: Folder): ReadonlyMap<string, SourcePlace> {
  const places = new Map<string, SourcePlace>();
  for (const { name, text } of files) {
    const blocks = /^[ \t]*(?:resource[ \t]+"?(aws_dynamodb_table)"?|module)[ \t]+"?([\w-]+)"?[ \t]*\{/gm;
    let line = 1;
    let counted = 0;
    for (let match = blocks.exec(text); match; match = blocks.exec(text)) {
      line += text.slice(counted, match.index).split('\n').length - 1;
      counted = match.index;
      const [, type, label] = match;
      const block = type === undefined ? `module ${label}` : `resource ${type} ${label}`;
      if (!places.has(block)) places.set(block, name === undefined ? { line } : { file: name, line });
    }
  }
  return places;
}
