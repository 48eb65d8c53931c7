import { type Command, InvalidArgumentError, Option } from 'commander';
import type { TargetFlag, TargetName, TargetOptions } from '../formats/index.js';
import { list, wholeNumber } from './optionValues.js';

/**
 * The targets of `tablewright emit`, for help and completions. Loading them would take longer than the rest of `--help`, so their
 * names stand here once more; a name that is missing or too many does not compile.
 */
const names: Record<TargetName, true> = {
  cloudformation: true,
  terraform: true,
  cdk: true,
  iam: true,
  cli: true,
  'create-table': true,
  markdown: true,
  mermaid: true,
  html: true,
  typescript: true,
};
export const targetNames = Object.keys(names) as TargetName[];

/** What a policy can allow. */
export const accesses = ['read', 'write', 'read-write', 'provision'] as const;

/** The command's flag for each option of the targets. Which target looks at which, the targets say. */
const flags: { readonly [Flag in TargetFlag]: readonly Option[] } = {
  // The configuration says them.
  quotas: [],
  format: [new Option('--format <format>', 'cloudformation: yaml, json; terraform: hcl, json')],
  title: [new Option('--title <title>', 'the heading of a document')],
  description: [new Option('--description <text>', 'what a template or a page says of itself')],
  access: [new Option('--access <access>', 'what a policy allows; left out: read-write').choices(accesses)],
  actions: [
    new Option('--actions <names>', 'let a policy allow these actions only: dynamodb:GetItem, ...').argParser(list),
  ],
  account: [new Option('--account <id>', "the account that owns the tables; '*' for any, in a policy")],
  region: [new Option('--region <region>', "the Region of the tables; '*' for any, in a policy")],
  partition: [new Option('--partition <partition>', 'the partition in a policy: aws, aws-cn, aws-us-gov')],
  indexes: [new Option('--indexes <names>', 'let a policy read these indexes only').argParser(list)],
  scan: [new Option('--scan', 'let a policy allow Scan too')],
  stream: [new Option('--stream', 'let a policy read streams too')],
  sid: [new Option('--sid <start>', "the start of each statement's Sid in a policy")],
  maxCharacters: [
    new Option('--max-characters <number>', 'the most that a policy may hold; left out: 6144').argParser(wholeNumber()),
  ],
  logicalIds: [new Option('--logical-ids <table=id>', 'ids in a template or a stack').argParser(pairs)],
  resourceType: [
    new Option('--resource-type <type>', 'what a template makes of the tables').choices(
      Object.keys({
        'AWS::DynamoDB::Table': true,
        'AWS::DynamoDB::GlobalTable': true,
      } satisfies Choices<'resourceType'>),
    ),
  ],
  outputs: [
    new Option('--outputs', 'write names and ARNs of the tables as outputs'),
    new Option('--no-outputs', 'write no outputs'),
  ],
  deletionPolicy: [
    new Option('--deletion-policy <policy>', 'what becomes of tables that leave the template').choices(
      Object.keys({ Retain: true, Delete: true, RetainExceptOnCreate: true } satisfies Choices<'deletionPolicy'>),
    ),
  ],
  indexKeys: [
    new Option('--index-keys <form>', "how Terraform's keys of global indexes are written").choices(
      Object.keys({ key_schema: true, hash_key: true } satisfies Choices<'indexKeys'>),
    ),
  ],
  sequential: [new Option('--sequential', 'let a template make tables with indexes one after the other')],
  resourceNames: [new Option('--resource-names <table=name>', "local names of Terraform's resources").argParser(pairs)],
  preventDestroy: [
    new Option('--prevent-destroy', 'let Terraform refuse to destroy tables, as it does without this'),
    new Option('--no-prevent-destroy', 'let Terraform destroy tables'),
  ],
  ignoreUnmanaged: [
    new Option('--ignore-unmanaged', 'let Terraform keep what the schema leaves out, as it does without this'),
    new Option('--no-ignore-unmanaged', 'let Terraform reset what the schema leaves out on a live table'),
  ],
  base: [
    new Option('--base <class>', "what the class of CDK's source extends").choices(
      Object.keys({ stack: true, construct: true } satisfies Choices<'base'>),
    ),
  ],
  className: [new Option('--class-name <name>', "the name of the class of CDK's source")],
  endpointUrl: [new Option('--endpoint-url <url>', 'the address of an emulator, for the AWS CLI')],
  profile: [new Option('--profile <profile>', 'the profile, for the AWS CLI')],
  exportNames: [new Option('--export-names <table=name>', 'names of the constants in TypeScript').argParser(pairs)],
  indexConstants: [new Option('--index-constants', 'write constants for the names of indexes too')],
};

/** Every value of an option, so that a new one is not forgotten here. */
type Choices<Flag extends TargetFlag> = Record<NonNullable<TargetOptions[Flag]> & string, true>;

export function addTargetFlags(command: Command): Command {
  for (const option of Object.values(flags).flat()) command.addOption(option);
  return command;
}

/** As it is written on the command line: `--index-keys`; none for what the command line does not say. */
export function writtenFlag(flag: TargetFlag): string | undefined {
  return flags[flag][0]?.long;
}

export const targetFlags = Object.keys(flags) as TargetFlag[];

/** `orders=Orders,users=Users` */
function pairs(text: string, before: { readonly [name: string]: string } = {}): { readonly [name: string]: string } {
  const entries = list(text).map((pair) => {
    const [name, value, ...rest] = pair.split('=');
    if (!name || !value || rest.length) throw new InvalidArgumentError('Give table=id,table=id.');
    return [name, value];
  });
  return { ...before, ...Object.fromEntries(entries) };
}
