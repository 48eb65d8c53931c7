import { quotasOf } from '../provision/index.js';
import type { TableQuotas } from '../schema/index.js';
import type { Connection } from './connection.js';
import type { Output } from './output.js';

export interface QuotaOptions {
  /** Asks the account for its quotas, which then count instead of those of the configuration. */
  readonly quotasFromAccount?: boolean;
}

/** The quotas to plan by: those declared, and those that the account tells where it is to be asked. */
export async function quotasFor(
  { client, where }: Connection,
  { quotasFromAccount }: QuotaOptions,
  declared: TableQuotas | undefined,
  out: Output,
): Promise<TableQuotas | undefined> {
  if (!quotasFromAccount) return declared;
  try {
    return { ...declared, ...(await quotasOf(client)) };
  } catch (error) {
    if ((error as Error).name !== 'UnknownOperationException') throw error;
    out.warn(
      `${out.noteColors.yellow('note')} ${where} tells no quotas (DescribeLimits): they are as declared, or AWS's defaults`,
    );
    return declared;
  }
}
