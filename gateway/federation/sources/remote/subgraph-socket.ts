import { type Client, createClient, type FormattedExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import { DomainError, ERROR_CODES, type ErrorCode } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { ForwardedContext } from '../../../../platform/subgraph/gateway-protocol.ts';
import type { SubgraphOperation, SubgraphResult, SubgraphStream } from '../source.ts';
import { EventBuffer } from './event-buffer.ts';

/** the connection stays open this long after its last stream, ms */
const LINGER_MS = 3_000;
const PING_INTERVAL_MS = 10_000;
const PONG_LIMIT_MS = 5_000;

/** Dependencies and settings of a subgraph's streams. */
export interface SubgraphSocketOptions {
  readonly subgraph: string;
  /** of its GraphQL endpoint, with http or https */
  readonly url: string;
  readonly secret: string;
  readonly log: Logger;
  /** time limit of opening a connection, ms */
  readonly timeoutMs: number;
  /** events of one stream that may wait to be read; with more the stream is lost */
  readonly bufferedEvents: number;
}

/**
 * Streams of one subgraph, for every identity, over one connection that opens with the first stream and closes after
 * the last.
 *
 * Events are read as they arrive, so that a slow reader of one stream does not delay the others. A lost connection, an
 * unanswered ping, or too many unread events end a stream with SUBGRAPH_UNAVAILABLE; nothing is reopened here.
 */
export class SubgraphSocket {
  readonly #options: SubgraphSocketOptions;
  #client: Client | undefined;
  #isClosed = false;

  constructor(options: SubgraphSocketOptions) {
    this.#options = options;
  }

  prepare({ text }: SubgraphOperation): SubgraphStream {
    return (variables, { identity, requestId }, signal) => {
      const { subject, scopes } = identity;
      const extensions: ForwardedContext = { identity: { subject, scopes }, requestId };
      return this.#open({ query: text, variables: { ...variables }, extensions: { ...extensions } }, signal);
    };
  }

  /** Ends every stream as lost, later ones too. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#client?.dispose();
  }

  async *#open(payload: Parameters<Client['subscribe']>[0], signal: AbortSignal): AsyncGenerator<SubgraphResult> {
    if (signal.aborted) return;
    if (this.#isClosed) throw this.#lost(new Error('the source is closed'));
    const buffer = new EventBuffer<SubgraphResult>(this.#options.bufferedEvents, () =>
      this.#lost(new Error(`found more than ${this.#options.bufferedEvents} unread events`)),
    );
    this.#client ??= this.#createClient();
    let hasLeft = false;
    const unsubscribe = this.#client.subscribe(payload, {
      next: (event: FormattedExecutionResult) => {
        if (buffer.push(event as SubgraphResult)) unsubscribe();
      },
      error: (error) => {
        if (hasLeft) return;
        if (!isErrors(error)) buffer.fail(this.#lost(error));
        else if (!error.some(namesPlace)) buffer.fail(asThrown(error));
        else {
          buffer.push({ errors: error });
          buffer.end();
        }
      },
      complete: () => buffer.end(),
    });
    const leave = (): void => {
      hasLeft = true;
      buffer.close();
      unsubscribe();
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      yield* buffer;
    } finally {
      signal.removeEventListener('abort', leave);
      leave();
    }
  }

  #lost(cause: unknown): DomainError {
    const { subgraph, log } = this.#options;
    log.warn({ subgraph, reason: reasonOf(cause) }, 'subgraph stream lost');
    return new DomainError(
      'SUBGRAPH_UNAVAILABLE',
      `the stream of subgraph ${subgraph} was lost`,
      { subgraph },
      { cause },
    );
  }

  #createClient(): Client {
    const { url, secret, timeoutMs } = this.#options;
    let pongTimer: NodeJS.Timeout | undefined;
    const client = createClient({
      url: url.replace(/^http/, 'ws'),
      webSocketImpl: webSocketWith(timeoutMs),
      connectionParams: { secret },
      connectionAckWaitTimeout: timeoutMs,
      retryAttempts: 0,
      lazyCloseTimeout: LINGER_MS,
      keepAlive: PING_INTERVAL_MS,
      on: {
        ping: (received) => {
          if (!received) pongTimer = setTimeout(() => client.terminate(), PONG_LIMIT_MS);
        },
        pong: (received) => {
          if (received) clearTimeout(pongTimer);
        },
        closed: () => clearTimeout(pongTimer),
      },
    });
    return client;
  }
}

function webSocketWith(handshakeTimeout: number): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string, protocols: string | string[]) {
      super(url, protocols, { handshakeTimeout, perMessageDeflate: false });
    }
  } as typeof WebSocket;
}

type Errors = NonNullable<FormattedExecutionResult['errors']>;

function isErrors(error: unknown): error is Errors {
  return Array.isArray(error);
}

/** An error of the document or of a field is a response, as in this process; any other was thrown by the stream. */
function namesPlace({ locations, path }: Errors[number]): boolean {
  return locations !== undefined || path !== undefined;
}

/** The error that the stream threw in the subgraph, with its code. */
function asThrown([error]: Errors): Error {
  const { message = 'the stream failed', extensions = {} } = error ?? {};
  const { code, ...details } = extensions;
  if (typeof code === 'string' && Object.hasOwn(ERROR_CODES, code))
    return new DomainError(code as ErrorCode, message, details);
  return new Error(message);
}

function reasonOf(cause: unknown): string {
  const { code, reason, message } = cause as { code?: unknown; reason?: unknown; message?: unknown };
  return [code, reason, message].filter(Boolean).join(' ') || String(cause);
}
