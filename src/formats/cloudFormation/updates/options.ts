import type { CloudFormationTemplateOptions } from '../toCloudFormationTemplate.js';

/** How updates are made. */
export interface CloudFormationUpdatesOptions extends CloudFormationTemplateOptions {
  /** Values of the parameters of the template before, where names of tables depend on them. */
  readonly parameters?: { readonly [name: string]: string | number | boolean };
}
