import assert from 'node:assert/strict';
import { cdk } from './cdk.mjs';
import { dynamooseTable } from './dynamoose.mjs';
import { dyngooseTable } from './dyngoose.mjs';
import { literal, literalInParts } from './literal.mjs';
import { onetable } from './onetable.mjs';
import { tablewright, tablewrightFirst } from './tablewright.mjs';

const rounds = Number(process.argv[2]);
const warmUpMilliseconds = 400;
const roundMilliseconds = 30;

const contenders = [
  tablewright,
  tablewrightFirst,
  literal,
  literalInParts,
  onetable,
  dyngooseTable,
  dynamooseTable,
  cdk,
];

// Results that nobody keeps are results that the optimizer need not build.
const sink = new Array(64);

function callAll(convert, calls) {
  for (let i = 0; i < calls; i++) sink[i & 63] = convert();
}

async function awaitAll(convert, calls) {
  for (let i = 0; i < calls; i++) sink[i & 63] = await convert();
}

/** Milliseconds of that many calls. */
async function time({ convert, isAsync }, calls) {
  const start = performance.now();
  if (isAsync) await awaitAll(convert, calls);
  else callAll(convert, calls);
  return performance.now() - start;
}

/** Calls that fill a round, known from calling it until it is warm. */
async function warmUp(contender) {
  let calls = 1;
  let elapsed = 0;
  for (const start = performance.now(); performance.now() - start < warmUpMilliseconds; ) {
    elapsed = await time(contender, calls);
    if (elapsed < roundMilliseconds / 2) calls *= 2;
  }
  return Math.max(1, Math.round((calls * roundMilliseconds) / elapsed));
}

/** The same table from all: in the order of names, and without what only a template has. */
function comparable(output) {
  const by = (name) => (a, b) => (a[name] < b[name] ? -1 : 1);
  const { TableName, BillingMode, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = output.Resources
    ? Object.values(output.Resources)[0].Properties
    : output;
  return {
    TableName,
    BillingMode,
    KeySchema,
    AttributeDefinitions: AttributeDefinitions.toSorted(by('AttributeName')),
    GlobalSecondaryIndexes: GlobalSecondaryIndexes.toSorted(by('IndexName')),
  };
}

for (const { name, convert } of contenders) {
  assert.deepEqual(comparable(await convert()), comparable(literal.convert()), `${name} makes another table`);
}

const calls = [];
for (const contender of contenders) calls.push(await warmUp(contender));

const measured = contenders.map(({ name }) => ({ name, samples: [] }));
const order = [...contenders.keys()];
for (let round = 0; round < rounds; round++) {
  for (const i of order) measured[i].samples.push(((await time(contenders[i], calls[i])) * 1000) / calls[i]);
  order.reverse();
}
process.stdout.write(JSON.stringify(measured));
