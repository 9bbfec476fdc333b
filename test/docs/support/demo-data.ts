import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTokens, type Tokens } from '../../../gateway/auth/tokens.ts';
import { createPlatform, type Platform } from '../../../gateway/platform.ts';
import { assumeProduction, readConfig } from '../../../platform/config/config.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { SCOPES } from '../../../platform/identity/identity.ts';
import { createLogger } from '../../../platform/logger.ts';
import { projectFile } from '../../../platform/process/program.ts';

const HOUR_MS = 3_600_000;
// what a page's commands must neither see nor change
const HIDDEN = ['.git', 'data', 'dist'];
// made by the first command that needs it
const BUILT = 'dist';

/** Demo data that were loaded once, of which each page gets a copy. */
export class DemoData {
  readonly #folder = mkdtempSync(join(tmpdir(), 'lead-scoring-pages-'));
  #original: Promise<string> | undefined;
  #folders = 0;

  /** A platform on demo data that nobody has changed. @param settings that differ from the default */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<DemoPlatform> {
    this.#original ??= this.#load();
    const original = await this.#original;
    const work = this.workFolder();
    cpSync(original, join(work, 'data'), { recursive: true });
    return DemoPlatform.start(work, settings);
  }

  /** A folder that looks like the project to a page's commands, and takes what they write. */
  workFolder(): string {
    this.#folders += 1;
    const work = join(this.#folder, `page-${this.#folders}`);
    const root = fileURLToPath(projectFile('.'));
    mkdirSync(work);
    const names = readdirSync(root).filter((name) => !HIDDEN.includes(name));
    for (const name of [...names, BUILT]) symlinkSync(join(root, name), join(work, name));
    return work;
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  async #load(): Promise<string> {
    const dataDir = join(this.#folder, 'demo');
    const platform = await openPlatform({ DATA_DIR: dataDir });
    await platform.close();
    return dataDir;
  }
}

/** A platform in this process, and the folder in which a page's commands run. */
export class DemoPlatform {
  readonly work: string;
  readonly #settings: Readonly<Record<string, string>>;
  readonly #tokens: Tokens;
  #platform: Platform | undefined;
  #url = '';

  private constructor(work: string, settings: Readonly<Record<string, string>>, tokens: Tokens) {
    this.work = work;
    this.#settings = settings;
    this.#tokens = tokens;
  }

  static async start(work: string, settings: Readonly<Record<string, string>>): Promise<DemoPlatform> {
    const demo = new DemoPlatform(work, settings, await createTokens({ dataDir: join(work, 'data') }));
    await demo.resume();
    return demo;
  }

  /** such as `http://127.0.0.1:41235` */
  get url(): string {
    return this.#url;
  }

  /** A token of somebody with every scope. */
  tokenOf(subject: string): Promise<string> {
    return this.#tokens.sign(subject, SCOPES, HOUR_MS);
  }

  /** Starts it again on the same data. */
  async resume(): Promise<void> {
    this.#platform = await openPlatform({ ...this.#settings, DATA_DIR: join(this.work, 'data') });
    this.#url = await this.#platform.server.listen({ host: '127.0.0.1', port: 0 });
  }

  /** Stops it; its data stay. */
  async pause(): Promise<void> {
    await this.#platform?.close();
    this.#platform = undefined;
  }

  async close(): Promise<void> {
    await this.pause();
    rmSync(this.work, { recursive: true });
  }
}

async function openPlatform(settings: Readonly<Record<string, string>>): Promise<Platform> {
  assumeProduction();
  const config = readConfig(settings);
  const log = createLogger('silent');
  const database = await openDatabase(config, log);
  return createPlatform({ config, log, database, progress: () => undefined });
}
