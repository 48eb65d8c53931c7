import pc from 'picocolors';
import { visible } from '../schema/index.js';
import type { Failure } from './failure.js';
import { write } from './streams.js';

type Color = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'magenta' | 'cyan';

export type Colors = { readonly [Name in Color]: (text: string) => string };

/**
 * Where the command's words go: data to stdout, everything else to stderr. They hold words of tables, templates, plans and
 * errors, from whoever wrote those. All of it passes here, and nothing of it acts on a terminal or on a CI's log.
 */
export interface Output {
  readonly json: boolean;
  readonly quiet: boolean;
  /** Colours for stdout, or none. */
  readonly colors: Colors;
  /** Colours for stderr, or none. */
  readonly noteColors: Colors;
  /** What was asked for: a document for machines with `--json`, else text. */
  result(document: () => object, text: () => string): void;
  /** A file's content, with `--json` too. */
  data(text: string): void;
  /** Commands for a workflow's log, of which all that is foreign is escaped already. */
  commands(text: string): void;
  /** For people only: not with `--quiet`. */
  note(text: string): void;
  /** What people must know, with `--quiet` too. */
  warn(text: string): void;
  /** What went wrong, of a table or of all, and the way out. */
  error(failure: Failure, tableName?: string): void;
}

export function createOutput({
  json = false,
  quiet = false,
}: {
  readonly json?: boolean;
  readonly quiet?: boolean;
}): Output {
  const say = (text: string) => write(process.stderr, legible(text));
  const noteColors = colorsFor(process.stderr);
  return {
    json,
    quiet,
    colors: colorsFor(process.stdout),
    noteColors,
    result: (document, text) => write(process.stdout, legible(json ? JSON.stringify(document(), null, 2) : text())),
    data: (text) => write(process.stdout, legible(text, isDecent)),
    commands: (text) => write(process.stdout, text),
    note: (text) => {
      if (!quiet) say(text);
    },
    warn: say,
    error: (failure, tableName) =>
      say(`${noteColors.red('error')} ${tableName === undefined ? '' : `${tableName}: `}${failureText(failure)}`),
  };
}

/** The message, and the way out in a line of its own. */
export function failureText({ message, wayOut }: Failure): string {
  return wayOut === undefined ? message : `${message}\n  ${wayOut}`;
}

/** Stands for the ESC of the command's own colours until they are written. Whoever wrote a table's names and values can't know it. */
const ownEscape = `<${Math.random()}>`;

/** The text for a terminal or a log, with the command's own colours; lines and tabs stay. */
export function legible(text: string, isAsIs: (line: string) => boolean = () => false): string {
  return text
    .split(/\r?\n/)
    .map((line) => (isAsIs(line) ? line : line.split('\t').map(visible).join('\t')))
    .join('\n')
    .replaceAll(ownEscape, '\u001b');
}

/** A line that no terminal and no log acts on, though it may begin with the colons of CSS (`::highlight(word) {`). */
function isDecent(line: string): boolean {
  return !/^\s*::.*::/.test(line) && visible(`.${line}`) === `.${line}`;
}

function colorsFor(stream: NodeJS.WriteStream): Colors {
  const colors = pc.createColors(hasColors(stream));
  const own = (name: Color) => (text: string) => colors[name](legible(text)).replaceAll('\u001b', ownEscape);
  return {
    bold: own('bold'),
    dim: own('dim'),
    red: own('red'),
    green: own('green'),
    yellow: own('yellow'),
    magenta: own('magenta'),
    cyan: own('cyan'),
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
      switch (/^([+~!-]) {2}/.exec(line)?.[1]) {
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
