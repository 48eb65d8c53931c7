/**
 * The page's script. It reads nothing but the page itself, writes text only as text, and stores one thing, the theme. The build puts
 * it into `script.generated.ts`; the page's policy names it by its hash.
 */
import { addCopyButton } from './copy.js';
import { all, isShortcut, one } from './dom.js';
import { followReading, whenNear } from './follow.js';
import { paint } from './paint.js';
import { type Search, startSearch } from './search.js';
import { addTabs } from './tabs.js';
import { applyTheme, startTheme } from './theme.js';

document.documentElement.classList.add('js');
applyTheme();
document.addEventListener('DOMContentLoaded', start);

function start(): void {
  startTheme();
  const sections = all('section.table');
  const items = new Map(all('.toc > li').map((item) => [item.dataset.table ?? '', item]));
  const enhance = once(addControls);
  whenNear(sections, enhance);
  followReading(sections, items);
  const setMenu = startMenu();
  const search = startSearch(sections, items);

  /** Shows what the address names, also when a search hides it, with its details open. */
  const goToTarget = () => {
    const target = document.getElementById(targetId());
    if (!target || !location.hash) return;
    const section = target.closest<HTMLElement>('section.table');
    if (section?.hidden) search.clear();
    if (section) enhance(section);
    const details = target.matches('.path') ? target.querySelector('details') : undefined;
    if (details) details.open = true;
    setMenu(false);
    target.scrollIntoView();
  };
  const side = one(':tables');
  side.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a') : undefined;
    if (!link) return;
    setMenu(false);
    // A second click on the same link changes no address.
    if (link.hash === location.hash) goToTarget();
  });
  document.addEventListener('keydown', (event) => {
    if (!isShortcut(event)) onKey(event, search, side, () => setMenu(false));
  });
  addEventListener('hashchange', goToTarget);
  goToTarget();
}

function once(act: (element: HTMLElement) => void): (element: HTMLElement) => void {
  const done = new WeakSet<HTMLElement>();
  return (element) => {
    if (done.has(element)) return;
    done.add(element);
    act(element);
  };
}

/** A table gets its buttons and tabs when it comes near. */
function addControls(section: HTMLElement): void {
  all('[data-copy]', section).forEach(addCopyButton);
  all('.outputs', section).forEach(addTabs);
  for (const details of all<HTMLDetailsElement>('details', section)) {
    if (details.open) paint(details);
    else details.addEventListener('toggle', () => paint(details), { once: true });
  }
}

function targetId(): string {
  const id = location.hash.slice(1);
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** The menu, on narrow screens. */
function startMenu(): (isOpen: boolean) => void {
  const menu = one(':menu');
  const set = (isOpen: boolean) => {
    one(':tables').classList.toggle('open', isOpen);
    menu.setAttribute('aria-expanded', String(isOpen));
  };
  menu.addEventListener('click', () => set(menu.getAttribute('aria-expanded') !== 'true'));
  return set;
}

function onKey(event: KeyboardEvent, search: Search, side: HTMLElement, closeMenu: () => void): void {
  const { input } = search;
  const at = event.target instanceof Element ? event.target : document.body;
  const isTyping = at.matches('input, textarea, select, [contenteditable]');
  if (event.key === '/' && !isTyping) {
    event.preventDefault();
    input.focus();
    input.select();
  } else if (event.key === 'Escape') {
    if (at === input && !input.value) input.blur();
    else if (at === input || search.isOn()) {
      event.preventDefault();
      search.clear();
      input.focus();
    } else closeMenu();
  } else if (at === input || side.contains(at)) moveInResults(event, search, at);
}

/** The arrows go from the field through the results and back; Enter in the field goes to the best of them. */
function moveInResults(event: KeyboardEvent, search: Search, at: Element): void {
  const links = search.links();
  const here = links.findIndex((link) => link.contains(at));
  if (event.key === 'ArrowDown' && links.length) {
    event.preventDefault();
    links[Math.min(here + 1, links.length - 1)].focus();
  } else if (event.key === 'ArrowUp' && here >= 0) {
    event.preventDefault();
    if (here === 0) search.input.focus();
    else links[here - 1].focus();
  } else if (event.key === 'Enter' && at === search.input && search.isOn()) {
    const best = search.best();
    if (!best) return;
    event.preventDefault();
    best.focus();
    best.click();
  }
}
