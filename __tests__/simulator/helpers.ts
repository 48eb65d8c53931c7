import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type TableDescription,
  UpdateTableCommand,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../simulator/index.js';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** An on-demand table with the key `id`. */
export function onDemandTable(more: Partial<CreateTableCommandInput> = {}): CreateTableCommandInput {
  return {
    TableName: 'orders',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    ...more,
  };
}

/** A provisioned table with 5 units each and the key `id`. */
export function provisionedTable(more: Partial<CreateTableCommandInput> = {}): CreateTableCommandInput {
  return onDemandTable({
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
    ...more,
  });
}

/** A GSI with one attribute as its key, which has its name. */
export function gsi(name: string) {
  return {
    IndexName: name,
    KeySchema: [{ AttributeName: name, KeyType: 'HASH' as const }],
    Projection: { ProjectionType: 'ALL' as const },
  };
}

/** Attribute definitions of strings. */
export function strings(...names: string[]) {
  return names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
}

/** A request that adds a GSI to the table `orders`. */
export function createGsi(name: string, more: object = {}): UpdateTableCommandInput {
  return {
    TableName: 'orders',
    AttributeDefinitions: strings(name),
    GlobalSecondaryIndexUpdates: [{ Create: { ...gsi(name), ...more } }],
  };
}

export function deleteGsi(name: string): UpdateTableCommandInput {
  return { TableName: 'orders', GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: name } }] };
}

/** A simulator with one table, `orders`, that has been there for long; nothing in it is left to chance. */
export function withTable(input: CreateTableCommandInput = onDemandTable(), options: SimulatorOptions = {}): Simulator {
  const sim = createSimulator({ staleReads: 0, ...options });
  sim.putTable(input);
  return sim;
}

export function create(sim: Simulator, input: CreateTableCommandInput) {
  return sim.client.send(new CreateTableCommand(input));
}

export function update(sim: Simulator, input: Omit<UpdateTableCommandInput, 'TableName'>) {
  return sim.client.send(new UpdateTableCommand({ TableName: 'orders', ...input }));
}

export async function describeOrders(sim: Simulator): Promise<TableDescription> {
  const { Table } = await sim.client.send(new DescribeTableCommand({ TableName: 'orders' }));
  if (Table === undefined) throw new Error('An answer without a table');
  return Table;
}

/** `Name: message` of the error in which the promise ends; `ok` if it ends in none. */
export async function outcome(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'ok';
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
