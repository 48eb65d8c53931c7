import type { TableSchema } from '../../schema/index.js';
import type { Seeded } from '../localTable.js';
import type { SeedItems } from '../seed.js';
import { putNew } from './items.js';
import type { Work } from './work.js';

/** Puts the items of a seed whose keys are not there, and tells of each table how many. */
export async function putSeed({ client, signal }: Work, seed: SeedItems): Promise<Map<TableSchema, Seeded>> {
  const seeded = new Map<TableSchema, Seeded>();
  for (const [schema, items] of seed) {
    const answers = await putNew(client, schema, items, signal);
    for (const [i, answer] of answers.entries()) {
      if (typeof answer === 'object') {
        throw new Error(`seed: ${schema.tableName}, item ${i + 1}: the engine refuses it: ${answer.refused}`);
      }
    }
    const added = answers.filter((answer) => answer === 'put').length;
    seeded.set(schema, { added, there: answers.length - added });
  }
  return seeded;
}
