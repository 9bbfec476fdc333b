import { fork } from 'node:child_process';
import { once } from 'node:events';
import { entryPoint } from '../../platform/process/program.ts';

/** A bare Fastify route in a process of its own. */
export interface BareRoute {
  readonly pid: number;
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a bare Fastify route, `POST /score-lead`, with a fixed answer: what HTTP costs at least. */
export async function startBareRoute(): Promise<BareRoute> {
  const entry = entryPoint('bench/bare-route/server.ts');
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = fork(entry.url, { execArgv: [...entry.execArgv], env });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return { pid: child.pid as number, url, close: async () => child.disconnect() };
}
