import { stat } from 'node:fs/promises';
import { givenValues } from '../import/options.js';
import { readFiles } from '../import/readFiles.js';
import { filesIn, textFile } from '../import/textFile.js';
import { type Offer, offerOf } from './offer.js';

/** What tools make of the sources that stand beside it (but for Amplify's templates), and tables that only tests have. */
const passedBy =
  /^(?!(.*[\\/])?amplify[\\/])(.*[\\/])?(dist|build|coverage|__tests__|tests?|__fixtures__|fixtures)[\\/]/;
/** CloudFormation takes templates of up to 1 MB: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const maxBytes = 1_048_576;

/** Reads what `import` reads, as far as it stands in this folder or below it. */
export async function readFolder(): Promise<{ readonly offers: readonly Offer[]; readonly hints: readonly string[] }> {
  const files = [];
  for (const name of await filesIn('.')) {
    if (passedBy.test(name) || (await stat(name)).size > maxBytes) continue;
    files.push(await textFile(name, false));
  }
  const { readings, unread, hints } = await readFiles(files, await givenValues({}));
  const failed = unread.map(({ label, message }) => ({ name: label, tables: [], notes: [], leftOut: [message] }));
  return { offers: [...readings.map(({ label, read }) => offerOf(label, read)), ...failed], hints };
}
