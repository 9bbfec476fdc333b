import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLink } from './events.ts';
import { PgClient } from './pg-client.ts';

const CHANNEL = 'lead_scoring_events';
// each NOTIFY is a commit under a lock of the whole server: one for many commits costs nothing that counts
const SEND_EVERY_MS = 20;
const RECONNECT_MS = 1_000;
// a silent connection delivers neither notifications nor an error: only a heartbeat tells
const HEARTBEAT_MS = 5_000;
const HEARTBEAT_LIMIT_MS = 3_000;

/** Settings and dependencies of a {@link PgEventLink}. */
export interface PgEventLinkOptions {
  readonly connectionString: string;
  /** runs a statement on a connection of the pool */
  readonly query: (sql: string, parameters: readonly unknown[]) => Promise<unknown>;
  /** interval and time limit of the heartbeat on the listening connection, ms */
  readonly heartbeat?: { readonly everyMs: number; readonly limitMs: number } | undefined;
}

/**
 * News between processes by PostgreSQL's LISTEN and NOTIFY.
 *
 * It sends at most every 20 ms, outside of any transaction, and listens on a connection of its own, only while a listener
 * in this process waits. That connection is reopened when it breaks or falls silent. Behind a pooler that shares connections between
 * transactions no notification arrives; changes are then found by polling.
 */
export class PgEventLink implements EventLink {
  readonly #options: PgEventLinkOptions;
  /** distinguishes this process's own messages from those of others */
  readonly #origin = randomUUID();
  readonly #due = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<unknown> = Promise.resolve();
  #stop: AbortController | undefined;
  /** ends of the open connections: the newest, and those that are closing */
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
    // a lost notification is made up for by polling, and the writer's own statement reports the outage
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

  /** Listens until it is stopped or the connection is lost. */
  async #listenOnce(onTopic: (topic?: string) => void, signal: AbortSignal): Promise<void> {
    const client = this.#createClient(onTopic);
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
    const end = (): void => void client.end().catch(() => undefined);
    let heartbeat: NodeJS.Timeout | undefined;
    try {
      // stopped meanwhile, it ends once it is connected: pg leaves a connection that is ended before hanging
      await client.connect();
      signal.addEventListener('abort', end, { once: true });
      await client.within(this.#heartbeat.limitMs, () => client.query(`LISTEN ${CHANNEL}`));
      if (signal.aborted) end();
      // notifications from before the LISTEN were missed
      else onTopic();
      heartbeat = this.#startHeartbeat(client);
      await ended;
    } catch {
      // out of reach: retried; until then changes are found by polling
      end();
    } finally {
      clearInterval(heartbeat);
      signal.removeEventListener('abort', end);
    }
  }

  get #heartbeat(): { readonly everyMs: number; readonly limitMs: number } {
    return this.#options.heartbeat ?? { everyMs: HEARTBEAT_MS, limitMs: HEARTBEAT_LIMIT_MS };
  }

  #createClient(onTopic: (topic?: string) => void): PgClient {
    const { connectionString } = this.#options;
    const client = new PgClient({ connectionString, application_name: 'lead-scoring-gateway events' });
    client.on('notification', ({ payload = '' }) => {
      const [origin, topic] = payload.split(' ');
      if (origin !== this.#origin) onTopic(topic);
    });
    return client;
  }

  #startHeartbeat(client: PgClient): NodeJS.Timeout {
    const { everyMs, limitMs } = this.#heartbeat;
    let isAsked = false;
    const ask = async (): Promise<void> => {
      if (isAsked) return;
      isAsked = true;
      // a failure is followed by the end of the connection, which is what is waited for
      await client.within(limitMs, () => client.query('SELECT 1')).catch(() => undefined);
      isAsked = false;
    };
    return setInterval(() => void ask(), everyMs).unref();
  }
}
