import { readFile, writeFile } from 'node:fs/promises';
import type { Page, Route, WebSocketRoute } from 'playwright-core';

/** Answers of a real gateway to one view of the page, by request. */
export interface Recording {
  /** the page's time, ISO 8601: variables and texts depend on it */
  readonly at: string;
  /** bodies of answers by the text of the request */
  readonly answers: Record<string, unknown>;
  /** first events of subscriptions by the text of their payload */
  readonly events: Record<string, unknown[]>;
}

const MOST_EVENTS = 3;

interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** Records what a real gateway answers to a page, whose clock stands still meanwhile. */
export async function record(page: Page, at: Date): Promise<Recording> {
  const recording: Recording = { at: at.toISOString(), answers: {}, events: {} };
  await page.clock.setFixedTime(at);
  await page.route('**/graphql', async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    recording.answers[keyOf(route)] = body;
    await answer(route, response.status(), body, at);
  });
  await page.routeWebSocket('**/graphql', (socket) => {
    const server = socket.connectToServer();
    const payloads = new Map<string, string>();
    socket.onMessage((text) => {
      const { type, id = '', payload } = JSON.parse(String(text)) as Frame;
      if (type === 'subscribe') payloads.set(id, JSON.stringify(payload));
      server.send(text);
    });
    server.onMessage((text) => {
      const { type, id = '', payload } = JSON.parse(String(text)) as Frame;
      const key = payloads.get(id);
      const known = key === undefined ? [] : (recording.events[key] ?? []);
      if (type === 'next' && key !== undefined && known.length < MOST_EVENTS)
        recording.events[key] = [...known, payload];
      socket.send(text);
    });
  });
  return recording;
}

/**
 * Answers a page from a recording, as of its time.
 *
 * @param unknown called with a request that was not recorded: the page has changed since
 */
export async function replay(page: Page, recording: Recording, unknown: (request: string) => void): Promise<void> {
  const at = new Date(recording.at);
  await page.clock.setFixedTime(at);
  await page.route('**/graphql', async (route) => {
    const body = recording.answers[keyOf(route)];
    // an unknown one is never answered: a page that refreshes itself later goes on as it is
    if (body === undefined) unknown(keyOf(route));
    else await answer(route, 200, body, at);
  });
  await page.routeWebSocket('**/graphql', (socket) => replayEvents(socket, recording));
}

function replayEvents(socket: WebSocketRoute, { events }: Recording): void {
  socket.onMessage((text) => {
    const { type, id, payload } = JSON.parse(String(text)) as Frame;
    if (type === 'connection_init') socket.send(JSON.stringify({ type: 'connection_ack' }));
    if (type === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
    if (type !== 'subscribe') return;
    for (const event of events[JSON.stringify(payload)] ?? [])
      socket.send(JSON.stringify({ type: 'next', id, payload: event }));
  });
}

/** Reads a recording. */
export async function readRecording(file: string): Promise<Recording> {
  return JSON.parse(await readFile(file, 'utf8')) as Recording;
}

/** Writes a recording, a line per answer, so that differences of two can be read. */
export async function writeRecording(file: string, { at, answers, events }: Recording): Promise<void> {
  const lines = (of: Record<string, unknown>): string =>
    Object.keys(of)
      .sort()
      .map((key) => `${JSON.stringify(key)}: ${JSON.stringify(of[key])}`)
      .join(',\n');
  await writeFile(
    file,
    `{"at": ${JSON.stringify(at)},\n"answers": {\n${lines(answers)}\n},\n"events": {\n${lines(events)}\n}}\n`,
  );
}

function keyOf(route: Route): string {
  return route.request().postData() ?? '';
}

async function answer(route: Route, status: number, body: unknown, at: Date): Promise<void> {
  const contentType = 'application/graphql-response+json; charset=utf-8';
  await route.fulfill({ status, contentType, headers: { date: at.toUTCString() }, body: JSON.stringify(body) });
}
