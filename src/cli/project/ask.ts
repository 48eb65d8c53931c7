import { legible } from '../output.js';
import { type Offer, tableNames } from './offer.js';
import type { Step } from './steps.js';

/** Whether a person can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** What of the offers a person takes; `undefined` if they left. */
export async function chooseOffers(offers: readonly Offer[]): Promise<readonly Offer[] | undefined> {
  const useful = offers.filter(({ tables }) => tables.length);
  if (!useful.length) return [];
  const prompts = await import('@clack/prompts');
  const chosen = await prompts.multiselect({
    message: 'Take these tables over? (space chooses, enter goes on)',
    options: useful.map((offer, at) => ({ value: at, label: legible(offer.name), hint: legible(tableNames(offer)) })),
    initialValues: useful.map((_, at) => at),
    required: false,
    output: process.stderr,
  });
  return prompts.isCancel(chosen) ? undefined : useful.filter((_, at) => chosen.includes(at));
}

export async function confirmWriting(changes: readonly Step[]): Promise<boolean> {
  const prompts = await import('@clack/prompts');
  const what = changes.map(({ file, scripts }) =>
    scripts ? `the ${scripts.length === 1 ? 'script' : 'scripts'} ${scripts.join(' and ')} in ${file}` : file,
  );
  const last = what.pop();
  const message = `Write ${what.length ? `${what.join(', ')} and ${last}` : last}?`;
  return (await prompts.confirm({ message: legible(message), output: process.stderr })) === true;
}
