import { all, isShortcut, make, makeButton } from './dom.js';
import { paint } from './paint.js';

let number = 0;

/** Makes tabs of the sections that stand below each other without a script. */
export function addTabs(holder: HTMLElement): void {
  const panels = all(':scope > .output', holder);
  if (!panels.length) return;
  const list = make('div', 'tabs');
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', holder.dataset.label ?? '');
  const tabs = panels.map((panel) => addTab(panel, list));

  const select = (index: number) => {
    tabs.forEach((tab, i) => {
      tab.setAttribute('aria-selected', String(i === index));
      tab.tabIndex = i === index ? 0 : -1;
      panels[i].hidden = i !== index;
    });
    paint(panels[index]);
  };
  const goTo = (index: number) => {
    select(index);
    tabs[index].focus({ preventScroll: true });
    const [bar, tab] = [list.getBoundingClientRect(), tabs[index].getBoundingClientRect()];
    if (tab.left < bar.left || tab.right > bar.right) list.scrollLeft += tab.left - bar.left - 16;
  };
  list.addEventListener('click', ({ target }) => {
    const index = tabs.findIndex((tab) => target instanceof Node && tab.contains(target));
    if (index >= 0) goTo(index);
  });
  list.addEventListener('keydown', (event) => {
    const index = tabs.findIndex((tab) => tab.ariaSelected === 'true');
    const next = neighbour(event.key, index, tabs.length - 1);
    if (next === undefined || isShortcut(event)) return;
    event.preventDefault();
    goTo(next);
  });
  holder.prepend(list);
  select(0);
}

function addTab(panel: HTMLElement, list: HTMLElement): HTMLButtonElement {
  const heading = panel.querySelector('h4');
  const tab = makeButton('');
  tab.textContent = heading?.textContent ?? '';
  number += 1;
  tab.id = `:tab-${number}`;
  panel.id = `:panel-${number}`;
  tab.setAttribute('role', 'tab');
  tab.setAttribute('aria-controls', panel.id);
  panel.setAttribute('role', 'tabpanel');
  panel.setAttribute('aria-labelledby', tab.id);
  if (heading) heading.hidden = true;
  list.append(tab);
  return tab;
}

/** Where a key leads from a tab, round the ends; `undefined` for a key that leads nowhere. */
function neighbour(key: string, index: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return index === last ? 0 : index + 1;
    case 'ArrowLeft':
      return index === 0 ? last : index - 1;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
