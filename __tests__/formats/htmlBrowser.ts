import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export const noChromium = 'no Chromium found: install one, or name it in CHROME_PATH';

/**
 * Where a Chromium is, the first there is: told, of the system, installed by Playwright.
 *
 * @throws Error where there is none and `TABLEWRIGHT_REQUIRE_BROWSER` is set.
 */
export function findChromium(): string | undefined {
  const found = [
    process.env.CHROME_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    chromium.executablePath(),
  ].find((candidate) => candidate && existsSync(candidate));
  if (found === undefined && process.env.TABLEWRIGHT_REQUIRE_BROWSER) throw new Error(noChromium);
  return found;
}

/** A page opened from a file, and everything it did that a page that loads nothing does not do. */
export interface OpenPage {
  readonly page: Page;
  /** Requests beyond the file, messages on the console, errors, dialogs. */
  readonly surprises: readonly string[];
  close(): Promise<void>;
}

export interface TestBrowser {
  open(html: string, options?: BrowserContextOptions & { readonly hash?: string }): Promise<OpenPage>;
  close(): Promise<void>;
}

/** A headless Chromium, with a profile of its own. */
export async function startBrowser(executablePath: string): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'tablewright-html-'));
  let number = 0;
  return {
    async open(html, { hash = '', ...options } = {}) {
      number += 1;
      const file = path.join(folder, `page-${number}.html`);
      await writeFile(file, html);
      return openPage(browser, pathToFileURL(file).href, hash, options);
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openPage(
  browser: Browser,
  url: string,
  hash: string,
  options: BrowserContextOptions,
): Promise<OpenPage> {
  const surprises: string[] = [];
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    // Colours on their way are nobody's.
    reducedMotion: 'reduce',
    ...options,
  });
  context.on('request', (request) => {
    const [address] = request.url().split('#');
    if (address !== url && !address.startsWith('data:')) surprises.push(`request: ${address}`);
  });
  context.on('console', (message) => surprises.push(`console: ${message.text()}`));
  context.on('weberror', (error) => surprises.push(`error: ${error.error().message}`));
  context.on('dialog', (dialog) => {
    surprises.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await context.setOffline(true);
  const page = await context.newPage();
  await page.goto(url + hash);
  return { page, surprises, close: () => context.close() };
}
