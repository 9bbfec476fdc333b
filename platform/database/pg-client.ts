import pg from 'pg';

const CONNECT_TIMEOUT_MS = 5_000;
const END_TIMEOUT_MS = 2_000;

/**
 * Client of a PostgreSQL server that waits for nothing without end: not for a greeting, and not for the other side to
 * hang up.
 */
export class PgClient extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    super({
      ...config,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    // the end follows every error; unheard, the event would end the process
    this.on('error', () => undefined);
  }

  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | void {
    const timer = setTimeout(() => this.destroy(new Error('Connection terminated by us')), END_TIMEOUT_MS).unref();
    this.once('end', () => clearTimeout(timer));
    return callback ? super.end(callback) : super.end();
  }

  /** Ends the connection without a word: whatever is under way fails with the error. */
  destroy(error: Error): void {
    // pg has no other way to leave a silent server; its own pool does the same
    const { connection } = this as unknown as { readonly connection: { readonly stream: NodeJS.WritableStream } };
    (connection.stream as unknown as { destroy(error: Error): void }).destroy(error);
  }

  /**
   * Waits for an answer of the server; without one in time the connection is destroyed.
   *
   * @throws {Silence} when no message arrived
   */
  async within<Answer>(limitMs: number, ask: () => Promise<Answer>): Promise<Answer> {
    const timer = setTimeout(() => this.destroy(new Silence(limitMs)), limitMs);
    try {
      return await ask();
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Failure of a connection that stayed silent for a statement's time limit. */
export class Silence extends Error {
  readonly code = 'ETIMEDOUT';
  readonly limitMs: number;

  constructor(limitMs: number) {
    super(`no answer within ${limitMs} ms`);
    this.limitMs = limitMs;
  }
}
