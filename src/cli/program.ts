import { Argument, Command, Option } from 'commander';
import { catalogIds } from './catalogNames.js';
import type { ExitCode } from './exitCodes.js';
import { collect, list, positive, wholeNumber } from './optionValues.js';
import { createOutput, type Output } from './output.js';
import { accesses, addTargetFlags, targetNames } from './targets.js';

type Act = (out: Output) => Promise<ExitCode>;

/** Describes the command line: its commands, and the module that runs each. A command's module is loaded when the command runs. */
export function createProgram(version: string): Command {
  const program = new Command('tablewright')
    .description('Your DynamoDB tables, declared once in TypeScript.')
    .version(version)
    .showHelpAfterError('(tablewright --help lists the commands and their flags)')
    .addHelpText(
      'after',
      `
Exit codes:
  0  done; nothing differs
  1  it ran, and the answer is no: drift, an invalid schema, a table that failed
  2  it could not run: wrong flags, broken configuration, no credentials, nobody to answer a question
  130  interrupted

Start here:  npx tablewright init`,
    );

  placed(program.command('init'))
    .description('set a project up: its tables, configuration, tests and scripts; or provision ready-made tables')
    .addArgument(
      new Argument('[tables]', 'ready-made tables to provision; left out: set this folder up').choices([
        'sessions',
        'approvals',
        'breakglass',
        'all',
      ]),
    )
    .option('--prefix <prefix>', 'without tables: live tables whose names begin so are found too')
    .option('--table <name>', 'another name for the table')
    .addOption(new Option('--plan', 'show what would be done, and change nothing').conflicts('yes'))
    .option('-y, --yes', 'do it without asking')
    .addOption(
      new Option('--generate-iam [access]', 'print the least-privilege policy for a service that uses the tables')
        .choices(accesses)
        .conflicts(['plan', 'yes', 'local', 'endpoint', 'profile']),
    )
    .option('--account <id>', 'the account that --generate-iam names')
    .action((which, options) =>
      run(options, async (out) =>
        which === undefined
          ? (await import('./commands/initProject.js')).initProject(options, out)
          : (await import('./commands/init.js')).init(which, options, out),
      ),
    );

  placed(program.command('create'))
    .description('provision tables that well-known packages need')
    .addArgument(new Argument('[packages...]', 'packages of the catalog').choices(catalogIds).argParser(collect))
    .option('--list', 'show what the catalog has')
    .option('--table <name>', "another name for a package's one table")
    .option('--config <file>', 'the configuration that has the stage')
    .option('--stage <stage>', 'a stage of the configuration: its place, and its prefix for the names')
    .option('-y, --yes', 'do it without asking')
    .action((packages, options) =>
      run(options, async (out) => (await import('./commands/create.js')).create(packages, options, out)),
    );

  placed(schemas(program.command('plan')))
    .description('show what apply would do')
    .addOption(allow())
    .addOption(concurrency())
    .addOption(quotasFromAccount())
    .option('--out <file>', 'save the plans for apply')
    .addOption(
      new Option('--format <format>', 'how to write the plan; markdown is for a pull request')
        .choices(['text', 'markdown'])
        .default('text'),
    )
    .action((options) => run(options, async (out) => (await import('./commands/plan.js')).plan(options, out)));

  placed(schemas(program.command('apply')))
    .description('bring live tables in line with the schemas, or apply a saved plan')
    .argument('[plan]', 'a file that tablewright plan --out saved')
    .addOption(allow())
    .addOption(concurrency())
    .addOption(quotasFromAccount())
    .addOption(new Option('--timeout <seconds>', 'how long each table may take').argParser(positive))
    .option('-y, --yes', 'do it without asking')
    .action((file, options) =>
      run(options, async (out) => (await import('./commands/apply.js')).apply(file, options, out)),
    );

  placed(schemas(program.command('check')))
    .description('compare live tables with the schemas: exit 0 in line, 1 drift, 2 could not tell')
    .addOption(concurrency())
    .action((options) => run(options, async (out) => (await import('./commands/check.js')).check(options, out)));

  placed(program.command('pull'))
    .description('write live tables as TypeScript source')
    .argument('[table...]', 'names of live tables')
    .option('--all', 'take all tables of the account and Region')
    .option(
      '--prefix <prefix>',
      'what the names begin with, and is left out of what is written; left out: that of the stage',
    )
    .option('--config <file>', 'the configuration whose stage, prefix and place count')
    .option('--stage <stage>', 'the stage of the configuration that the tables are on')
    .option('--out <file>', 'write there instead of stdout; a file that differs is kept')
    .option('--force', 'overwrite it')
    .option('--all-settings', 'write settings at their defaults too')
    .action((names, options) =>
      run(options, async (out) => (await import('./commands/pull.js')).pull(names, options, out)),
    );

  everywhere(program.command('import'))
    .description('write the tables of CloudFormation, Terraform, serverless.yml, create-table and others as TypeScript')
    .argument('<path...>', 'files and folders, told apart by what is in them; - reads standard input')
    .option(
      '--out <path>',
      'write there instead of stdout: a file, or a folder/ for a file a table; what differs is kept',
    )
    .option('--force', 'overwrite it')
    .addOption(
      new Option('--name <id=name>', 'the name of a table; can be repeated, like all of these').argParser(collect),
    )
    .addOption(
      new Option('--parameter <key=value>', 'a parameter of CloudFormation, or AWS::Region').argParser(collect),
    )
    .addOption(new Option('--var <key=value>', 'a variable of Terraform').argParser(collect))
    .addOption(new Option('--var-file <file>', 'a file of variables of Terraform').argParser(collect))
    .addOption(new Option('--option <key=value>', 'an option of serverless: stage=dev').argParser(collect))
    .action((paths, options) =>
      run(options, async (out) => (await import('./commands/import.js')).importTables(paths, options, out)),
    );

  addTargetFlags(schemas(program.command('emit')))
    .description("write other tools' text from the schemas")
    .addArgument(new Argument('<target>', 'what to make').choices(targetNames))
    .option('--out <path>', 'write there instead of stdout; for cli and with --since, a folder')
    .option('--since <template>', 'cloudformation: the updates that lead from this template, which is deployed')
    .addOption(new Option('--parameter <key=value>', 'with --since: a parameter of that template').argParser(collect))
    .action((target, options) =>
      run(options, async (out) => (await import('./commands/emit.js')).emit(target, options, out)),
    );

  schemas(program.command('validate'))
    .description('check all schemas against the rules of DynamoDB, offline')
    .addOption(
      new Option('--format <format>', 'how to write the findings; github is for annotations of a workflow')
        .choices(['text', 'github'])
        .default('text'),
    )
    .action((options) => run(options, async (out) => (await import('./commands/validate.js')).validate(options, out)));

  const local = schemas(program.command('local'))
    .description('run an embedded DynamoDB with your tables in it, until Ctrl-C')
    .addOption(new Option('--port <port>', 'the port; left out: a free one').argParser(wholeNumber(65_535)))
    .option('--data <folder>', 'keep the data there')
    .addOption(
      new Option('--engine <engine>', 'the engine; left out: the first that is found').choices([
        'dynoxide',
        'dynamodb-local',
        'dynalite',
      ]),
    )
    .option('--watch', 'apply schema changes as files change')
    .option('--empty', 'start without tables')
    .addOption(seed())
    .action((options) => run(options, async (out) => (await import('./commands/local.js')).local(options, out)));

  schemas(local.command('reset'))
    .description('throw away what the local DynamoDB of this folder holds, and make the tables anew')
    .option('--data <folder>', 'the data to throw away; left out: of the engine that runs here, or of --local')
    .addOption(seed())
    .option('-y, --yes', 'do it without asking, where it keeps data')
    .action((_, command: Command) => {
      // A flag that `local` has too is read there.
      const options = command.optsWithGlobals();
      return run(options, async (out) => (await import('./commands/localReset.js')).localReset(options, out));
    });

  return program;
}

