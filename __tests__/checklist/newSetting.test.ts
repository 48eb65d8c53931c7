import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/*
 * The compiler is the checklist: a setting that comes into the schema does not compile until each of these files has spoken of it.
 * The files are named exactly. One that speaks of settings without asking for a new one fails, and so does a folder in no list.
 */

/** By file: what it says of each setting, and whether it asks for those of the table, of a global index, or both. */
const consumers: { readonly [file: string]: readonly ['table' | 'index' | 'both', string] } = {
  'schema/canonicalTable.ts': ['both', 'the one spelling'],
  'schema/withoutDefaults.ts': ['both', 'what a new table has anyway'],
  'schema/rules/settings.ts': ['both', 'its rules'],
  'aws/toCreateTableInput.ts': ['both', 'CreateTable and the calls after it'],
  'aws/fromCreateTableInput.ts': ['both', 'CreateTable, read'],
  'aws/fromTableDescription.ts': ['both', 'live tables, read'],
  'migrate/createSteps.ts': ['table', 'whether CreateTable makes a table with it'],
  'migrate/diffSettings.ts': ['both', 'comparison: the kinds of its changes'],
  'migrate/facts.ts': ['both', 'the words of a plan'],
  'migrate/parts.ts': ['both', 'the operations that read and write it'],
  'migrate/fingerprint.ts': ['both', 'whether a saved plan rests on it'],
  'cloudFormation/globalTableProperties.ts': ['both', "CloudFormation's properties of a global table"],
  'cloudFormation/tableProperties.ts': ['both', "CloudFormation's properties"],
  'cdkProps/tableV2Settings.ts': ['both', "the props of CDK's TableV2"],
  'config/requirements.ts': ['table', 'whether it is as the configuration requires'],
  'formats/awsCli/calls.ts': ['both', 'the AWS CLI'],
  'formats/cloudFormation/readTable.ts': ['both', 'templates, read'],
  'formats/docs/settings.ts': ['both', 'the words of Markdown and of the page'],
  'formats/html/settings.ts': ['table', "the few words under a table's name"],
  'formats/iam/furtherAccess.ts': ['both', 'permissions of other services'],
  'formats/terraform/settings.ts': ['both', 'Terraform'],
  'formats/terraform/read/readTable.ts': ['both', 'Terraform, read'],
  'formats/typescript/notesByTable.ts': ['table', 'the words by which a source calls it'],
  'formats/typescript/written.ts': ['both', 'whether defineTable takes it'],
};

const ofScaling = [
  'aws/readScaling.ts',
  'aws/toAutoScalingInputs.ts',
  'cloudFormation/scaling.ts',
  'formats/cloudFormation/readScaling.ts',
  'formats/docs/scaling.ts',
  'formats/terraform/scalingArguments.ts',
  'migrate/diffScaling.ts',
  'migrate/scalingWords.ts',
  'schema/canonicalTable.ts',
  'schema/rules/scaling.ts',
];

const ofReplicas = [
  'aws/readReplicas.ts',
  'aws/toCreateReplicaInputs.ts',
  'cdkProps/replicas.ts',
  'cloudFormation/replicaProperties.ts',
  'formats/awsCli/replicas.ts',
  'formats/cloudFormation/readReplica.ts',
  'formats/docs/replicas.ts',
  'formats/terraform/replicas.ts',
  'migrate/facts.ts',
  'migrate/replicaSettings.ts',
  'schema/canonicalTable.ts',
  'schema/withoutDefaults.ts',
];

/** Files that ask for a new member of a setting that has several, by what is made up in the test. */
const members: { readonly [property: string]: readonly string[] } = {
  madeUpUnits: ['cdkProps/capacity.ts', 'migrate/facts.ts', 'schema/canonicalTable.ts', 'schema/rules/capacity.ts'],
  madeUpDimension: [
    'aws/toAutoScalingInputs.ts',
    'cloudFormation/scaling.ts',
    'formats/docs/scaling.ts',
    'schema/canonicalTable.ts',
  ],
  madeUpBound: [
    ...ofScaling,
    'cdkProps/capacity.ts',
    'formats/terraform/read/readScaling.ts',
    'schema/withoutDefaults.ts',
  ],
  madeUpTime: ofScaling,
  madeUpOfReplica: [
    ...ofReplicas,
    'config/requirements.ts',
    'formats/terraform/read/replicas.ts',
    'schema/rules/regionalSettings.ts',
  ],
  madeUpOfIndex: [...ofReplicas, 'schema/rules/replicas.ts'],
  madeUpReads: ['schema/canonicalTable.ts', 'schema/rules/capacity.ts'],
  madeUpOfStream: [
    'aws/readRegional.ts',
    'aws/toEnableKinesisStreamingDestinationInput.ts',
    'cloudFormation/tableProperties.ts',
    'formats/cloudFormation/readTable.ts',
    'formats/docs/settings.ts',
    'migrate/diffStreams.ts',
    'migrate/facts.ts',
    'schema/canonicalTable.ts',
    'schema/rules/regionalSettings.ts',
  ],
};

