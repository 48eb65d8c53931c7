const [contender, warmUp] = process.argv.slice(2);

// The first package that a process imports pays for setting up the module loader, whichever it is.
await import(warmUp);
const start = performance.now();
await import(contender);
// Read before anything else happens: `process.stdout` takes milliseconds when it is first used.
const elapsed = performance.now() - start;
process.stdout.write(String(elapsed));
