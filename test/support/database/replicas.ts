import { setTimeout as sleep } from 'node:timers/promises';
import { createTokens } from '../../../gateway/auth/tokens.ts';
import { SCOPES } from '../../../platform/identity/identity.ts';
import { type PlatformEnvironment, type PlatformProcess, startPlatform } from '../process/platform-process.ts';
import { ScoringClient } from '../scores/scoring-client.ts';

const HOUR = 3_600_000;
const CALLERS = 4;
const DEMO_LEADS = 5_000;
/** Pause of a caller whose replica was killed. */
const RECOVERY_MS = 100;

interface Replica {
  readonly process: PlatformProcess;
  readonly clients: Map<string, ScoringClient>;
}

/** Several platforms on one database, each in a process of its own, any of which can be killed at any time. */
export class Replicas {
  readonly #environment: PlatformEnvironment;
  readonly #dataDir: string;
  readonly #replicas = new Map<number, Replica>();
  #load: Promise<unknown> = Promise.resolve();
  #isLoaded = false;

  /** @param dataDir holds the key of tokens: one for all, so that a token is good everywhere */
  constructor(dataDir: string, environment: PlatformEnvironment) {
    this.#dataDir = dataDir;
    this.#environment = { ...environment, DATA_DIR: dataDir };
  }

  /** Starts one, for the first time or after it was killed. The first of all loads the demo data. */
  async start(name: number): Promise<void> {
    const process = await startPlatform(this.#environment);
    this.#replicas.set(name, { process, clients: new Map() });
  }

  /** Kills one without a warning. */
  async kill(name: number): Promise<void> {
    await this.#stop(name, 'SIGKILL');
  }

  /** Speaks to one that lives, in the name of `subject`, who may do everything. */
  async as(subject: string): Promise<ScoringClient> {
    const [replica] = this.#replicas.values();
    if (!replica) throw new TypeError('found no replica that lives');
    const known = replica.clients.get(subject);
    if (known) return known;
    const tokens = await createTokens({ dataDir: this.#dataDir });
    const client = new ScoringClient({ ...replica.process, token: await tokens.sign(subject, SCOPES, HOUR) });
    replica.clients.set(subject, client);
    return client;
  }

  /** From now on asks for scores without a pause, of whoever lives. */
  load(): void {
    this.#isLoaded = true;
    this.#load = Promise.all(Array.from({ length: CALLERS }, (_, caller) => this.#call(caller)));
  }

  /** Ends the load, then every process. */
  async close(): Promise<void> {
    this.#isLoaded = false;
    await this.#load;
    await Promise.all([...this.#replicas.keys()].map((name) => this.#stop(name, 'SIGTERM')));
  }

  async #call(caller: number): Promise<void> {
    for (let turn = caller; this.#isLoaded; turn += CALLERS) {
      const leadId = `lead-${String(1 + (turn % DEMO_LEADS)).padStart(6, '0')}`;
      try {
        await (await this.as('crm')).scoreLead(leadId);
      } catch {
        // its replica was killed, or none lives at the moment
        await sleep(RECOVERY_MS);
      }
    }
  }

  async #stop(name: number, signal: NodeJS.Signals): Promise<void> {
    const replica = this.#replicas.get(name);
    this.#replicas.delete(name);
    await replica?.process.stop(signal);
    for (const client of replica?.clients.values() ?? []) client.close();
  }
}
