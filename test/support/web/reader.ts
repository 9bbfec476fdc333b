import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const QUIET_MS = 500;
// a bound for machines under load, which decides nothing
const PATIENCE_MS = 60_000;
// a request that is cut by a navigation or by a server that is killed on purpose
const EXPECTED_ABORT = 'net::ERR_ABORTED';

/** Looks of the page. */
export interface ReaderOptions {
  readonly language?: 'en' | 'ar';
  readonly theme?: 'light' | 'dark';
  /** of the window, in pixels */
  readonly width?: number;
  readonly height?: number;
  /** zone of times, so that they do not depend on the machine */
  readonly zone?: string;
  /** origin of the identity provider, the one other host that the page may ask */
  readonly identityProvider?: string;
}

/** Somebody before the web application: a window of their own, and everything that went wrong in it. */
export class Reader {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #faults: string[] = [];
  readonly #underWay = new Set<Request>();
  #lastAt = Date.now();
  readonly #url: string;

  private constructor(page: Page, context: BrowserContext, url: string, allowed: readonly string[]) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
    this.#context = context;
    this.#url = url;
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.#faults.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#faults.push(`unhandled: ${error.stack ?? error.message}`));
    const ended = (request: Request): void => {
      this.#underWay.delete(request);
      this.#lastAt = Date.now();
    };
    page.on('requestfinished', ended);
    page.on('requestfailed', ended);
    page.on('request', (request) => {
      this.#underWay.add(request);
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:' && !allowed.includes(origin))
        this.#faults.push(`foreign request: ${request.url()}`);
    });
    page.on('requestfailed', (request) => {
      if (request.failure()?.errorText !== EXPECTED_ABORT) this.#faults.push(`request failed: ${request.url()}`);
    });
  }

  /** Opens a window on an installation, without signing in. */
  static async open(browser: Browser, url: string, options: ReaderOptions = {}): Promise<Reader> {
    const {
      language = 'en',
      theme = 'light',
      width = 1280,
      height = 900,
      zone = 'Asia/Dubai',
      identityProvider,
    } = options;
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      locale: language === 'ar' ? 'ar-AE' : 'en-GB',
      timezoneId: zone,
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    await context.addInitScript(
      ([chosenLanguage, chosenTheme]) => {
        localStorage.setItem('lead-scoring.language', chosenLanguage as string);
        localStorage.setItem('lead-scoring.theme', chosenTheme as string);
      },
      [language, theme],
    );
    const allowed = [new URL(url).origin, ...(identityProvider ? [identityProvider] : [])];
    return new Reader(await context.newPage(), context, url, allowed);
  }

  /** Opens an address, signed in by a token as `npm start` prints it. */
  async signIn(token: string, address = '/'): Promise<void> {
    await this.page.goto(`${this.#url}${address}#token=${token}`);
    await this.page.getByRole('navigation').first().waitFor();
  }

  /** Follows a link of the navigation. */
  async go(name: string): Promise<void> {
    await this.page.getByRole('navigation').first().getByRole('link', { name, exact: true }).click();
  }

  /**
   * Waits until nothing on the page is being loaded, and nothing was asked for half a second.
   *
   * @throws the reason of the signal, when it is aborted before
   */
  async settled(signal?: AbortSignal): Promise<void> {
    while (this.#underWay.size > 0 || Date.now() - this.#lastAt < QUIET_MS) {
      signal?.throwIfAborted();
      await pause(50);
    }
    // a function: an expression that is not true at once is evaluated again later, which the page's policy forbids
    await this.page.waitForFunction(`() => document.querySelector('[data-loading]') === null`);
  }

  /** Violations of accessibility rules in the present state, by axe, in words. */
  async violations(): Promise<readonly string[]> {
    await this.page.evaluate(AXE);
    return this.page.evaluate(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: axe is there since the line above
      const { violations } = await (globalThis as any).axe.run();
      return violations.map(
        ({ id, help, nodes }: { id: string; help: string; nodes: { html: string }[] }) =>
          `${id}: ${help}: ${nodes
            .slice(0, 3)
            .map(({ html }) => html.slice(0, 200))
            .join(' | ')}`,
      );
    });
  }

  /** How much wider the page is than its window, in pixels. */
  overflow(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  /** What went wrong since the last call: messages of the console, faults, requests to others. */
  takeFaults(): readonly string[] {
    return this.#faults.splice(0);
  }

  async close(): Promise<void> {
    // a request that is under way is answered to nobody
    await this.page.unrouteAll({ behavior: 'ignoreErrors' });
    await this.#context.close();
  }
}