function everywhere(command: Command): Command {
  return command.option('--json', 'print a document for machines on stdout').option('--quiet', 'print errors only');
}

/** For commands that take the user's schemas. */
function schemas(command: Command): Command {
  return everywhere(command)
    .option(
      '--config <file>',
      'the configuration; left out: tablewright.config.ts (or .js, .mjs, .json), here or above in the project',
    )
    .addOption(
      new Option('--schema <file#export>', 'schemas of a file instead of a configuration; can be repeated').argParser(
        collect,
      ),
    )
    .addOption(catalogOption())
    .option('--stage <stage>', 'a stage of the configuration')
    .addOption(new Option('--table <names>', 'take these tables only').argParser(list));
}

/** Its names are offered to completions, and several may be given at once, which commander's own choices don't take. */
function catalogOption(): Option {
  const option = new Option('--catalog <packages>', 'tables of the catalog instead, such as auth-js')
    .argParser(list)
    .conflicts('schema');
  option.argChoices = catalogIds;
  return option;
}

/** For commands that call DynamoDB. */
function placed(command: Command): Command {
  return (command.options.some(({ long }) => long === '--json') ? command : everywhere(command))
    .option('--region <region>', 'AWS Region')
    .option('--profile <profile>', 'a profile of the AWS configuration files')
    .option('--endpoint <url>', 'the endpoint of an emulator, or a private one')
    .option('--emulator', 'the endpoint is an emulator: what it does not implement is reported, and is not an error')
    .option('--local', 'use the local DynamoDB of this folder: the one that runs, or else one for this command');
}

function allow(): Option {
  return new Option(
    '--allow <changes>',
    'destructive changes that may be made: remove-index, replace-index, ...; or all',
  ).argParser(list);
}

function seed(): Option {
  return new Option('--seed <file>', 'items to put, by the name of their table: JSON, or a module');
}

function concurrency(): Option {
  return new Option('--concurrency <tables>', 'how many tables to work on at once').argParser(wholeNumber());
}

function quotasFromAccount(): Option {
  return new Option('--quotas-from-account', 'plan by the quotas that AWS tells of the account (DescribeLimits)');
}

async function run(options: { readonly json?: boolean; readonly quiet?: boolean }, act: Act): Promise<void> {
  process.exitCode = await act(createOutput(options));
}
