import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { findFreePort } from '../../../platform/process/free-port.ts';
import { projectFile } from '../../../platform/process/program.ts';
import { createServerDatabase } from '../database/databases.ts';
import { whyNoPostgres } from '../database/throwaway-postgres.ts';
import { type PlatformProcess, startPlatform } from '../process/platform-process.ts';
import { openBrowser, whyNoBrowser } from './browser.ts';
import { Reader, type ReaderOptions } from './reader.ts';

const run = promisify(execFile);

/** Databases on which the web application is tried. */
export type WebDatabase = 'pglite' | 'postgres';

/** Reason why a database's tests in a browser are skipped, or false. */
export function skipWeb(database: WebDatabase): string | false {
  return whyNoBrowser() ?? (database === 'postgres' ? whyNoPostgres() : undefined) ?? false;
}

/** Settings of a {@link WebWorld}. */
export interface WebWorldOptions {
  readonly database?: WebDatabase;
  /** whether it has a lake */
  readonly hasLake?: boolean;
  /** environment of the platform that differs from the default */
  readonly environment?: Readonly<Record<string, string>>;
}

/** `npm start` with the demo, in a process of its own that can be killed, and browsers before it. */
export class WebWorld {
  readonly browser: Browser;
  /** of PostgreSQL; undefined on the embedded database */
  readonly databaseUrl: string | undefined;
  readonly #start: () => Promise<PlatformProcess>;
  readonly #dataDir: string;
  readonly #dispose: readonly (() => Promise<unknown>)[];
  #platform: PlatformProcess;

  private constructor(
    browser: Browser,
    platform: PlatformProcess,
    start: () => Promise<PlatformProcess>,
    dataDir: string,
    databaseUrl: string | undefined,
    dispose: readonly (() => Promise<unknown>)[],
  ) {
    this.browser = browser;
    this.#platform = platform;
    this.#start = start;
    this.#dataDir = dataDir;
    this.databaseUrl = databaseUrl;
    this.#dispose = dispose;
  }

  /** Starts the platform and a browser. Runs what `npm run build` made. */
  static async open({
    database = 'pglite',
    hasLake = false,
    environment = {},
  }: WebWorldOptions = {}): Promise<WebWorld> {
    const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-web-world-'));
    const server = database === 'postgres' ? await createServerDatabase() : undefined;
    const port = String(await findFreePort());
    const start = (): Promise<PlatformProcess> =>
      startPlatform({
        DATA_DIR: dataDir,
        PORT: port,
        ...(server && { DATABASE_URL: server.url }),
        ...(hasLake && { LAKE_URL: join(dataDir, 'lake') }),
        ...environment,
      });
    const [platform, browser] = await Promise.all([start(), openBrowser()]);
    const dispose = [async () => server?.close(), () => rm(dataDir, { recursive: true, force: true, maxRetries: 5 })];
    return new WebWorld(browser, platform, start, dataDir, server?.url, dispose);
  }

  get url(): string {
    return this.#platform.url;
  }

  /** a token with every right, as `npm start` prints it */
  get adminToken(): string {
    return this.#platform.token;
  }

  /** Output of the platform, for messages of failed assertions. */
  get output(): string {
    return this.#platform.output();
  }

  /**
   * Creates a token by `npm run token`.
   *
   * @param scopes comma list
   * @param ttl    such as `20s`
   */
  async token(scopes: string, subject = 'sara', ttl = '1h'): Promise<string> {
    const program = projectFile('dist/gateway/auth/cli.js').pathname;
    const { stdout } = await run(process.execPath, [program, '--scopes', scopes, '--subject', subject, '--ttl', ttl], {
      env: { ...process.env, DATA_DIR: this.#dataDir },
    });
    return stdout.trim().split('\n').at(-1) as string;
  }

  /** Opens a window. */
  reader(options?: ReaderOptions): Promise<Reader> {
    return Reader.open(this.browser, this.url, options);
  }

  /** Asks the graph, as somebody without this page does. */
  async ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.adminToken}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** Kills the platform without a warning. */
  async kill(): Promise<void> {
    await this.#platform.stop('SIGKILL');
  }

  /** Stops the platform as a deployment does: its clients are told, then it ends. */
  async stop(): Promise<void> {
    await this.#platform.stop('SIGTERM');
  }

  /** Starts the platform again, at the same address and on the same data. */
  async restart(): Promise<void> {
    this.#platform = await this.#start();
  }

  /** Ends browser and platform, and removes their data. */
  async close(): Promise<void> {
    await this.browser.close();
    await this.#platform.stop('SIGTERM');
    for (const dispose of this.#dispose) await dispose();
  }
}
