import { CommanderError } from 'commander';
import { exitCodes } from './exitCodes.js';
import { explain, type Failure } from './failure.js';
import { createOutput, legible } from './output.js';
import { createProgram } from './program.js';
import { write } from './streams.js';

/** Runs the command that the arguments name, and sets the exit code. Nothing is thrown. */
export async function runCommandLine(argv: readonly string[], version: string): Promise<void> {
  const out = createOutput({ json: argv.slice(2).includes('--json') });
  const program = createProgram(version);
  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => write(process.stdout, text),
      writeErr: (text) => write(process.stderr, legible(text)),
    });
  }
  try {
    // The shell's own request, or the user's for the script that makes it.
    if (argv[2] === 'complete') {
      const { default: tab } = await import('@bomb.sh/tab/commander');
      tab(program);
    }
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.exitCode = exitCodes.couldNotRun;
    const failure = error instanceof CommanderError ? usageFailure(error) : explain(error);
    // commander has printed its own errors.
    if (!(error instanceof CommanderError)) {
      out.error(failure);
      if (/\btablewright\b/.test(process.env.DEBUG ?? '')) out.warn((await import('node:util')).inspect(error));
    }
    if (out.json) {
      out.result(
        () => ({ error: failure }),
        () => '',
      );
    }
  }
}

/** `error: unknown option '--regoin'\n(Did you mean --region?)`, in two parts; or `(outputHelp)`, where no command is named. */
function usageFailure({ code, message }: CommanderError): Failure {
  if (code === 'commander.help')
    return { message: 'no command was given', wayOut: 'tablewright --help lists the commands.' };
  const [, what, suggestion] = /^(?:error: )?([\s\S]*?)(?:\n\(([\s\S]*)\))?$/.exec(message) ?? [];
  return { message: what ?? message, wayOut: suggestion };
}
