import { type Client, createClient } from 'graphql-ws';
import { endSession, session } from '../session/session.ts';
import { createStore } from '../store/store.ts';
import { GraphError, readFaults } from './graph-error.ts';
import { named, type PageDocument } from './named-document.ts';
import { reportNewerServer } from './newer-server.ts';
import { sessionEndOf } from './session-end.ts';

/** State of the page's one socket: `IDLE` while nothing is followed. */
export type LiveState = 'IDLE' | 'CONNECTING' | 'OPEN' | 'BROKEN';

/** Callbacks of a subscription. */
export interface LiveSink<Data> {
  /** @returns the cursor from which the subscription goes on after an interruption, where it has one */
  next(data: Data): string | undefined;
  /** Refused by the gateway; the subscription is over. */
  fail(error: GraphError): void;
}

/** State of the page's socket. */
export const liveState = createStore<LiveState>('IDLE');

const LONGEST_WAIT_MS = 15_000;

let client: Client | undefined;
let clientToken: string | undefined;

/**
 * Follows a subscription on the page's one socket until the returned function is called.
 *
 * After an interruption it is subscribed again, with the cursor of the last event as `after`: nothing is missed.
 */
export function follow<Data, Variables extends object>(
  document: PageDocument<Data, Variables>,
  variables: Variables,
  sink: LiveSink<Data>,
): () => void {
  // graphql-ws sends this object again after an interruption, with the cursor of then
  const resumable: Variables & { after?: string } = { ...variables };
  const payload = { query: '', ...named(document), variables: resumable } as never;
  return socket().subscribe<Data>(payload, {
    next({ data, errors }) {
      if (errors) sink.fail(new GraphError(readFaults(errors)));
      if (!data) return;
      const cursor = sink.next(data);
      if (cursor !== undefined) resumable.after = cursor;
    },
    error(error) {
      // a socket that was closed for good has said so in liveState
      if (!Array.isArray(error)) return;
      const refused = new GraphError(readFaults(error));
      reportNewerServer(refused.code);
      sink.fail(refused);
    },
    complete: () => undefined,
  });
}

/** Calls back whenever the socket is there again after it was broken. @returns ends it */
export function onReconnect(listener: () => void): () => void {
  let wasBroken = liveState.get() === 'BROKEN';
  return liveState.follow(() => {
    const state = liveState.get();
    if (state === 'OPEN' && wasBroken) listener();
    if (state !== 'CONNECTING') wasBroken = state === 'BROKEN';
  });
}

function socket(): Client {
  const { token } = session.get();
  if (client && token === clientToken) return client;
  void client?.dispose();
  clientToken = token;
  // a closed client reports its end when another may be open already
  const ifCurrent = (act: () => void) => (): void => {
    if (client === created) act();
  };
  const created = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams: { authorization: `Bearer ${token}` },
    lazyCloseTimeout: 5_000,
    keepAlive: 20_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (attempt) => wait(Math.min(LONGEST_WAIT_MS, 500 * 2 ** attempt) * (0.5 + Math.random() / 2)),
    shouldRetry: (event) => sessionEndOf(event as CloseEvent) === undefined,
    on: {
      connecting: ifCurrent(() => liveState.set(liveState.get() === 'BROKEN' ? 'BROKEN' : 'CONNECTING')),
      connected: ifCurrent(() => liveState.set('OPEN')),
      closed: (event) => ifCurrent(() => closed(event, token))(),
    },
  });
  client = created;
  return created;
}

function closed(event: unknown, token: string | undefined): void {
  const { code, wasClean, reason } = event as CloseEvent;
  const end = sessionEndOf({ code, reason });
  if (end) endSession(token, end);
  liveState.set(wasClean && code === 1000 ? 'IDLE' : 'BROKEN');
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
