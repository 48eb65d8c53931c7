import { isProperties } from '../../../schema/index.js';
import { recordsOf } from '../recordsOf.js';
import type { Scope } from './scope.js';

/** Reports tags that the provider gives to all that it makes: which of several providers makes a table stands elsewhere. */
export function reportDefaultTags(scope: Scope, config: unknown): void {
  const providers = isProperties(config) ? recordsOf(config.provider).map(({ aws }) => recordsOf(aws)) : [];
  if (!providers.flat().some(({ default_tags: tags }) => recordsOf(tags).length)) return;
  const message = 'the provider adds these tags to the tables that it makes; they are not read';
  scope.report('terraform-argument', ['provider', 'aws', 'default_tags'], message);
}
