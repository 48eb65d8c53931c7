import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { toHtml } from '../../src/formats/index.js';
import {
  approvalTableSchema,
  breakGlassTableSchema,
  sessionTableSchema,
  type TableSchema,
  toCreateTableInput,
} from '../../src/index.js';
import { richOnDemand, richProvisioned } from '../aws/richSchemas.js';
import { findChromium, noChromium, type OpenPage, startBrowser, type TestBrowser } from './htmlBrowser.js';
import { hostileTable, hostileTexts, oddlyNamed, orders } from './htmlSchemas.js';

const threeTables = [sessionTableSchema, approvalTableSchema, breakGlassTableSchema];

const chromium = findChromium();

let browser: TestBrowser;
beforeAll(async () => {
  if (chromium !== undefined) browser = await startBrowser(chromium);
});
afterAll(async () => {
  await browser?.close();
});

/** Runs a check on an open page, after which the page must have done nothing that a page that loads nothing does not do. */
function inBrowser(
  name: string,
  html: () => string,
  check: (page: Page, opened: OpenPage) => Promise<void>,
  options: Parameters<TestBrowser['open']>[1] = {},
) {
  const run = chromium === undefined ? test.skip : test;
  run(
    chromium === undefined ? `${name} (${noChromium})` : name,
    async () => {
      const opened = await browser.open(html(), options);
      try {
        await check(opened.page, opened);
        expect(opened.surprises).toEqual([]);
      } finally {
        await opened.close();
      }
    },
    60_000,
  );
}

const three = () => toHtml(threeTables, { title: 'Sentinel', description: 'Three tables.' });
const rich = () => toHtml([richOnDemand, richProvisioned], { title: 'Rich' });

inBrowser('the page opens from a file without a request, an error or a word on the console', three, async (page) => {
  expect(await page.title()).toBe('Sentinel');
  expect(await page.locator('section.table').count()).toBe(3);
  expect(await page.locator('h1').textContent()).toBe('Sentinel');
});

inBrowser('headings descend by one level at a time, and ids are unique', rich, async (page) => {
  const levels = await page.$$eval('h1, h2, h3, h4, h5, h6', (all) => all.map((heading) => Number(heading.tagName[1])));
  expect(levels[0]).toBe(1);
  levels.slice(1).forEach((level, i) => {
    expect(level).toBeGreaterThan(1);
    expect(level - levels[i]).toBeLessThanOrEqual(1);
  });
  const ids = await page.$$eval('[id]', (all) => all.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});

inBrowser(
  'the search filters tables, indexes and attributes as it is typed, and says how many',
  three,
  async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('server');
    expect(await visible(page, '.toc a')).toEqual(['sentinel-sessions', 'gsi-server-instance', 'server_instance_id']);
    expect(await visible(page, 'section.table h2 code')).toEqual(['sentinel-sessions']);
    expect(await page.locator('.found').textContent()).toBe('1 index, 1 attribute');
    await page.locator('[role=status]', { hasText: '1 index, 1 attribute found' }).waitFor({ state: 'attached' });

    await page.locator('[type=search]').fill('requests status');
    expect(await visible(page, '.toc a')).toEqual(['sentinel-requests', 'gsi-status', 'status']);

    await page.locator('[type=search]').fill('nothing has this');
    expect(await visible(page, '.toc a')).toEqual([]);
    expect(await page.locator('.none').isVisible()).toBe(true);

    await page.keyboard.press('Escape');
    expect(await page.locator('[type=search]').inputValue()).toBe('');
    expect(await visible(page, 'section.table h2 code')).toHaveLength(3);
    expect(await visible(page, '.toc a')).toHaveLength(13);
  },
);

inBrowser('the keyboard reaches a result: slash, words, arrows, Enter; Escape leads back', three, async (page) => {
  const focused = () => page.evaluate<string>('document.activeElement.textContent');
  await page.keyboard.press('/');
  await page.keyboard.type('gsi-status');
  // To what matched, and not to the table that holds it.
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe('gsi-status');
  await page.keyboard.press('Enter');
  expect(await hash(page)).toBe('#sentinel-sessions/gsi-status');
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await hash(page)).toBe('#sentinel-requests/gsi-status');
  expect(await inView(page, 'sentinel-requests/gsi-status')).toBe(true);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Escape');
  expect(await page.evaluate('document.activeElement.id')).toBe(':search');
  await page.keyboard.type('gsi-invoker');
  await page.keyboard.press('Enter');
  expect(await hash(page)).toBe('#sentinel-breakglass/gsi-invoker');
  await page.locator('[type=search]').fill('requests status');
  await page.locator('[type=search]').press('Enter');
  expect(await hash(page)).toBe('#sentinel-requests/gsi-status');
  // In the field itself a slash is a slash.
  await page.locator('[type=search]').fill('');
  await page.locator('[type=search]').press('/');
  expect(await page.locator('[type=search]').inputValue()).toBe('/');
});

