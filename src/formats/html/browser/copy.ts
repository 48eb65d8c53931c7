import { make, makeButton, say } from './dom.js';

/** Adds the button that copies the code of an element, and says so. */
export function addCopyButton(holder: HTMLElement): void {
  const source = holder.querySelector('code');
  if (!source) return;
  const what = holder.dataset.copy ?? '';
  const button = makeButton('copy');
  const words = make('span', '', 'Copy');
  button.append(words, make('span', 'sr', ` ${what}`));
  let timer: number | undefined;
  button.addEventListener('click', async () => {
    const copied = await copyText(source.textContent ?? '');
    button.focus();
    if (!copied) getSelection()?.selectAllChildren(source);
    words.textContent = copied ? 'Copied' : 'Press Ctrl+C';
    button.classList.toggle('done', copied);
    say(copied ? `Copied: ${what}` : 'Copying was denied. The text is selected.');
    clearTimeout(timer);
    timer = setTimeout(() => {
      words.textContent = 'Copy';
      button.classList.remove('done');
    }, 1600);
  });
  holder.append(button);
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/** For pages from a file, to which some browsers give no clipboard. */
function copySelected(text: string): boolean {
  const area = make('textarea', 'sr');
  area.value = text;
  document.body.append(area);
  area.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
  }
}
