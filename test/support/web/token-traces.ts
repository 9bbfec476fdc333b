import type { Page } from 'playwright-core';

/**
 * Everything that a page leaves where others could read it: addresses, storage, cookies that scripts see, and entries
 * of the history. Watched from the first document on, so that nothing escapes by being removed again.
 */
export class TokenTraces {
  readonly #page: Page;
  readonly #texts: string[] = [];

  private constructor(page: Page) {
    this.#page = page;
    page.on('request', (request) => this.#texts.push(request.url()));
    page.on('framenavigated', (frame) => this.#texts.push(frame.url()));
  }

  /** Watches a page that has not been anywhere yet. */
  static async watch(page: Page): Promise<TokenTraces> {
    const traces = new TokenTraces(page);
    await page.exposeFunction('leaveTrace', (text: string) => void traces.#texts.push(text));
    await page.addInitScript(WATCH);
    return traces;
  }

  /** Whether something was seen that certainly leaves a trace: otherwise nothing is watched. */
  has(text: string): boolean {
    return this.#texts.some((seen) => seen.includes(text));
  }

  /** Traces that hold one of the tokens, but for those at an address. */
  async find(tokens: readonly string[], except: string): Promise<readonly string[]> {
    const cookies = await this.#page.context().cookies();
    const kept = await this.#page.evaluate(
      '(async () => JSON.stringify([await indexedDB.databases(), await caches.keys(), window.name]))()',
    );
    return [...this.#texts, JSON.stringify(cookies), String(kept)].filter(
      (text) => !text.startsWith(except) && tokens.some((token) => text.includes(token)),
    );
  }
}

const WATCH = `
  const leave = (...values) => leaveTrace(values.map((value) => typeof value === 'string' ? value : JSON.stringify(value)).join(' '));
  const watch = (owner, name) => {
    const original = owner[name];
    owner[name] = function (...values) { leave(...values); return original.apply(this, values); };
  };
  watch(Storage.prototype, 'setItem');
  watch(History.prototype, 'pushState');
  watch(History.prototype, 'replaceState');
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', { ...cookie, set(text) { leave(text); cookie.set.call(this, text); } });
`;
