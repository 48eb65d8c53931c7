/**
 * The page's script, as text: it is named in the page's policy by the hash of this text, so it must come out of every build the same.
 * It reads nothing but the page itself, writes text only through `textContent`, and stores one thing, the theme.
 *
 * Written without backticks, `$` and backslashes, for which this text would need escapes.
 */
export const script = `'use strict';
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  const one = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // --- Theme: the system's, unless another was chosen. Storage may be denied; the page then forgets.
  const key = 'tablewright-theme';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const system = () => (dark.matches ? 'dark' : 'light');
  const stored = () => {
    try {
      const theme = localStorage.getItem(key);
      return theme === 'dark' || theme === 'light' ? theme : undefined;
    } catch {
      return undefined;
    }
  };
  let chosen = stored();
  const theme = () => chosen || system();
  const showTheme = () => {
    if (chosen) root.dataset.theme = chosen;
    else delete root.dataset.theme;
    const button = one(':theme');
    const words = theme() === 'dark' ? 'Use the light theme' : 'Use the dark theme';
    if (button) {
      button.firstElementChild.textContent = words;
      button.title = words;
    }
  };
  const toggleTheme = () => {
    const next = theme() === 'dark' ? 'light' : 'dark';
    chosen = next === system() ? undefined : next;
    try {
      if (chosen) localStorage.setItem(key, chosen);
      else localStorage.removeItem(key);
    } catch {}
    showTheme();
  };
  showTheme();

  const say = (words) => {
    one(':status').textContent = words;
  };

  // --- Copy
  const copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {}
    const area = make('textarea', 'sr');
    area.value = text;
    document.body.append(area);
    area.select();
    let copied = false;
    try {
      copied = document.execCommand('copy');
    } catch {}
    area.remove();
    return copied;
  };
  const addCopyButton = (holder) => {
    const source = holder.querySelector('code');
    const button = make('button', 'copy');
    const words = make('span', '', 'Copy');
    button.type = 'button';
    button.append(words, make('span', 'sr', ' ' + holder.dataset.copy));
    let timer;
    button.addEventListener('click', async () => {
      const text = source.textContent;
      const copied = await copyText(text);
      button.focus();
      if (!copied) getSelection().selectAllChildren(source);
      words.textContent = copied ? 'Copied' : 'Press Ctrl+C';
      button.classList.toggle('done', copied);
      say(copied ? 'Copied: ' + holder.dataset.copy : 'Copying was denied. The text is selected.');
      clearTimeout(timer);
      timer = setTimeout(() => {
        words.textContent = 'Copy';
        button.classList.remove('done');
      }, 1600);
    });
    holder.append(button);
  };

  // --- Tabs, made of the sections that stand below each other without a script
  let tabNumber = 0;
  const addTabs = (holder) => {
    const panels = all(':scope > .output', holder);
    if (!panels.length) return;
    const list = make('div', 'tabs');
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', holder.dataset.label);
    const tabs = panels.map((panel) => {
      const heading = panel.querySelector('h4');
      const tab = make('button', '', heading.textContent);
      tab.type = 'button';
      tab.id = ':tab-' + ++tabNumber;
      panel.id = ':panel-' + tabNumber;
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', panel.id);
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', tab.id);
      heading.hidden = true;
      list.append(tab);
      return tab;
    });
    const select = (index, focus) => {
      tabs.forEach((tab, i) => {
        tab.setAttribute('aria-selected', String(i === index));
        tab.tabIndex = i === index ? 0 : -1;
        panels[i].hidden = i !== index;
      });
      paint(panels[index]);
      if (!focus) return;
      tabs[index].focus({ preventScroll: true });
      const [bar, tab] = [list.getBoundingClientRect(), tabs[index].getBoundingClientRect()];
      if (tab.left < bar.left || tab.right > bar.right) list.scrollLeft += tab.left - bar.left - 16;
    };
    list.addEventListener('click', (event) => {
      const index = tabs.indexOf(event.target.closest('[role=tab]'));
      if (index >= 0) select(index, true);
    });
    list.addEventListener('keydown', (event) => {
      const index = tabs.indexOf(event.target);
      const last = tabs.length - 1;
      const next = {
        ArrowRight: index === last ? 0 : index + 1,
        ArrowLeft: index === 0 ? last : index - 1,
        Home: 0,
        End: last,
      }[event.key];
      if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      select(next, true);
    });
    holder.prepend(list);
    select(0, false);
  };

  // --- Colour in code, without a change to the page: where the browser has no highlights, the code is plain
  const kinds = ['comment', 'string', 'number', 'word'];
  const canPaint = typeof Highlight === 'function' && CSS.highlights;
  const highlights = {};
  if (canPaint) {
    for (const kind of kinds) CSS.highlights.set(kind, (highlights[kind] = new Highlight()));
  }
  const slash = String.fromCharCode(92, 92);
  const quoted = (mark) => mark + '(?:[^' + mark + slash + ']|' + slash + '.)*' + mark;
  const apart = (what) => '(?<![A-Za-z0-9_.-])(?:' + what + ')(?![A-Za-z0-9_.-])';
  const words = 'import|from|export|const|new|await|class|extends|super|this|constructor|true|false|null|resource|aws|erDiagram|flowchart';
  const token = new RegExp(
    [
      '(?<comment>^[ ]*(?:#|//|%%|--)(?!#).*)',
      '(?<string>' + quoted('"') + '|' + quoted("'") + ')',
      '(?<word>' + apart(words) + ')',
      '(?<number>' + apart('[0-9]+') + ')',
    ].join('|'),
    'gm',
  );
  const paint = (within) => {
    if (!canPaint) return;
    for (const code of all('pre > code', within)) {
      if (code.dataset.painted || code.childNodes.length !== 1 || code.firstChild.length > 60000) continue;
      code.dataset.painted = 'yes';
      const node = code.firstChild;
      for (const match of node.data.matchAll(token)) {
        const kind = kinds.find((name) => match.groups[name] !== undefined);
        highlights[kind].add(new StaticRange({ startContainer: node, startOffset: match.index, endContainer: node, endOffset: match.index + match[0].length }));
      }
    }
  };

  document.addEventListener('DOMContentLoaded', () => {
    showTheme();
    dark.addEventListener('change', showTheme);
    one(':theme').addEventListener('click', toggleTheme);

    // --- A table gets its buttons and tabs when it comes near
    const enhanced = new WeakSet();
    const enhance = (section) => {
      if (enhanced.has(section)) return;
      enhanced.add(section);
      all('[data-copy]', section).forEach(addCopyButton);
      all('.outputs', section).forEach(addTabs);
      all('details', section).forEach((details) => {
        if (details.open) paint(details);
        else details.addEventListener('toggle', () => paint(details), { once: true });
      });
    };
    const sections = all('section.table');
    const near = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (!entry.isIntersecting) continue;
          near.unobserve(entry.target);
          enhance(entry.target);
        }
      },
      { rootMargin: '1500px 0px' },
    );
    sections.forEach((section) => near.observe(section));

    // --- The sidebar follows what is read
    const items = new Map(all('.toc > li').map((item) => [item.dataset.table, item]));
    const inView = new Set();
    let current;
    const follow = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (entry.isIntersecting) inView.add(entry.target);
          else inView.delete(entry.target);
        }
        const section = sections.find((candidate) => inView.has(candidate));
        const item = section && items.get(section.dataset.table);
        if (item === current) return;
        if (current) {
          current.classList.remove('current');
          current.firstElementChild.removeAttribute('aria-current');
        }
        current = item;
        if (!item) return;
        item.classList.add('current');
        item.firstElementChild.setAttribute('aria-current', 'true');
        const side = one(':tables');
        const [outer, inner] = [side.getBoundingClientRect(), item.getBoundingClientRect()];
        if (!side.contains(document.activeElement) && (inner.top < outer.top || inner.top > outer.bottom - 60)) {
          side.scrollTop += inner.top - outer.top - 80;
        }
      },
      { rootMargin: '-15% 0px -70% 0px' },
    );
    sections.forEach((section) => follow.observe(section));

    // --- Deep links: the target is shown even when a search hides it, and its details open
    const goTo = () => {
      let id = location.hash.slice(1);
      try {
        id = decodeURIComponent(id);
      } catch {}
      const target = id && one(id);
      if (!target) return;
      const section = target.closest('section.table');
      if (section && section.hidden) {
        clear();
      }
      if (section) enhance(section);
      const details = target.matches('.path') && target.querySelector('details');
      if (details) details.open = true;
      closeMenu();
      target.scrollIntoView();
    };

    // --- Menu, on narrow screens
    const menu = one(':menu');
    const side = one(':tables');
    const setMenu = (open) => {
      side.classList.toggle('open', open);
      menu.setAttribute('aria-expanded', String(open));
    };
    const closeMenu = () => setMenu(false);
    menu.addEventListener('click', () => setMenu(menu.getAttribute('aria-expanded') !== 'true'));

    // --- Search
    const input = one(':search');
    const found = side.querySelector('.found');
    const nothing = document.querySelector('.none');
    let index;
    const buildIndex = () =>
      sections.map((section) => {
        const name = section.dataset.table;
        const item = items.get(name);
        return {
          section,
          item,
          name: name.toLowerCase(),
          row: undefined,
          indexes: all(':scope > ul > li', item).map((li) => ({ li, text: li.firstElementChild.textContent.toLowerCase() })),
          attributes: all('.attributes tbody tr', section).map((row) => {
            const label = row.querySelector('th').textContent;
            return { id: row.id, label, text: label.toLowerCase() };
          }),
        };
      });
    const rows = new Map(all('[data-row]').map((row) => [row.dataset.row, row]));
    const plural = (number, singular, many) => number + ' ' + (number === 1 ? singular : many);
    let announce;
    const search = () => {
      const words = input.value.toLowerCase().split(' ').filter(Boolean);
      index = index || buildIndex();
      side.classList.toggle('searching', words.length > 0);
      let [tables, indexes, attributes] = [0, 0, 0];
      for (const entry of index) {
        for (const old of all(':scope > .hits', entry.item)) old.remove();
        const byName = words.every((word) => entry.name.includes(word));
        // One word at least is in the entry's own name; the others may be in the table's.
        const hits = ({ text }) =>
          words.some((word) => text.includes(word)) && words.every((word) => text.includes(word) || entry.name.includes(word));
        let some = 0;
        for (const { li, text } of entry.indexes) {
          const hit = words.length > 0 && hits({ text });
          li.hidden = words.length > 0 && !hit && !byName;
          if (hit) some += 1;
        }
        indexes += some;
        const matching = words.length > 0 ? entry.attributes.filter(hits) : [];
        attributes += matching.length;
        const shown = words.length === 0 || byName || some > 0 || matching.length > 0;
        if (words.length > 0 && byName) tables += 1;
        entry.item.hidden = !shown;
        entry.section.hidden = !shown;
        const row = rows.get(entry.section.dataset.table);
        if (row) row.hidden = !shown;
        if (matching.length) {
          const list = make('ul', 'hits');
          for (const { id, label } of matching) {
            const link = make('a', '', label);
            link.href = '#' + id;
            const li = make('li');
            li.append(link, ' ', make('span', 'kind', 'Attribute'));
            list.append(li);
          }
          entry.item.append(list);
        }
      }
      const total = tables + indexes + attributes;
      const words2 = [
        tables && plural(tables, 'table', 'tables'),
        indexes && plural(indexes, 'index', 'indexes'),
        attributes && plural(attributes, 'attribute', 'attributes'),
      ].filter(Boolean);
      found.hidden = words.length === 0;
      found.textContent = total ? words2.join(', ') : 'No match';
      nothing.hidden = words.length === 0 || total > 0;
      clearTimeout(announce);
      // Announced when the typing stops, not at every letter.
      announce = setTimeout(() => say(words.length === 0 ? '' : total ? words2.join(', ') + ' found' : 'No match'), 250);
    };
    const clear = () => {
      input.value = '';
      search();
    };
    input.addEventListener('input', search);
    if (input.value) search();

    const links = () => all('.toc a', side).filter((link) => link.checkVisibility ? link.checkVisibility() : link.offsetParent !== null);
    const searched = () => side.classList.contains('searching');
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const at = event.target;
      const typing = at.matches && at.matches('input, textarea, select, [contenteditable]');
      if (event.key === '/' && !typing) {
        event.preventDefault();
        input.focus();
        input.select();
      } else if (event.key === 'Escape') {
        if (at === input && !input.value) input.blur();
        else if (at === input || searched()) {
          event.preventDefault();
          clear();
          input.focus();
        } else closeMenu();
      } else if (at === input || side.contains(at)) {
        const list = links();
        const here = list.indexOf(at);
        if (event.key === 'ArrowDown' && list.length) {
          event.preventDefault();
          list[Math.min(here + 1, list.length - 1)].focus();
        } else if (event.key === 'ArrowUp' && here >= 0) {
          event.preventDefault();
          if (here === 0) input.focus();
          else list[here - 1].focus();
        } else if (event.key === 'Enter' && at === input && searched() && list.length) {
          event.preventDefault();
          const own = input.value.trim().toLowerCase();
          const best = list.find((link) => link.textContent.toLowerCase() === own) || list.find((link) => link.textContent.toLowerCase().includes(own)) || list[0];
          best.focus();
          best.click();
        }
      }
    });
    side.addEventListener('click', (event) => {
      const link = event.target.closest('a');
      if (!link) return;
      closeMenu();
      // A second click on the same link changes no address.
      if (link.hash === location.hash) goTo();
    });

    addEventListener('hashchange', goTo);
    goTo();
  });
})();
`;
