import { failure } from './failure.js';
import { legible } from './output.js';

/** Whether the person at the terminal says yes. Where there is none, nobody can, and that is an error. */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw failure('this needs a yes, and there is no terminal to ask', 'Give --yes to go on without being asked.');
  }
  const prompts = await import('@clack/prompts');
  const answer = await prompts.confirm({ message: legible(question), initialValue: false, output: process.stderr });
  return answer === true;
}
