import { DescribeLimitsCommand } from '@aws-sdk/client-dynamodb';
import { defined, type TableQuotas } from '../schema/index.js';
import type { Client, Clock } from './client.js';
import { patient, waitAWhile } from './patient.js';

/** How the account is asked for its quotas. */
export interface QuotasOptions {
  /** Stops the reading; what it rejects with is the signal's reason. */
  readonly signal?: AbortSignal;
  /** Left out: the machine's own. */
  readonly clock?: Clock;
}

/**
 * The quotas for provisioned capacity that the account has in the client's Region, as DescribeLimits tells them: of a table or an index,
 * and of all tables together. Given as `quotas`, a plan is made by them, and what AWS would refuse is said before anything is sent. AWS
 * tells of no others there, such as the number of indexes.
 *
 * AWS wants it called once a minute at most, so ask once for all tables.
 *
 * @example
 * ```ts
 * const planned = await planTables(client, schemas, { quotas: await quotasOf(client) });
 * ```
 * @throws whatever the client throws, such as AccessDeniedException without `dynamodb:DescribeLimits`, and UnknownOperationException of
 * an emulator that does not implement it.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html
 */
export async function quotasOf(client: Client, options: QuotasOptions = {}): Promise<TableQuotas> {
  const asked = patient(client, waitAWhile(options));
  const limits = await asked.send(new DescribeLimitsCommand({}), { abortSignal: options.signal });
  return defined({
    tableReadCapacityUnits: limits.TableMaxReadCapacityUnits,
    tableWriteCapacityUnits: limits.TableMaxWriteCapacityUnits,
    accountReadCapacityUnits: limits.AccountMaxReadCapacityUnits,
    accountWriteCapacityUnits: limits.AccountMaxWriteCapacityUnits,
  }) as TableQuotas;
}
