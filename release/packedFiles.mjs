/** Where the files of the tarball and the list of those expected differ. See the list for what its lines mean. */
export function packedIssues(list, files) {
  const expected = list
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap(alternatives)
    .map((line) => ({ line, pattern: toPattern(line) }));
  return [
    ...files
      .filter((file) => !expected.some(({ pattern }) => pattern.test(file)))
      .map((file) => `${file} is not expected`),
    ...expected
      .filter(({ pattern }) => !files.some((file) => pattern.test(file)))
      .map(({ line }) => `${line} is missing`),
  ];
}

/** `a.{js,cjs}` as `a.js` and `a.cjs`, so that each must be there. */
function alternatives(line) {
  const [whole, choices] = /\{([^}]*)\}/.exec(line) ?? [];
  if (whole === undefined) return [line];
  return choices.split(',').flatMap((choice) => alternatives(line.replace(whole, () => choice)));
}

function toPattern(line) {
  const parts = line.split(/(\*\*|\*)/).map((part) => {
    if (part === '**') return '.*';
    return part === '*' ? '[^/]*' : part.replace(/[.+?^$()[\]{}|\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}
