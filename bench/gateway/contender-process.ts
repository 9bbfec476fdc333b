import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type EntryPoint, entryPoint, projectFile } from '../../platform/process/program.ts';
import { findNativeRouter, startNativeRouter } from './native-router.ts';
import { HEADERS, URLS_VARIABLE } from './protocol.ts';
import { supergraphSdl } from './subgraphs.ts';

/** Hive Gateway (JavaScript). */
export const HIVE = 'remote-hive';
/** Hive Router (Rust). */
export const NATIVE = 'remote-native';

/** A contender, or the subgraphs, in a process of its own. */
export interface BenchProcess {
  readonly pid: number;
  stop(): void;
}

/** A gateway that takes requests. */
export interface ContenderProcess extends BenchProcess {
  readonly url: string;
  /** that clients must send; undefined without one */
  readonly token: string | undefined;
}

/** The remote subgraphs of all contenders. */
export interface SubgraphsProcess extends BenchProcess {
  readonly urls: Readonly<Record<string, string>>;
}

/** Says why a contender cannot take part; undefined when it can. */
export function whyNot(name: string): string | undefined {
  if (name === NATIVE && !findNativeRouter()) return 'no hive_router on PATH or in HIVE_ROUTER';
  const folder = projectFile('bench/gateway/hive/node_modules');
  return name === HIVE && !existsSync(folder) ? 'not installed, see the README' : undefined;
}

/** Starts the remote subgraphs. */
export async function startSubgraphs(): Promise<SubgraphsProcess> {
  const { message, ...started } = await forkProgram<SubgraphsProcess>(entryPoint('bench/gateway/subgraph-servers.ts'));
  return { ...started, urls: message.urls };
}

/** Starts a contender. @param urls of the remote subgraphs, by name */
export async function startContender(name: string, urls: SubgraphsProcess['urls'] = {}): Promise<ContenderProcess> {
  const { process: started, port, token } = await listen(name, urls);
  return { ...started, url: `http://127.0.0.1:${port}/graphql`, token };
}

interface Listening {
  readonly port: number;
  readonly token?: string;
}

async function listen(
  name: string,
  urls: SubgraphsProcess['urls'],
): Promise<Listening & { readonly process: BenchProcess }> {
  if (name === NATIVE) {
    const { child, port } = await startNativeRouter(findNativeRouter() ?? '', supergraphSdl(urls));
    return { process: { pid: child.pid as number, stop: () => child.kill() }, port };
  }
  const { message, ...process } =
    name === HIVE
      ? await forkProgram<Listening>({ url: projectFile('bench/gateway/hive/contender.mjs'), execArgv: [] }, [], {
          BENCH_SUPERGRAPH: supergraphSdl(urls),
          BENCH_HEADERS: JSON.stringify(HEADERS),
        })
      : await forkProgram<Listening>(entryPoint('bench/gateway/contender.ts'), [name], {
          [URLS_VARIABLE]: JSON.stringify(urls),
        });
  return { process, ...message };
}

/** Starts a program. @returns with its first message */
async function forkProgram<Message>(
  { url, execArgv }: EntryPoint,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<BenchProcess & { readonly message: Message }> {
  const env = { ...process.env, NODE_ENV: 'production', ...environment };
  const child = fork(url, args, { execArgv: [...execArgv], env });
  const [message] = (await once(child, 'message')) as [Message];
  return { pid: child.pid as number, stop: () => child.disconnect(), message };
}
