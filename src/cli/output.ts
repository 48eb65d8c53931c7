import pc from 'picocolors';

type Colors = ReturnType<typeof pc.createColors>;

/** Where the command's words go: data to stdout, everything else to stderr. */
export interface Output {
  readonly json: boolean;
  readonly quiet: boolean;
  /** Colours for stdout, or none. */
  readonly colors: Colors;
  /** Colours for stderr, or none. */
  readonly noteColors: Colors;
  /** What was asked for: a document for machines with `--json`, else text. */
  result(document: () => object, text: () => string): void;
  /** Text as it is, with `--json` too: a file's content. */
  data(text: string): void;
  /** For people only: not with `--quiet`. */
  note(text: string): void;
  /** What people must know, with `--quiet` too. */
  warn(text: string): void;
}

export function createOutput({
  json = false,
  quiet = false,
}: {
  readonly json?: boolean;
  readonly quiet?: boolean;
}): Output {
  const write = (stream: NodeJS.WriteStream, text: string) => {
    if (text) stream.write(text.endsWith('\n') ? text : `${text}\n`);
  };
  return {
    json,
    quiet,
    colors: pc.createColors(hasColors(process.stdout)),
    noteColors: pc.createColors(hasColors(process.stderr)),
    result: (document, text) => write(process.stdout, json ? JSON.stringify(document(), null, 2) : text()),
    data: (text) => write(process.stdout, text),
    note: (text) => {
      if (!quiet) write(process.stderr, text);
    },
    warn: (text) => write(process.stderr, text),
  };
}

/** https://no-color.org and FORCE_COLOR; else a terminal has colours. */
function hasColors(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && TERM !== 'dumb';
}

/** A plan's lines in the colours of a diff. */
export function colorPlan(text: string, colors: Colors): string {
  return text
    .split('\n')
    .map((line) => {
      switch (/^ +([+~!-]) /.exec(line)?.[1]) {
        case '+':
          return colors.green(line);
        case '-':
          return colors.red(line);
        case '~':
          return colors.yellow(line);
        case '!':
          return colors.magenta(line);
        default:
          return /^\S/.test(line) ? colors.bold(line) : line;
      }
    })
    .join('\n');
}
