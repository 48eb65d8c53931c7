import { properties } from '../../schema/index.js';
import type { Rewritten } from '../parseYaml.js';
import { unknownPlaces } from '../unknownPlaces.js';
import { type GivenParameters, knownParameters } from './parameters.js';
import type { TemplateReader } from './shapes.js';

/** What reads a template: its functions are worked out with its sections, and with the parameters that are given. */
export function templateReader(
  template: { readonly [section: string]: unknown },
  parameters: GivenParameters,
  report: TemplateReader['report'],
  rewritten: ReadonlyMap<string, Rewritten> = new Map(),
): TemplateReader {
  const declared = properties(template.Parameters);
  return {
    scope: {
      parameters: knownParameters(declared, rewritten, parameters),
      declared: new Set(Object.keys(declared)),
      conditions: properties(template.Conditions),
      mappings: properties(template.Mappings),
      rewritten,
      decisions: new Map(),
      marksUnknown: false,
    },
    globals: properties(template.Globals),
    unknown: unknownPlaces(),
    report,
  };
}
