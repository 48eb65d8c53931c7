// The folders of src/, from the top down. A folder imports what stands below it, never above, never beside.
const floors = [
  ['cli'],
  ['local'],
  ['provision'],
  ['cdk'],
  ['emit'],
  ['resources'],
  ['query'],
  ['migrate'],
  ['aws', 'tables'],
  ['schema'],
];

const rules = floors.flatMap((floor, level) =>
  floor.map((folder) => ({
    name: `${folder}-imports-down`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: {
      path: `^src/(${floors
        .slice(0, level + 1)
        .flat()
        .filter((other) => other !== folder)
        .join('|')})/`,
    },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...rules,
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'folders-by-their-index',
      comment: 'Another folder is imported by its index.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/([^/]+)/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'sdk-at-run-time-in-provision-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(provision|cli)/|^src/local/tables\\.ts$' },
      to: { path: '@aws-sdk', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'local-loads-the-sdk-late',
      comment:
        'An engine without tables starts without the SDK: tables.ts, which needs it, is loaded when there are some.',
      severity: 'error',
      from: { path: '^src/local/', pathNot: '^src/local/tables\\.ts$' },
      to: { path: '^src/(provision/|local/tables\\.ts$)', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'root-entry',
      comment: 'The root entry holds schema, aws and tables.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(schema|aws|tables)/index\\.ts$' },
    },
    { name: 'not-to-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^(__tests__|bench|examples)/' } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types'],
    },
  },
};
