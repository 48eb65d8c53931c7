const { readdirSync } = require('node:fs');

// The folders of src/, from the top down. A folder imports what stands below it, never above, never beside.
const floors = [
  ['cli'],
  ['local'],
  ['provision'],
  ['cdk', 'formats'],
  ['cdkProps'],
  ['cloudFormation', 'items'],
  ['migrate', 'config', 'models'],
  ['aws', 'catalog'],
  ['schema'],
];

// A folder without a floor would be free to import anything.
const folders = readdirSync(`${__dirname}/src`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const homeless = folders.map(({ name }) => name).filter((name) => !floors.flat().includes(name));
if (homeless.length) throw new Error(`give these folders of src/ a floor in .dependency-cruiser.cjs: ${homeless}`);

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
      comment: 'Another folder is imported by its index; of the catalog, the index of the package.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/([^/]+)/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$', '^src/catalog/[^/]+/index\\.ts$'] },
    },
    {
      name: 'sdk-at-run-time-in-provision-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(provision|cli)/|^src/local/tables/' },
      to: { path: '@aws-sdk', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'items-stand-on-types',
      comment: 'A service that reads and writes ships the builders, and nothing of what they are typed by.',
      severity: 'error',
      from: { path: '^src/items/' },
      to: { pathNot: '^src/items/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'local-loads-the-sdk-late',
      comment:
        'An engine without tables starts without the SDK: tables/, which needs it, is loaded when there are some.',
      severity: 'error',
      from: { path: '^src/local/', pathNot: '^src/local/tables/' },
      to: { path: '^src/(provision/|local/tables/)', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'root-entry',
      comment: 'The root entry holds schema, aws and the three tables of the catalog that are its own.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(schema|aws|catalog/sentinel)/index\\.ts$' },
    },
    {
      name: 'not-to-tests',
      severity: 'error',
      from: { path: '^(src|simulator)/' },
      to: { path: '^(__tests__|bench|examples)/' },
    },
    { name: 'not-to-the-simulator', severity: 'error', from: { path: '^src/' }, to: { path: '^simulator/' } },
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