inBrowser('the tabs follow the arrow keys, Home and End, and show one panel at a time', three, async (page) => {
  const tabs = page.locator('[data-label="Outputs of sentinel-sessions"]');
  await tabs.scrollIntoViewIfNeeded();
  const selected = () => tabs.locator('[role=tab][aria-selected=true]').allTextContents();
  const panels = () => tabs.locator('[role=tabpanel]:visible');
  expect(await selected()).toEqual(['TypeScript']);
  await tabs.locator('[role=tab]').first().focus();
  await page.keyboard.press('ArrowRight');
  expect(await selected()).toEqual(['CloudFormation']);
  expect(await panels().count()).toBe(1);
  const labelledBy = await panels().getAttribute('aria-labelledby');
  expect(await page.locator(`[id="${labelledBy}"]`).textContent()).toBe('CloudFormation');
  expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('CloudFormation');
  await page.keyboard.press('End');
  expect(await selected()).toEqual(['Mermaid']);
  await page.keyboard.press('ArrowRight');
  expect(await selected()).toEqual(['TypeScript']);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  expect(await selected()).toEqual(['TypeScript']);
  expect(await tabs.locator('[role=tab][tabindex="0"]').count()).toBe(1);
  await tabs.locator('[role=tab]', { hasText: 'CreateTable' }).click();
  expect(JSON.parse((await panels().locator('code').textContent()) ?? '')).toEqual(
    JSON.parse(JSON.stringify(toCreateTableInput(sessionTableSchema))),
  );
});

inBrowser(
  'copy buttons copy what they stand at, and say so',
  () => toHtml([orders, hostileTable()]),
  async (page) => {
    const said = (words: string) => page.locator('[role=status]', { hasText: words }).waitFor({ state: 'attached' });
    const clipboard = () => page.evaluate<string>('navigator.clipboard.readText()');
    await page.locator('[id="orders"] h2 .copy').click();
    await said('Copied: table name');
    expect(await clipboard()).toBe('orders');
    const pattern = page.locator('[id="orders/gsi-customer"]');
    await pattern.locator('summary').click();
    await pattern.locator('.copy').first().click();
    await said('Copied: QueryCommand for gsi-customer');
    expect(await clipboard()).toContain("IndexName: 'gsi-customer'");
    const policy = page.locator('[id="toString"] details', { hasText: 'Resource policy' }).first();
    await policy.locator('.copy').click();
    await said('Copied: Resource policy of toString');
    expect(JSON.parse(await clipboard())).toEqual(hostileTable().resourcePolicy);
  },
  { permissions: ['clipboard-read', 'clipboard-write'] },
);

inBrowser('where the clipboard is denied, copying falls back and never fails without a word', three, async (page) => {
  await page.evaluate(
    `Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false;`,
  );
  await page.locator('section.table h2 .copy').first().click();
  expect(await page.locator('[role=status]').textContent()).toMatch(/denied/);
  expect(await page.evaluate('getSelection().toString()')).toBe('sentinel-sessions');
});

inBrowser('the theme follows the system, can be switched, and is remembered', three, async (page) => {
  const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const light = await ground();
  expect(light).toBe('rgb(255, 255, 255)');
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await ground();
  expect(dark).not.toBe(light);
  const button = page.getByRole('button', { name: /Use the .* theme/ });
  expect(await button.textContent()).toContain('Use the light theme');
  await button.click();
  expect(await ground()).toBe(light);
  await page.reload();
  expect(await ground()).toBe(light);
  await button.click();
  expect(await ground()).toBe(dark);
  // Back at what the system has, it follows the system again.
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await ground()).toBe(light);
});

inBrowser('a page that may store nothing works, and forgets the theme', three, async (page) => {
  await page.addInitScript(`Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })`);
  await page.reload();
  await page.getByRole('button', { name: /Use the dark theme/ }).click();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
});

