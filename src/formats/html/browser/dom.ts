/** The element of that id, which the page always has. */
export function one(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no ${id}`);
  return element;
}

export function all<E extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): E[] {
  return [...within.querySelectorAll<E>(selector)];
}

/** A new element; its text is text, whatever it holds. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  text = '',
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

export function makeButton(className: string): HTMLButtonElement {
  const button = make('button', className);
  button.type = 'button';
  return button;
}

/** Has a screen reader say it. */
export function say(words: string): void {
  one(':status').textContent = words;
}

/** Whether a key goes to the browser: with a modifier it is somebody's shortcut. */
export function isShortcut({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey;
}
