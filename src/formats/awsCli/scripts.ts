import type { CliInput } from './toCliInput.js';

/** A script for a POSIX shell, to stand in the folder of the files. It stops at the first command that fails. */
export function createTablesScript({ commands, notes }: CliInput): string {
  return ['#!/bin/sh', 'set -e', 'cd "$(dirname "$0")"', ...notes.map(comment), ...commands, ''].join('\n');
}

/** The files and then the commands, each after the one before it succeeded, as one text for a POSIX shell. */
export function selfContainedScript({ files, commands, notes }: CliInput): string {
  const writes = Object.entries(files).map(([file, body]) => {
    // A line of the file could be the mark that ends it.
    let end = 'JSON';
    while (body.split('\n').includes(end)) end += '_';
    return `cat > '${file.replaceAll("'", "'\\''")}' <<'${end}'\n${body}${body.endsWith('\n') ? '' : '\n'}${end}\n`;
  });
  return `${[...notes.map((note) => `${comment(note)}\n`), ...writes].join('\n')}\n${commands.join(' &&\n')}\n`;
}

function comment(note: string): string {
  return `# ${note}`;
}
