import { all, make, one, say } from './dom.js';

/** What can be found of a table. */
interface Entry {
  readonly section: HTMLElement;
  readonly item: HTMLElement;
  readonly row: HTMLElement | undefined;
  readonly link: Element | null;
  readonly name: string;
  readonly indexes: readonly { readonly item: HTMLElement; readonly link: Element | null; readonly name: string }[];
  readonly attributes: readonly { readonly id: string; readonly label: string; readonly name: string }[];
}

export interface Search {
  readonly input: HTMLInputElement;
  readonly isOn: () => boolean;
  readonly clear: () => void;
  /** The links that match what is searched for, in their order, or all that the sidebar shows. */
  readonly links: () => HTMLAnchorElement[];
  /** The link that Enter goes to: the one of that name, or the first. */
  readonly best: () => HTMLAnchorElement | undefined;
}

/** Filters tables, indexes and attributes as words are typed. */
export function startSearch(sections: readonly HTMLElement[], items: ReadonlyMap<string, HTMLElement>): Search {
  const input = one(':search') as HTMLInputElement;
  const side = one(':tables');
  const found = side.querySelector<HTMLElement>('.found');
  const nothing = document.querySelector<HTMLElement>('.none');
  let entries: readonly Entry[] | undefined;
  let announce: number | undefined;

  const search = () => {
    const words = input.value.toLowerCase().split(' ').filter(Boolean);
    const isOn = words.length > 0;
    entries ??= readEntries(sections, items);
    side.classList.toggle('searching', isOn);
    const hits = { tables: 0, indexes: 0, attributes: 0 };
    for (const entry of entries) filter(entry, words, hits);
    const total = hits.tables + hits.indexes + hits.attributes;
    const summary = total ? summarize(hits) : 'No match';
    if (found) {
      found.hidden = !isOn;
      found.textContent = summary;
    }
    if (nothing) nothing.hidden = !isOn || total > 0;
    clearTimeout(announce);
    // Announced when the typing stops, not at every letter.
    announce = setTimeout(() => say(isOn ? `${summary}${total ? ' found' : ''}` : ''), 250);
  };
  input.addEventListener('input', search);
  if (input.value) search();

  const isOn = () => side.classList.contains('searching');
  const links = () =>
    all<HTMLAnchorElement>(isOn() ? '.toc a.hit' : '.toc a', side).filter((link) => link.checkVisibility());
  return {
    input,
    isOn,
    links,
    clear() {
      input.value = '';
      search();
    },
    best() {
      const own = input.value.trim().toLowerCase();
      const candidates = links();
      return candidates.find(({ textContent }) => textContent?.toLowerCase() === own) ?? candidates[0];
    },
  };
}

function readEntries(sections: readonly HTMLElement[], items: ReadonlyMap<string, HTMLElement>): Entry[] {
  const rows = new Map(all('[data-row]').map((row) => [row.dataset.row, row]));
  return sections.flatMap((section) => {
    const name = section.dataset.table ?? '';
    const item = items.get(name);
    if (!item) return [];
    const indexes = all(':scope > ul > li', item).map((li) => {
      const link = li.firstElementChild;
      return { item: li, link, name: link?.textContent?.toLowerCase() ?? '' };
    });
    const attributes = all('.attributes tbody tr', section).map(
      ({ id, cells }: HTMLElement & Partial<HTMLTableRowElement>) => {
        const label = cells?.[0]?.textContent ?? '';
        return { id, label, name: label.toLowerCase() };
      },
    );
    return [
      {
        section,
        item,
        row: rows.get(name),
        link: item.firstElementChild,
        name: name.toLowerCase(),
        indexes,
        attributes,
      },
    ];
  });
}

/** Shows what of a table has the words, and counts it. */
function filter(entry: Entry, words: readonly string[], hits: { tables: number; indexes: number; attributes: number }) {
  const isOn = words.length > 0;
  const byName = isOn && words.every((word) => entry.name.includes(word));
  // One word at least is in the own name; the others may be in the table's.
  const matches = ({ name }: { readonly name: string }) =>
    isOn &&
    words.some((word) => name.includes(word)) &&
    words.every((word) => name.includes(word) || entry.name.includes(word));

  for (const old of all(':scope > .hits', entry.item)) old.remove();
  entry.link?.classList.toggle('hit', byName);
  let some = 0;
  for (const index of entry.indexes) {
    const hit = matches(index);
    index.link?.classList.toggle('hit', hit);
    index.item.hidden = isOn && !hit && !byName;
    if (hit) some += 1;
  }
  const attributes = entry.attributes.filter(matches);
  if (attributes.length) entry.item.append(attributeLinks(attributes));

  hits.tables += Number(byName);
  hits.indexes += some;
  hits.attributes += attributes.length;
  const isShown = !isOn || byName || some > 0 || attributes.length > 0;
  for (const element of [entry.item, entry.section, entry.row]) if (element) element.hidden = !isShown;
}

function attributeLinks(attributes: Entry['attributes']): HTMLElement {
  const list = make('ul', 'hits');
  for (const { id, label } of attributes) {
    const link = make('a', 'hit', label);
    link.href = `#${id}`;
    const item = make('li', '');
    item.append(link, ' ', make('span', 'kind', 'Attribute'));
    list.append(item);
  }
  return list;
}

function summarize({ tables, indexes, attributes }: { tables: number; indexes: number; attributes: number }): string {
  const plural = (number: number, singular: string, many: string) =>
    number ? [`${number} ${number === 1 ? singular : many}`] : [];
  return [
    ...plural(tables, 'table', 'tables'),
    ...plural(indexes, 'index', 'indexes'),
    ...plural(attributes, 'attribute', 'attributes'),
  ].join(', ');
}
