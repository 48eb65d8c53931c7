#!/usr/bin/env node
import { CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { exitCodes } from './exitCodes.js';
import { createProgram } from './program.js';

// A reader that has seen enough (`tablewright plan | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});

const program = createProgram(manifest.version);
for (const command of [program, ...program.commands]) command.exitOverride();

async function main(): Promise<void> {
  // The shell's own request, or the user's for the script that makes it.
  if (process.argv[2] === 'complete') {
    const { default: tab } = await import('@bomb.sh/tab/commander');
    tab(program);
  }
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.couldNotRun;
  }
}

void main();
