import type { TablewrightConfig } from '../config/index.js';
import type { Connection } from './connection.js';
import type { Output } from './output.js';
import type { Planned } from './planning.js';

/** As many tables are looked for elsewhere; who misses more has not made them yet. */
const tablesAtMost = 10;
/** A Region that does not answer at once holds nothing up. */
const withinMs = 3000;

interface Found {
  readonly tableName: string;
  readonly region: string;
}

/** Says which of the tables that are not here are in another Region that the configuration names: then this one is wrong. */
export async function warnOfOtherRegions(
  connection: Connection,
  config: TablewrightConfig | undefined,
  planned: readonly Planned[],
  out: Output,
): Promise<void> {
  const missing = planned.flatMap((one) => ('plan' in one && !one.plan.live ? [one.tableName] : []));
  for (const line of await otherRegions(connection, config, missing)) {
    out.warn(`${out.noteColors.yellow('warning')} ${line}`);
  }
}

/** A sentence for each of the tables that is in another Region of the configuration. */
export async function otherRegions(
  connection: Connection,
  config: TablewrightConfig | undefined,
  tableNames: readonly string[],
): Promise<string[]> {
  const stages = stagesByRegion(config);
  const regions = [...stages.keys()].filter((region) => region !== connection.region);
  const found = await Promise.all(regions.map((region) => tablesThere(connection, region, tableNames)));
  return found.flat().map(({ tableName, region }) => {
    const [stage] = stages.get(region) ?? [];
    const way = stage === undefined ? '' : ` --stage ${stage}, or`;
    return `${tableName} is not in ${connection.region}, and there is a table of that name in ${region}, which the configuration names too: did you mean${way} --region ${region}?`;
  });
}

/** The stages of each Region that the configuration names; none for that of all. */
function stagesByRegion(config: TablewrightConfig | undefined): Map<string, string[]> {
  const found = new Map<string, string[]>();
  if (config?.region !== undefined) found.set(config.region, []);
  for (const [stage, { region }] of Object.entries(config?.stages ?? {})) {
    if (region !== undefined) found.set(region, [...(found.get(region) ?? []), stage]);
  }
  return found;
}

async function tablesThere(connection: Connection, region: string, tableNames: readonly string[]): Promise<Found[]> {
  if (!tableNames.length || connection.emulator) return [];
  const { DescribeTableCommand } = await import('@aws-sdk/client-dynamodb');
  const client = connection.inRegion(region);
  const abortSignal = AbortSignal.timeout(withinMs);
  try {
    const looks = tableNames.slice(0, tablesAtMost).map(async (tableName): Promise<Found[]> => {
      try {
        await client.send(new DescribeTableCommand({ TableName: tableName }), { abortSignal });
        return [{ tableName, region }];
      } catch {
        // It is not there either, or nobody may look: then there is nothing to say.
        return [];
      }
    });
    return (await Promise.all(looks)).flat();
  } finally {
    client.destroy();
  }
}
