import { changeWords, type ProvisionEvent, type TableResult } from '../provision/index.js';
import { legible, type Output } from './output.js';

export interface Progress {
  readonly onEvent: (event: ProvisionEvent) => void;
  /** Removes what is live. */
  stop(): void;
}

interface Line {
  readonly start: number;
  text: string;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
/** Between two plain lines that say the same thing with other numbers. Milliseconds. */
const repeatAfter = 30_000;

/** What happens to each table, on stderr: a live line for each on a terminal, else a line for each event. */
export async function startProgress(out: Output): Promise<Progress> {
  if (out.quiet) return { onEvent: () => {}, stop: () => {} };
  return process.stderr.isTTY ? liveProgress(out) : plainProgress(out);
}

async function liveProgress(out: Output): Promise<Progress> {
  const { createLogUpdate } = await import('log-update');
  const { dim, cyan } = out.noteColors;
  const screen = createLogUpdate(process.stderr);
  const lines = new Map<string, Line>();
  let frame = 0;
  const draw = () => {
    const room = Math.max(1, (process.stderr.rows ?? 24) - 3);
    const all = [...lines].map(
      ([name, { start, text }]) =>
        `${cyan(frames[frame % frames.length])} ${name}  ${text}  ${dim(elapsed(Date.now() - start))}`,
    );
    const shown = all.length > room ? [...all.slice(0, room), dim(`and ${all.length - room} more`)] : all;
    screen(legible(shown.join('\n')));
  };
  const timer = setInterval(() => {
    frame += 1;
    draw();
  }, 100);
  return {
    onEvent: (event) => {
      if (event.type === 'table-done') {
        lines.delete(event.tableName);
        screen.clear();
        out.note(resultLine(event.result, out));
      } else {
        const line = lines.get(event.tableName) ?? { start: Date.now(), text: '' };
        line.text = describe(event) ?? line.text;
        lines.set(event.tableName, line);
      }
      draw();
    },
    stop: () => {
      clearInterval(timer);
      screen.clear();
      screen.done();
    },
  };
}

function plainProgress(out: Output): Progress {
  const starts = new Map<string, number>();
  const said = new Map<string, { readonly what: string; readonly at: number }>();
  return {
    onEvent: (event) => {
      const now = Date.now();
      const start = starts.get(event.tableName) ?? now;
      starts.set(event.tableName, start);
      const text = describe(event);
      // How a table came out is data, and goes to stdout.
      if (text === undefined || event.type === 'planned' || event.type === 'step-done') return;
      const what = text.replace(/\d+/g, '#');
      const last = said.get(event.tableName);
      if (last?.what === what && now - last.at < repeatAfter) return;
      said.set(event.tableName, { what, at: now });
      out.note(`${event.tableName}: ${text} (${elapsed(now - start)})`);
    },
    stop: () => {},
  };
}

function describe(event: ProvisionEvent): string | undefined {
  switch (event.type) {
    case 'planned':
      return 'looking';
    case 'step-started': {
      const { operation, changes } = event.step;
      return `${operation}: ${changes.map(({ kind, path }) => [kind, path[1] ?? ''].join(' ').trim()).join(', ')}`;
    }
    case 'waiting':
      return event.reason;
    case 'step-done':
      return `${event.step.operation} done`;
    case 'table-done':
      return undefined;
    default:
      return event satisfies never;
  }
}

function resultLine({ tableName, outcome, steps, drift }: TableResult, out: Output): string {
  const { green, yellow, red, dim } = out.noteColors;
  const took = steps.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const time = steps.length ? ` ${dim(elapsed(took))}` : '';
  switch (outcome) {
    case 'created':
      return `${green('✓')} ${tableName}  created${time}`;
    case 'updated':
      return `${green('✓')} ${tableName}  ${changeWords(steps.flatMap(({ changes }) => changes)).join(', ')}${time}`;
    case 'unchanged':
      return `${green('✓')} ${tableName}  ${dim('unchanged')}`;
    case 'drifted':
      return `${yellow('!')} ${tableName}  differs in ${drift.length} ${drift.length === 1 ? 'thing' : 'things'} that ${drift.length === 1 ? 'was' : 'were'} left as ${drift.length === 1 ? 'it is' : 'they are'}${time}`;
    case 'failed':
      return `${red('✗')} ${tableName}  failed${time}`;
    default:
      return outcome satisfies never;
  }
}

function elapsed(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
}
