import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { entryPoint } from '../../platform/process/program.ts';
import type { LiveClients } from './live-clients.ts';

/** A server of subscriptions in a process of its own. */
export interface LiveServer {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly url: string;
}

/** Memory and CPU time of a server. */
export interface LiveServerUsage {
  readonly rss: number;
  readonly heap: number;
  readonly cpuMs: number;
}

/** Starts a contender of `live-server.ts`. */
export async function startLiveServer(name: string): Promise<LiveServer> {
  const { url, execArgv } = entryPoint('bench/gateway/live-server.ts');
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = fork(url, [name], { execArgv: [...execArgv, '--expose-gc'], env });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { child, pid: child.pid as number, url: `ws://127.0.0.1:${port}/graphql` };
}

/** Collects garbage in the server, then reads its usage. */
export async function usageOf({ child }: LiveServer): Promise<LiveServerUsage> {
  child.send({});
  const [usage] = (await once(child, 'message')) as [LiveServerUsage];
  return usage;
}

/** Sends events to all subscribers, few enough at once that none falls behind. */
export async function sendAll(
  { child }: LiveServer,
  subscribers: LiveClients,
  { events, clients, inFlight }: { readonly events: number; readonly clients: number; readonly inFlight: number },
): Promise<void> {
  subscribers.reset();
  for (let sent = 0; sent < events; sent += inFlight) {
    const count = Math.min(inFlight, events - sent);
    child.send({ send: count });
    await subscribers.has((sent + count) * clients);
  }
}
