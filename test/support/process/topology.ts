import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findFreePort } from '../../../platform/process/free-port.ts';
import { projectFile } from '../../../platform/process/program.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../../platform/subgraph/subgraph.ts';
import { TEST_SECRET } from '../graph/remote-graph.ts';
import { type PlatformProcess, startPlatform } from './platform-process.ts';
import { type ProgramProcess, startProgram } from './program-process.ts';

/** `npm run serve -- NAME` in a process of its own. */
export interface SubgraphProcess extends ProgramProcess<unknown> {
  /** of its GraphQL endpoint */
  readonly url: string;
}

/** The gateway and every subgraph, five processes on one PostgreSQL. */
export interface Topology {
  readonly gateway: PlatformProcess;
  subgraph(name: SubgraphName): SubgraphProcess;
  /** Starts a subgraph that was stopped again, at the same URL. */
  restart(name: SubgraphName): Promise<void>;
  /** Stops every process with SIGTERM. @returns their exit codes */
  close(): Promise<readonly (number | null)[]>;
}

/** Environment of the processes that differs from the default. */
export interface TopologyOptions {
  readonly databaseUrl: string;
  /** of the gateway's signing key */
  readonly dataDir: string;
  readonly gateway?: Readonly<Record<string, string>>;
  /** of each subgraph */
  readonly subgraphs?: Readonly<Record<string, string>>;
}

/** Starts the four subgraphs at once, in whatever order they become ready, and the gateway before them. */
export async function startTopology({
  databaseUrl,
  dataDir,
  gateway = {},
  subgraphs = {},
}: TopologyOptions): Promise<Topology> {
  const environment = { DATABASE_URL: databaseUrl, DATABASE_POOL_SIZE: '4', GATEWAY_SECRET: TEST_SECRET, ...subgraphs };
  const start = (name: SubgraphName, port: number) => serve(name, { ...environment, PORT: `${port}` });
  const ports = Object.fromEntries(
    await Promise.all(SUBGRAPH_NAMES.map(async (name) => [name, await findFreePort()] as const)),
  ) as Record<SubgraphName, number>;
  const running = new Map(
    await Promise.all(SUBGRAPH_NAMES.map(async (name) => [name, await start(name, ports[name])] as const)),
  );
  const subgraph = (name: SubgraphName): SubgraphProcess => running.get(name) as SubgraphProcess;
  const urls = Object.fromEntries(SUBGRAPH_NAMES.map((name) => [`${name.toUpperCase()}_URL`, subgraph(name).url]));
  const platform = await startPlatform({ DATA_DIR: dataDir, GATEWAY_SECRET: TEST_SECRET, ...urls, ...gateway });
  return {
    gateway: platform,
    subgraph,
    restart: async (name) => {
      running.set(name, await start(name, ports[name]));
    },
    close: () => Promise.all([platform, ...running.values()].map((each) => each.stop('SIGTERM'))),
  };
}

/** `npm run demo` on a server. @returns what it printed */
export async function loadDemo(databaseUrl: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/subgraphs/load-demo.js'], {
    cwd: projectFile('.'),
    env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' },
  });
  return stdout;
}

/** `npm run serve -- NAME` with this environment. @throws {Error} with its output when it ends before it is ready */
export async function serve(name: string, environment: Readonly<Record<string, string>>): Promise<SubgraphProcess> {
  const program = await startProgram(
    ['dist/subgraphs/serve.js', name],
    environment,
    (output) => /ready at (http:\S+)/.exec(output)?.[1],
  );
  return { ...program, url: program.ready };
}
