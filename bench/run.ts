import { installPackage } from './consumer.js';
import { formatJson, formatTable, type Result } from './report.js';
import { sections } from './sections.js';

const usage = `Usage: npm run bench -- [--only=<section>] [--json]
Sections: ${sections.map(({ name }) => name).join(', ')}`;

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const args = process.argv.slice(2);
const only = args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length);
const wanted = sections.filter(({ name }) => only === undefined || name === only);
if (!wanted.length || args.some((arg) => arg !== '--json' && !arg.startsWith('--only='))) fail(usage);

installPackage();
const results: Result[] = [];
for (const section of wanted) {
  const rows = await section.run((text) => process.stderr.write(`${section.name}: ${text}\n`));
  results.push({ section, rows });
}
process.stdout.write(`${args.includes('--json') ? formatJson(results) : formatTable(results)}\n`);