for (const colorScheme of ['light', 'dark'] as const) {
  inBrowser(
    `every text has a contrast of 4.5 to 1 in ${colorScheme}`,
    () => toHtml([richOnDemand, richProvisioned, hostileTable()], { title: 'Rich', description: 'Words' }),
    async (page) => {
      await page.$$eval('details', (all) => {
        for (const details of all) details.open = true;
      });
      await page.locator('[data-label="Outputs of matches"]').scrollIntoViewIfNeeded();
      await page.locator('.bar [type=search]').focus();
      const { checked, low } = await page.evaluate<{ checked: number; low: string[] }>(
        await readFile(path.join(__dirname, 'lowContrasts.browser.js'), 'utf8'),
      );
      expect(checked).toBeGreaterThan(300);
      expect(low).toEqual([]);
    },
    { colorScheme },
  );
}

inBrowser(
  'on a phone nothing but the pictures, tables and code scrolls sideways, and the menu opens',
  () => toHtml([richOnDemand, hostileTable(), { ...orders, tableName: 'n'.repeat(255) } as TableSchema]),
  async (page) => {
    const widths = () => page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
    await page.$$eval('details', (all) => {
      for (const details of all) details.open = true;
    });
    expect(await widths()).toEqual([360, 360]);
    const menu = page.getByRole('button', { name: 'Tables' });
    expect(await page.locator('.side').isVisible()).toBe(false);
    await menu.click();
    expect(await menu.getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('.side').isVisible()).toBe(true);
    expect(await widths()).toEqual([360, 360]);
    await page.locator('.toc a', { hasText: 'gsi-tournament' }).click();
    expect(await page.locator('.side').isVisible()).toBe(false);
    expect(await inView(page, 'matches/gsi-tournament')).toBe(true);
    await page.locator('[type=search]').fill('embedding');
    expect(await visible(page, '.toc a')).toContain('by-embedding');
  },
  { viewport: { width: 360, height: 740 } },
);

inBrowser(
  'on a phone the overview and the picture scroll, and show that there is more',
  rich,
  async (page) => {
    for (const name of ['All tables', 'Picture of the keys of matches']) {
      const region = page.getByRole('region', { name, exact: true });
      const more = () =>
        region.evaluate((element: { scrollLeft: number; scrollWidth: number; clientWidth: number }) => [
          element.scrollLeft,
          element.scrollWidth > element.clientWidth,
        ]);
      expect(await more()).toEqual([0, true]);
      // A shadow at the edge behind which there is more.
      const attachment = `getComputedStyle(document.querySelector('[aria-label="${name}"]')).backgroundAttachment`;
      expect(await page.evaluate(attachment)).toContain('local');
      await region.focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(200);
      expect((await more())[0]).toBeGreaterThan(0);
    }
  },
  { viewport: { width: 360, height: 740 } },
);

for (const width of [360, 1280]) {
  inBrowser(
    `no button covers the code that it copies, ${width} wide`,
    rich,
    async (page) => {
      await page.$$eval('details', (all) => {
        for (const details of all) details.open = true;
      });
      await page.locator('[data-label="Outputs of matches"]').scrollIntoViewIfNeeded();
      const covered = await page.$$eval('.code', (all) =>
        all.flatMap((holder) => {
          const [code, button] = [holder.querySelector('pre'), holder.querySelector('.copy')];
          if (!code?.checkVisibility() || !button) return [];
          return [code.getBoundingClientRect().top < button.getBoundingClientRect().bottom];
        }),
      );
      expect(covered.length).toBeGreaterThan(5);
      expect(covered).not.toContain(true);
    },
    { viewport: { width, height: 740 } },
  );
}

inBrowser(
  'a deep link leads to its index and opens its example',
  rich,
  async (page) => {
    expect(await inView(page, 'matches/by-embedding')).toBe(true);
    expect(await page.locator('[id="matches/by-embedding"] pre').first().isVisible()).toBe(true);
    // Also to a table that a search hides.
    await page.locator('[type=search]').fill('ledger');
    await page.evaluate(`location.hash = '#matches/gsi-region'`);
    await page.locator('[id="matches/gsi-region"]').waitFor();
    expect(await page.locator('[type=search]').inputValue()).toBe('');
    expect(await inView(page, 'matches/gsi-region')).toBe(true);
  },
  { hash: '#matches/by-embedding' },
);