/** Folders that need no word of their own for a new setting, with the reason. */
const silent = {
  catalog: 'is schemas',
  cdk: 'hands on the props of cdkProps/',
  cli: 'prints what the folders below it make',
  'formats/cdk': 'prints the props of cdkProps/',
  'formats/tableJson': "reads by aws/, in CreateTable's words and DescribeTable's",
  'formats/serverless': 'hands its resources to formats/cloudFormation',
  items: 'looks at keys and attributes',
  local: 'provisions',
  models: 'reads keys and indexes, which is what models of other libraries say',
  provision: 'reads and writes the parts of migrate/',
};

/** Files that name half of the settings or more, and need not ask for another. */
const exempt = {
  'schema/TableSchema.ts': 'declares them',
  'schema/Replica.ts': 'declares those of a replica',
  'aws/readRegional.ts': 'is asked by aws/fromTableDescription.ts',
  'aws/readReplicas.ts': 'is asked for those of a replica',
  'aws/toCreateReplicaInputs.ts': 'is asked for those of a replica',
  'cdkProps/regionalSettings.ts': 'is asked by cdkProps/tableV2Settings.ts',
  'cdkProps/replicas.ts': 'is asked for those of a replica',
  'formats/awsCli/replicas.ts': 'is asked for those of a replica',
  'formats/docs/replicas.ts': 'is asked for those of a replica',
  'migrate/change.ts': 'is asked by migrate/diffSettings.ts, which makes the changes',
  'provision/planLook.ts': 'is asked by migrate/parts.ts: it names each part',
  'schema/rules/regionalSettings.ts': 'is asked by rules/settings.ts and rules/replicas.ts',
  'formats/terraform/comments.ts': 'says what is absent of what formats/terraform/settings.ts has beside the table',
  'cloudFormation/replicaProperties.ts': 'is asked for those of a replica',
  'formats/cloudFormation/readReplica.ts': 'is asked for those of a replica',
  'formats/cloudFormation/tableMetadata.ts': 'is asked for those of a replica',
  'formats/terraform/replicas.ts': 'is asked for those of a replica',
  'formats/terraform/read/replicas.ts': 'is asked for those of a replica',
  'migrate/replicaSettings.ts': 'asks for those of a replica',
  'migrate/changeFacts.ts': 'is asked by migrate/change.ts: it speaks of each kind of change',
};

const root = path.resolve(__dirname, '../..');
const src = path.join(root, 'src');
const inSrc = (file: string) => path.relative(src, file).split(path.sep).join('/');

const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent({ ...config, include: ['src'] }, ts.sys, root);
const files = ts.sys.readDirectory(src, ['.ts'], ['**/html/browser']);

/** What is added to the interfaces, by file. Each has a name of its own, so that one program tells of all: to check one takes long. */
const added: { readonly [file: string]: readonly (readonly [declaration: string, property: string])[] } = {
  'schema/TableSchema.ts': [['interface TableBase<', 'madeUpOfTable']],
  'schema/IndexSchema.ts': [['interface GlobalSecondaryIndexBase<', 'madeUpOfGlobalIndex']],
  'schema/Throughput.ts': [
    ['interface ProvisionedThroughput ', 'madeUpUnits'],
    ['interface AutoScaling ', 'madeUpDimension'],
    ['interface CapacityScaling ', 'madeUpBound'],
    ['interface ScheduledAction ', 'madeUpTime'],
  ],
  'schema/Replica.ts': [
    ['interface Replica ', 'madeUpOfReplica'],
    ['interface ReplicaGlobalSecondaryIndex ', 'madeUpOfIndex'],
    ['interface ReplicaProvisionedThroughput ', 'madeUpReads'],
  ],
  'schema/SettingValues.ts': [['interface KinesisStreamingDestination ', 'madeUpOfStream']],
};

