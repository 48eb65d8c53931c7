// Runs packages of the catalog against tables that are there: node run.mjs '[{ "name", "script", "tables" }]'. A script exports
// `exercise`, which does with the tables all that its package does, and throws where that goes wrong. Prints a line of JSON for each.
// The AWS environment variables say where.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

for (const { name, script, tables } of JSON.parse(process.argv[2])) {
  try {
    const { exercise, packageName } = await import(`./${script}.mjs`);
    await exercise(...tables);
    console.log(JSON.stringify({ name, version: versionOf(packageName) }));
  } catch (error) {
    console.log(JSON.stringify({ name, error: error.stack }));
  }
}
// Packages leave timers and sockets open.
process.exit();

/** As installed. Its manifest is read from the folder: not every package exports it. */
function versionOf(packageName) {
  for (const folder of createRequire(import.meta.url).resolve.paths(packageName)) {
    try {
      return JSON.parse(readFileSync(`${folder}/${packageName}/package.json`, 'utf8')).version;
    } catch {}
  }
}
