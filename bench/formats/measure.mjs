// Prints the milliseconds that a target takes for so many tables, and the peak memory of the process in megabytes.
import { targets } from '../../dist/formats.js';
import { sessionTableSchema, withTableName } from '../../dist/index.js';

const [name, format] = process.argv[2].split(':');
const count = Number(process.argv[3]);
const tables = (prefix, n) => Array.from({ length: n }, (_, i) => withTableName(sessionTableSchema, `${prefix}-${i}`));
/** A template takes 500 resources, and a managed policy 6144 characters, so there are several. */
const tablesAtOnce = { cloudformation: 500, iam: 10 }[name] ?? Number.POSITIVE_INFINITY;
const options = { format, outputs: false, account: '123456789012', region: 'eu-west-1' };
const run = (schemas) => {
  for (let i = 0; i < schemas.length; i += tablesAtOnce) {
    targets[name].make(schemas.slice(i, i + tablesAtOnce), options);
  }
};

// Warm, and still without the tables that are measured.
for (let i = 0; i < 20; i++) run(tables(`warm-${i}`, 10));
const schemas = tables('sessions', count);
const start = performance.now();
run(schemas);
console.log(performance.now() - start, process.resourceUsage().maxRSS / 1024);