/** The program of `src/` with the properties in it: a copy in which somebody has just added them. */
function changedProgram(): ts.Program {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version, ...rest) => {
    const properties = added[inSrc(name)];
    if (!properties) return getSourceFile.call(host, name, version, ...rest);
    const text = properties.reduce(
      (text, [declaration, property]) => withProperty(text, declaration, property),
      readFileSync(name, 'utf8'),
    );
    return ts.createSourceFile(name, text, version);
  };
  return ts.createProgram(files, options, host);
}

function withProperty(text: string, declaration: string, property: string): string {
  const start = text.indexOf(declaration);
  if (start < 0) throw new Error(`${declaration} is not there any more`);
  const brace = text.indexOf('{\n', start) + 2;
  return `${text.slice(0, brace)}  readonly ${property}?: string;\n${text.slice(brace)}`;
}

/** What does not compile, by file. */
let errors: { readonly [file: string]: string };
beforeAll(() => {
  const program = changedProgram();
  const ofSrc = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${src}/`));
  const found = ofSrc.map((file) => {
    const diagnostics = program.getSemanticDiagnostics(file);
    const texts = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    return [inSrc(file.fileName), texts.join('\n')] as const;
  });
  errors = Object.fromEntries(found.filter(([, text]) => text));
});

/** The files whose errors name the property. */
function filesNaming(property: string): string[] {
  return Object.keys(errors)
    .filter((file) => errors[file].includes(property))
    .sort();
}

function asking(...ofWhat: readonly ('table' | 'index' | 'both')[]): string[] {
  const entries = Object.entries(consumers).filter(([, [asks]]) => ofWhat.includes(asks));
  return entries.map(([file]) => file).sort();
}

test('a new setting of the table compiles in no consumer until that speaks of it', () => {
  expect(filesNaming('madeUpOfTable')).toEqual(asking('both', 'table'));
});

test('a new setting of a global index compiles in no consumer until that speaks of it', () => {
  expect(filesNaming('madeUpOfGlobalIndex')).toEqual(asking('both', 'index'));
});

test.each(Object.entries(members))(
  '%s, a new member of a setting of several, compiles in none of these',
  (property, files) => {
    expect(filesNaming(property)).toEqual(expect.arrayContaining([...files]));
  },
);

test('what does not compile names what is new, but for two files of those that new members break', () => {
  const names = Object.values(added).flatMap((properties) => properties.map(([, name]) => name));
  const silent = Object.keys(errors).filter((file) => !names.some((name) => errors[file].includes(name)));
  expect(silent.sort()).toEqual(['migrate/changeFacts.ts', 'provision/pastActions.ts']);
});

test('a file that speaks of half of the settings asks for new ones, or says here why it need not', () => {
  const settings = settingNames();
  const speaking = files.filter((file) => named(file, settings) >= settings.size / 2).map(inSrc);
  expect(speaking.sort()).toEqual([...Object.keys(consumers), ...Object.keys(exempt)].sort());
});

test('every folder asks, or says here why it need not', () => {
  const folders = [...foldersIn('').filter((name) => name !== 'formats'), ...foldersIn('formats')];
  const asked = new Set(
    Object.keys(consumers).map((file) => path.posix.dirname(file).replace(/\/rules$|(?<=^formats\/[^/]+)\/.*/, '')),
  );
  expect(folders.sort()).toEqual([...asked, ...Object.keys(silent)].sort());
});

function foldersIn(folder: string): string[] {
  return readdirSync(path.join(src, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.posix.join(folder, name));
}

/** The names of all settings of a table. */
function settingNames(): ReadonlySet<string> {
  const program = ts.createProgram([path.join(src, 'schema/settings.ts')], { ...options, types: [] });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path.join(src, 'schema/settings.ts'));
  const alias = file?.statements.find((node) => ts.isTypeAliasDeclaration(node) && node.name.text === 'SettingName');
  const type = alias && checker.getTypeAtLocation(alias);
  if (!type?.isUnion()) throw new Error('SettingName is not a union any more');
  return new Set(type.types.map((each) => (each as ts.StringLiteralType).value));
}

/** How many of the names a file names; a rule's have a `?`. */
function named(file: string, names: ReadonlySet<string>): number {
  const found = new Set<string>();
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node) || ts.isStringLiteral(node)) found.add(node.text.replace(/\?$/, ''));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return [...found].filter((name) => names.has(name)).length;
}
