import { fromCloudFormation, fromTerraform } from '../../formats/index.js';
import { formatPath, type TableSchema, validateTable } from '../../schema/index.js';
import type { Source } from './findSources.js';

/** The tables of one source, as far as they can be taken over. */
export interface Offer {
  /** The file, or the place of live tables. */
  readonly name: string;
  readonly tables: readonly TableSchema[];
  /** What a schema could not take over as it stands there, for people. */
  readonly notes: readonly string[];
  /** Tables, or the whole source, that are left out, and why. */
  readonly leftOut: readonly string[];
  /** What the names of live tables began with. */
  readonly prefix?: string;
}

/** Reads the sources; of tables with one name, the first counts. */
export async function readSources(sources: readonly Source[]): Promise<Offer[]> {
  const offers: Offer[] = [];
  for (const source of sources) offers.push(await readSource(source));
  return offers;
}

async function readSource({ name, kind, text }: Source): Promise<Offer> {
  try {
    const { tables, unnamed, issues } = await (kind === 'terraform'
      ? fromTerraform(text, { filename: name })
      : fromCloudFormation(text));
    const entries = Object.entries(tables);
    const invalid = entries.filter(([, schema]) => validateTable(schema).length).map(([id]) => id);
    const nameless = Object.keys(unnamed).map((id) => `${id}: its name is known only where it is deployed`);
    return {
      name,
      tables: entries.filter(([id]) => !invalid.includes(id)).map(([, schema]) => schema),
      notes: issues.map(({ path, message, rule }) => `${formatPath(path)}: ${message} [${rule}]`),
      leftOut: [...invalid.map((id) => `${id}: it is not valid as it stands there; the notes say why`), ...nameless],
    };
  } catch (error) {
    return { name, tables: [], notes: [], leftOut: [(error as Error).message] };
  }
}

/** The offers with each table once: two sources may tell of one table, such as a template and the account that it was deployed to. */
export function withoutRepeats(offers: readonly Offer[]): Offer[] {
  const first = new Map<string, string>();
  return offers.map((offer) => {
    const repeats = offer.tables.filter(({ tableName }) => first.has(tableName));
    const notes = repeats.map(({ tableName }) => `${tableName}: taken from ${first.get(tableName)}`);
    const tables = offer.tables.filter(({ tableName }) => !first.has(tableName));
    for (const { tableName } of tables) first.set(tableName, offer.name);
    return { ...offer, tables, notes: [...offer.notes, ...notes] };
  });
}

/** A few of them, and how many more there are. */
export function tableNames({ tables }: Offer): string {
  const names = tables.map(({ tableName }) => tableName);
  return names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}
