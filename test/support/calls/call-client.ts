import { request } from 'node:http';
import type { Socket } from 'node:net';
import { CALLS_PROTOCOL, type Call } from '../../../platform/subgraph/call-protocol.ts';
import { encodeIdentity, GATEWAY_HEADERS } from '../../../platform/subgraph/gateway-protocol.ts';
import { LineReader } from '../../../platform/subgraph/line-reader.ts';
import { TEST_SECRET } from '../graph/remote-graph.ts';
import { until } from './until.ts';

/** Identity of the calls of tests. */
export const IDENTITY = encodeIdentity({ subject: 'tester', scopes: ['read'] });

/** Gateway's end of a connection of calls, of which tests write each byte. */
export interface CallClient {
  readonly socket: Socket;
  /** received since `read` */
  readonly lines: string[];
  /** Begins to read. */
  read(): void;
  /** Sends a call. */
  call(id: number, query: string, more?: Partial<Call>): void;
  untilLines(count: number): Promise<void>;
}

/** Asks for a connection of calls. @returns its socket, or the status of a refusal */
export async function upgrade(url: string, secret = TEST_SECRET): Promise<Socket | number> {
  const headers = { connection: 'upgrade', upgrade: CALLS_PROTOCOL, [GATEWAY_HEADERS.secret]: secret };
  const asking = request(url, { headers, agent: false }).end();
  return new Promise((resolve, reject) => {
    asking.once('upgrade', (_response, socket) => resolve(socket as Socket));
    asking.once('response', ({ statusCode = 0 }) => resolve(statusCode));
    asking.once('error', reject);
  });
}

/** Opens a connection of calls. */
export async function connectCalls(url: string): Promise<CallClient> {
  const socket = (await upgrade(url)) as Socket;
  socket.on('error', () => undefined);
  const reader = new LineReader(50_000_000);
  const lines: string[] = [];
  return {
    socket,
    lines,
    read: () => void socket.on('data', (chunk) => lines.push(...(reader.push(chunk) ?? []))),
    call: (id, query, more) => void socket.write(callLine(id, query, more)),
    untilLines: (count) => until(() => lines.length >= count),
  };
}

/** Line of a call. */
export function callLine(id: number, query: string, more: Partial<Call> = {}): string {
  const call = { id, identity: IDENTITY, requestId: `r-${id}`, timeLeftMs: 5_000, query, variables: {}, ...more };
  return `${JSON.stringify(call)}\n`;
}
