const verdicts = {
  check: ['✅ In line', '❌ Drift', '❓ Could not tell'],
  plan: ['', '', '❓ Could not tell'],
};

/** What it is about, in a line. */
export function heading({ command, stage, folder, exitCode }) {
  const where = [stage && `stage ${code(stage)}`, folder !== '.' && `in ${code(folder)}`].filter(Boolean);
  const verdict = verdicts[command][exitCode] ?? verdicts[command][2];
  const title = ['tablewright', command, ...where].join(' ');
  return `### ${verdict ? `${verdict}: ` : ''}${title}`;
}

/** What the command wrote: a plan is Markdown already. What it said beside it, where there is no answer. */
export function markdownOf({ command, exitCode, out, err }) {
  const answer = command === 'plan' ? out : fenced(out);
  return exitCode === 0 || exitCode === 1 ? answer : `${out.trim() ? `${answer}\n` : ''}${fenced(err)}`;
}

/** In a fence that no line of the text closes. */
function fenced(text) {
  if (!text.trim()) return '';
  return `${fenceFor(text)}text\n${text.trimEnd()}\n${fenceFor(text)}\n`;
}

function fenceFor(text) {
  return '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
}

/** In a span of code that nothing in the text ends. */
function code(text) {
  const line = text.replace(/\s+/g, ' ');
  const ticks = line.includes('`') ? fenceFor(line) : '`';
  return `${ticks}${ticks.length > 1 ? ` ${line} ` : line}${ticks}`;
}

/** As many whole lines of the Markdown as there is room for, with what is open closed, and the note below. */
export function cut(text, characters, note) {
  if (text.length <= characters) return text;
  const room = characters - note.length - 200;
  let [length, fence, folds] = [0, '', 0];
  const kept = [];
  for (const line of text.split('\n')) {
    if (length + line.length + 1 > room) break;
    length += line.length + 1;
    kept.push(line);
    const [ticks] = /^`{3,}/.exec(line) ?? [];
    if (!fence && ticks) fence = ticks;
    else if (fence && line === fence) fence = '';
    if (!fence) folds += (line.match(/<details>/g) ?? []).length - (line.match(/<\/details>/g) ?? []).length;
  }
  const closed = [...(fence ? [fence] : []), ...(folds > 0 ? ['', '</details>'] : [])];
  return `${[...kept, ...closed, '', note].join('\n')}\n`;
}
