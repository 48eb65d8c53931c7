import type { TemplateObject } from './sections.js';

/** One update of a stack. */
export interface CloudFormationUpdate {
  /** The whole template to deploy. */
  readonly template: TemplateObject;
  /** What it changes. */
  readonly changes: readonly CloudFormationChange[];
  /** What to know before it is deployed, a line for each thing: what to wait for, and what fails from then on or meanwhile. */
  readonly note: string;
}

/** What an update changes. */
export type CloudFormationChange =
  | { readonly kind: 'add-index' | 'remove-index'; readonly logicalId: string; readonly indexName: string }
  | { readonly kind: 'change-capacity'; readonly logicalId: string }
  /** The Region as the template has it; a function of CloudFormation is JSON. */
  | { readonly kind: 'add-replica' | 'remove-replica'; readonly logicalId: string; readonly region: string }
  /** Whatever is not an index: settings, other resources, outputs. `logicalId` is left out for what is outside of Resources. */
  | { readonly kind: 'other'; readonly logicalId?: string };
