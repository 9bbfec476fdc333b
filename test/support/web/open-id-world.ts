import type { Page } from 'playwright-core';
import { findFreePort } from '../../../platform/process/free-port.ts';
import { IdentityProvider } from './identity-provider.ts';
import type { Reader, ReaderOptions } from './reader.ts';
import { WebWorld } from './web-world.ts';

/** Name of the button that leads to the provider. */
export const SIGN_IN = 'Sign in with your organisation';

const DEFAULT_SECONDS = 3_600;

/** A platform whose web application signs people in at an identity provider, and readers before it. */
export class OpenIdWorld {
  readonly provider: IdentityProvider;
  readonly world: WebWorld;
  readonly #readers: Reader[] = [];

  private constructor(provider: IdentityProvider, world: WebWorld) {
    this.provider = provider;
    this.world = world;
  }

  /** Starts provider, platform and browser. */
  static async open(): Promise<OpenIdWorld> {
    const port = String(await findFreePort());
    const provider = await IdentityProvider.listen(`http://127.0.0.1:${port}`);
    const environment = {
      PORT: port,
      ...provider.environment,
      WEB_SIGN_IN_SCOPE: 'openid leads:read',
      JWT_ROLE_SCOPES: 'operator=monitoring:read;seller=leads:write scores:write',
    };
    return new OpenIdWorld(provider, await WebWorld.open({ environment }));
  }

  get url(): string {
    return this.world.url;
  }

  /** Opens a window that has not been anywhere. */
  async window(options: ReaderOptions = {}): Promise<Reader> {
    const reader = await this.world.reader({ identityProvider: this.provider.issuer, ...options });
    this.#readers.push(reader);
    return reader;
  }

  /** Opens a window at an address. */
  async visit(address = '/me', options?: ReaderOptions): Promise<Reader> {
    const reader = await this.window(options);
    await reader.page.goto(this.url + address);
    return reader;
  }

  /** Answers the provider's question. */
  async answer(page: Page, button: 'Agree' | 'Refuse', account = 'sara'): Promise<void> {
    // the application's own page may still be there, with a part of that name
    await page.getByRole('textbox', { name: 'Account' }).fill(account);
    await page.getByRole('button', { name: button }).click();
  }

  /** Signs in from the page's button, and waits for the page. */
  async signIn({ page }: Reader, account = 'sara'): Promise<void> {
    await page.getByRole('button', { name: SIGN_IN }).click();
    await this.answer(page, 'Agree', account);
    await page.getByRole('navigation').first().waitFor();
  }

  /** Closes the windows, and brings the provider to its first settings. */
  async reset(): Promise<void> {
    this.provider.accessTokenSeconds = DEFAULT_SECONDS;
    this.provider.roles = [];
    await this.provider.start();
    for (const reader of this.#readers.splice(0)) await reader.close();
  }

  /** Ends all of it. */
  async close(): Promise<void> {
    await this.world.close();
    await this.provider.stop();
  }
}

/** Faults of a reader that hold none of the expected texts. */
export function unexpected(reader: Reader, ...expected: readonly string[]): readonly string[] {
  return reader.takeFaults().filter((fault) => !expected.some((text) => fault.includes(text)));
}
