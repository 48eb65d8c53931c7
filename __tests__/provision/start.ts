import { createSimulator, type SimulatorOptions } from '../../simulator/index.js';
import { defineTable, sessionTableSchema, type TableSchema } from '../../src/index.js';
import { type ProvisionOptions, provisionTables } from '../../src/provision/index.js';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

export const { tableName } = sessionTableSchema;
export const bare = defineTable({ tableName, attributes: { id: 'S' }, partitionKey: 'id' });

/** A simulator, and a function that brings one table of it in line. */
export function start(options: SimulatorOptions = {}) {
  const sim = createSimulator({ seed: 7, ...options });
  const run = async (schema: TableSchema = sessionTableSchema, more: ProvisionOptions = {}) => {
    const [result] = await provisionTables(sim.client, [schema], { clock: sim.clock, random: () => 0.5, ...more });
    return result;
  };
  return { sim, run };
}
