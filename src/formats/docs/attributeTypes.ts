import type { AttributeType } from '../../schema/index.js';

/** What the types of attributes are called. */
export const attributeTypes: { readonly [T in AttributeType]: string } = {
  S: 'string',
  N: 'number',
  B: 'binary',
  BOOL: 'boolean',
  NULL: 'null',
  L: 'list',
  M: 'map',
  SS: 'set of strings',
  NS: 'set of numbers',
  BS: 'set of binaries',
};
