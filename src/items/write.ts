import { fail } from './check.js';
import { type Aliases, conditionExpression } from './expression.js';
import type { Facts } from './facts.js';
import { isMapIn, optionsOf } from './read.js';

const returnWords = ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'] as const;

/** The condition and the returned values of a put, an update or a delete. */
export function writing(facts: Facts, alias: Aliases, options: object) {
  const { condition, returnValues } = optionsOf(options, 'options', 'condition returnValues');
  if (returnValues !== undefined && !returnWords.includes(returnValues as 'NONE'))
    fail('options.returnValues', `is ${returnValues}`);
  return {
    ...(condition !== undefined && {
      ConditionExpression: conditionExpression(alias, condition, 'condition', isMapIn(facts)),
    }),
    ...(returnValues !== undefined && { ReturnValues: returnValues as 'NONE' }),
  };
}
