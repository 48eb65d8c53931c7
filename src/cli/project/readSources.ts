import { fromCloudFormation, fromTerraform, type ReadTables } from '../../formats/index.js';
import type { Source } from './findSources.js';
import { type Offer, offerOf } from './offer.js';

/** Reads the sources, each as far as it can be read. */
export async function readSources(sources: readonly Source[]): Promise<Offer[]> {
  const offers: Offer[] = [];
  for (const { name, kind, text } of sources) {
    try {
      const read: ReadTables = await (kind === 'terraform'
        ? fromTerraform(text, { filename: name })
        : fromCloudFormation(text, { filename: name }));
      offers.push(offerOf(name, read));
    } catch (error) {
      offers.push({ name, tables: [], notes: [], leftOut: [(error as Error).message] });
    }
  }
  return offers;
}
