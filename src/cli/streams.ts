import { exitCodes } from './exitCodes.js';

const gone = new Set<NodeJS.WriteStream>();
let unwritten = false;

/**
 * Writes, unless nobody reads the stream any more or it has no room: then the command goes on without it. A stream may throw, or
 * emit its error later.
 */
export function write(stream: NodeJS.WriteStream, text: string): void {
  if (!text || gone.has(stream)) return;
  try {
    stream.write(text.endsWith('\n') ? text : `${text}\n`);
  } catch (error) {
    lose(stream, error as NodeJS.ErrnoException);
  }
}

/**
 * Keeps the exit code true whatever becomes of the streams. A reader that has seen enough (`tablewright check | grep -q x`) changes
 * nothing of the answer; an answer on stdout that found no room was not given.
 */
export function guardStreams(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', (error) => lose(stream, error));
  process.on('exit', () => {
    if (unwritten && process.exitCode !== exitCodes.interrupted) process.exitCode = exitCodes.couldNotRun;
  });
}

/** What a write to a pipe, or to a socket that stands for one, fails with when its reader has left. */
const readerLeft = new Set(['EPIPE', 'ECONNRESET', 'EOF']);

function lose(stream: NodeJS.WriteStream, error: NodeJS.ErrnoException): void {
  if (gone.has(stream)) return;
  gone.add(stream);
  if (stream !== process.stdout || readerLeft.has(error.code ?? '')) return;
  unwritten = true;
  write(
    process.stderr,
    `error stdout can't be written: ${error.message}\n  Make room, or send it elsewhere. What the command did before is done.`,
  );
}
