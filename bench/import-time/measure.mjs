const [contender, warmUp] = process.argv.slice(2);

// The first package that a process imports pays for setting up the module loader, whichever it is.
await import(warmUp);
const start = performance.now();
await import(contender);
process.stdout.write(String(performance.now() - start));
