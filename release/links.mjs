import path from 'node:path';

/** Links of the packed Markdown to files or folders that are not packed. */
export function linkIssues(files, read) {
  const there = new Set(files.flatMap((file) => [file, ...foldersOf(file)]));
  return files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      relativeLinks(read(file))
        .filter(
          (link) =>
            !there.has(path.posix.normalize(path.posix.join(path.posix.dirname(file), link)).replace(/\/$/, '')),
        )
        .map((link) => `${file} links to ${link}, which is not in the tarball`),
    );
}

function foldersOf(file) {
  const folder = path.posix.dirname(file);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}

/** The targets of links and pictures in Markdown outside code, without addresses and places in the page itself. */
function relativeLinks(text) {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g), ...prose.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)];
  return targets
    .map(([, target]) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z][\w+.-]*:/i.test(target));
}