inBrowser(
  'tables named as parts of the page, or of JavaScript, are tables like any other',
  () => toHtml(oddlyNamed),
  async (page) => {
    for (const { tableName } of oddlyNamed) {
      await page.locator('.toc a', { hasText: tableName }).first().click();
      expect(await hash(page)).toBe(`#${tableName}`);
      expect(await inView(page, tableName)).toBe(true);
    }
    await page.locator('[type=search]').fill('__proto__');
    expect(await visible(page, '.toc a')).toEqual(['__proto__']);
  },
);

inBrowser(
  'hostile text is shown as it is, and nothing of it runs',
  () =>
    toHtml(hostileTable(), { title: '</title><script>alert(1)</script>', description: '<img src=x onerror=alert(1)>' }),
  async (page) => {
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('img, iframe, object').count()).toBe(0);
    expect(await page.locator('.lead').textContent()).toBe('<img src=x onerror=alert(1)>');
    const shown = await page.$$eval('.attributes th[scope=row] code', (all) => all.map((code) => code.textContent));
    // HTML has no NUL: it is shown by its number.
    for (const text of hostileTexts) expect(shown).toContain(text.replace('\0', '\uFFFD'));
    expect(await page.locator('.attributes [data-u="U+202E"]').count()).toBe(1);
    // What turns text around ends where it stands: the letters after it keep their order.
    const [before, after] = await page.evaluate<[number, number]>(`[0, 2].map((i) => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('.attributes [data-u="U+202E"]').parentElement.childNodes[i]);
      return range.getBoundingClientRect().left;
    })`);
    expect(before).toBeLessThan(after);
    await page.locator('[type=search]').fill('onerror');
    expect(await visible(page, '.toc .hits a')).toEqual([hostileTexts[1]]);
    for (const tab of await page.locator('[role=tab]').all()) await tab.click();
  },
);

inBrowser(
  'without its script the page holds everything, outputs below each other, and offers nothing that would not work',
  rich,
  async (page) => {
    expect(await page.locator('.output').filter({ visible: true }).count()).toBe(await page.locator('.output').count());
    expect(await visible(page, '[data-label="Outputs of matches"] h4')).toContain('CreateTable');
    expect(await page.locator('button, input').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('.side').isVisible()).toBe(true);
    await page.locator('[id="matches/gsi-region"] summary').click();
    expect(await page.locator('[id="matches/gsi-region"] pre').filter({ visible: true }).count()).toBe(2);
  },
  { javaScriptEnabled: false },
);

inBrowser('in print there is no bar and no button, and the ground is white in any theme', three, async (page) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const selector of ['.bar', '.side', '.copy', '.tabs']) {
    expect(await page.locator(selector).filter({ visible: true }).count()).toBe(0);
  }
  expect(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
});

inBrowser('focus is always visible', three, async (page) => {
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(`(({ outlineStyle, outlineWidth }) => ({ outlineStyle, outlineWidth }))(
      getComputedStyle(document.activeElement)
    )`);
    expect(outline).toMatchObject({ outlineStyle: 'solid', outlineWidth: '2px' });
  }
});

inBrowser(
  'a page of hundreds of tables opens, finds and follows',
  () =>
    toHtml(
      Array.from({ length: 400 }, (_, i) => ({ ...orders, tableName: `table-${i}` }) as TableSchema),
      { outputs: ['create-table'] },
    ),
  async (page) => {
    await page.locator('[type=search]').fill('table-399');
    expect(await visible(page, '.toc > li > a')).toEqual(['table-399']);
    await page.keyboard.press('Enter');
    expect(await hash(page)).toBe('#table-399');
    expect(await inView(page, 'table-399')).toBe(true);
  },
);

function visible(page: Page, selector: string): Promise<(string | null)[]> {
  return page.$$eval(selector, (all) => all.filter((element) => element.checkVisibility()).map((e) => e.textContent));
}

function hash(page: Page): Promise<string> {
  return page.evaluate<string>('location.hash');
}

/** Whether the element begins in the window, below the bar. */
async function inView(page: Page, id: string): Promise<boolean> {
  await page.waitForTimeout(50);
  const { top, height } = await page.evaluate<{ top: number; height: number }>(
    `({ top: document.getElementById(${JSON.stringify(id)}).getBoundingClientRect().top, height: innerHeight })`,
  );
  return top > -40 && top < height;
}
