import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { EventLink } from './events.ts';

const CHANNEL = 'lead_scoring_events';
// each NOTIFY is a commit under a lock of the whole server: one for many commits costs nothing that counts
const SEND_EVERY_MS = 20;
const RECONNECT_MS = 1_000;

/** What a {@link PgEventLink} works with. */
export interface PgEventLinkOptions {
  readonly connectionString: string;
  /** runs a statement on a connection of the pool */
  readonly query: (sql: string, parameters: readonly unknown[]) => Promise<unknown>;
}

/**
 * News between processes by PostgreSQL's LISTEN and NOTIFY.
 *
 * It sends at most every 20 ms, outside of any transaction, and listens on a connection of its own, only while somebody
 * here waits for news. That connection is opened again when it breaks. Behind a pooler that shares connections between
 * transactions nothing is heard; then news is found by looking.
 */
export class PgEventLink implements EventLink {
  readonly #options: PgEventLinkOptions;
  /** tells our own messages from those of others */
  readonly #origin = randomUUID();
  readonly #due = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<unknown> = Promise.resolve();
  #stop: AbortController | undefined;
  /** ends of the connections that are open, the newest and those that were told to end */
  readonly #ends = new Set<Promise<void>>();

  constructor(options: PgEventLinkOptions) {
    this.#options = options;
  }

  send(topic: string): void {
    this.#due.add(topic);
    if (!this.#timer) this.#sendDue();
  }

  listen(onTopic: (topic?: string) => void): void {
    this.#stop = new AbortController();
    const ended: Promise<void> = this.#keepListening(onTopic, this.#stop.signal).finally(() =>
      this.#ends.delete(ended),
    );
    this.#ends.add(ended);
  }

  unlisten(): void {
    this.#stop?.abort();
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.unlisten();
    await Promise.all([this.#sending, ...this.#ends]);
  }

  #sendDue(): void {
    this.#timer = undefined;
    if (this.#due.size === 0) return;
    const messages = [...this.#due].map((topic) => `${this.#origin} ${topic}`);
    this.#due.clear();
    const { query } = this.#options;
    // a message that is lost is found by looking, and whoever wrote the fact hears of the outage from its own statement
    this.#sending = query(`SELECT pg_notify('${CHANNEL}', message) FROM unnest($1::text[]) AS message`, [
      messages,
    ]).catch(() => undefined);
    this.#timer = setTimeout(() => this.#sendDue(), SEND_EVERY_MS).unref();
  }

  async #keepListening(onTopic: (topic?: string) => void, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#listenOnce(onTopic, signal);
      await sleep(RECONNECT_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Listens until told to stop or until the connection is lost. */
  async #listenOnce(onTopic: (topic?: string) => void, signal: AbortSignal): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.connectionString,
      application_name: 'lead-scoring-gateway events',
      keepAlive: true,
    });
    // the end follows every error, and is what is waited for
    client.on('error', () => undefined);
    client.on('notification', ({ payload = '' }) => {
      const [origin, topic] = payload.split(' ');
      if (origin !== this.#origin) onTopic(topic);
    });
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
    const end = (): void => void client.end().catch(() => undefined);
    try {
      // told to stop meanwhile, it ends once it is connected: pg leaves a connection that is ended before hanging
      await client.connect();
      signal.addEventListener('abort', end, { once: true });
      await client.query(`LISTEN ${CHANNEL}`);
      if (signal.aborted) end();
      // what was sent before we listened was not heard
      else onTopic();
      await ended;
    } catch {
      // out of reach: tried again; until then news is found by looking
      end();
    } finally {
      signal.removeEventListener('abort', end);
    }
  }
}
