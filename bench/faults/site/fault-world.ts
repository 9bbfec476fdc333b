import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgramProcess } from '../../../test/support/process/program-process.ts';

type Running = ProgramProcess<unknown>;

// a process that SIGTERM does not end has a deadline of its own before this
const LONGEST_STOP_MS = 40_000;

/** Where the processes of a trial are, and what they stand on. */
export interface FaultWorldOptions {
  /** how each process is started, by name; again at the same port */
  readonly programs: Readonly<Record<string, () => Promise<Running>>>;
  /** of every gateway */
  readonly urls: readonly string[];
  /** good at every gateway, before and after a restart */
  readonly token: string;
  /** where its rows can be counted once the processes have ended */
  readonly database: { readonly dataDir: string; readonly databaseUrl?: string };
  /** Removes what the processes stood on. */
  readonly dispose?: () => Promise<void>;
}

/** Processes that can be killed, frozen and started again by name. */
export class FaultWorld {
  readonly urls: readonly string[];
  readonly token: string;
  readonly database: FaultWorldOptions['database'];
  readonly dispose: () => Promise<void>;
  readonly #programs: FaultWorldOptions['programs'];
  readonly #running = new Map<string, Running>();

  constructor({ programs, urls, token, database, dispose = async () => undefined }: FaultWorldOptions) {
    this.#programs = programs;
    this.urls = urls;
    this.token = token;
    this.database = database;
    this.dispose = dispose;
  }

  get names(): readonly string[] {
    return Object.keys(this.#programs);
  }

  /** Starts these, or all, save those that run already. */
  async start(...names: readonly string[]): Promise<void> {
    const missing = (names.length > 0 ? names : this.names).filter((name) => !this.#running.has(name));
    await Promise.all(missing.map((name) => this.#start(name)));
  }

  /** Kills processes without a warning, all in the same moment. */
  async kill(...names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => this.#get(name).stop('SIGKILL')));
    for (const name of names) this.#running.delete(name);
  }

  /** Stops a process from running for a while: it answers nothing, and its connections stay open. */
  async freeze(name: string, forMs: number): Promise<void> {
    const { pid } = this.#get(name);
    process.kill(pid, 'SIGSTOP');
    await sleep(forMs);
    process.kill(pid, 'SIGCONT');
  }

  /** Kills every process and starts it again. */
  async restart(): Promise<void> {
    await this.kill(...this.#running.keys());
    await this.start();
  }

  /** Ends every process with SIGTERM. @returns a word on each that did not end well by itself */
  async close(): Promise<readonly string[]> {
    const ends = await Promise.all([...this.#running].map(([name, running]) => endOf(name, running)));
    this.#running.clear();
    return ends.filter((end) => end !== undefined);
  }

  async #start(name: string): Promise<void> {
    const program = this.#programs[name];
    if (!program) throw new TypeError(`found no process ${name}, expected one of ${this.names.join(', ')}`);
    this.#running.set(name, await program());
  }

  #get(name: string): Running {
    const running = this.#running.get(name);
    if (!running) throw new TypeError(`${name} does not run`);
    return running;
  }
}

async function endOf(name: string, running: Running): Promise<string | undefined> {
  const waiting = new AbortController();
  const late = sleep(LONGEST_STOP_MS, 'late' as const, { signal: waiting.signal }).catch(() => 'late' as const);
  const end = await Promise.race([running.stop('SIGTERM'), late]);
  waiting.abort();
  if (end === 'late') await running.stop('SIGKILL');
  if (end === 0) return undefined;
  const lastLine = running.output().trim().split('\n').at(-1);
  return `SIGTERM ended ${name} ${end === 'late' ? `not in ${LONGEST_STOP_MS} ms` : `with ${end}`} (${lastLine})`;
}
