import type { AttributeType } from '../../../schema/index.js';
import type { Body } from './body.js';
import type { Lifecycle } from './lifecycle.js';

/** A table that is being read. What is missing or wrong in it is for `validateTable` to say. */
export interface TableDraft {
  /** What it was read from. */
  readonly body: Body;
  readonly tableName: string | undefined;
  readonly attributes: Map<string, AttributeType>;
  readonly key: object;
  readonly localSecondaryIndexes: Map<string, object>;
  readonly globalSecondaryIndexes: Map<string, Settings>;
  /** What blocks beside it say is put in here, too. */
  readonly settings: Settings;
  readonly billingMode: string | undefined;
  readonly lifecycle: Lifecycle;
}

/** The settings of a table or a global index, by name. */
export type Settings = Record<string, unknown>;

/** A table or a global index, and what is known of it when its settings are read. */
export interface Source {
  readonly body: Body;
  /** `undefined`: only Terraform knows. */
  readonly billingMode: string | undefined;
  readonly attributes: Map<string, AttributeType>;
  /** Finds the key id behind a reference to a data source. */
  keyIdOf(reference: unknown): string | undefined;
}
