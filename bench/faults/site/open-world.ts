import { createTokens } from '../../../gateway/auth/tokens.ts';
import { SCOPES } from '../../../platform/identity/identity.ts';
import { findFreePort } from '../../../platform/process/free-port.ts';
import { SUBGRAPH_NAMES } from '../../../platform/subgraph/subgraph.ts';
import { TEST_SECRET } from '../../../test/support/graph/remote-graph.ts';
import { startPlatform } from '../../../test/support/process/platform-process.ts';
import { serve } from '../../../test/support/process/topology.ts';
import { FaultWorld } from './fault-world.ts';

type Environment = Readonly<Record<string, string>>;

/** Where platforms keep what they know. */
export interface PlatformsLocation {
  /** of the signing key, and of the embedded database when there is no URL */
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** where the rows are counted afterwards, when the platforms reach the server by another way */
  readonly countedUrl?: string | undefined;
  readonly dispose?: () => Promise<void>;
}

// clocks are set ahead by days: a token must outlive that
const TOKEN_LIFE_MS = 90 * 24 * 3_600_000;
const QUIET = { PRINT_ADMIN_TOKEN: 'true', SHUTDOWN_DEADLINE_MS: '10000' };

/**
 * Starts `npm start` once for each environment, all on one database, named `platform-1` and so on.
 *
 * @param environments in which each differs from the default
 */
export async function openPlatforms(
  { dataDir, databaseUrl, countedUrl = databaseUrl, dispose }: PlatformsLocation,
  environments: readonly Environment[] = [{}],
): Promise<FaultWorld> {
  const common = { ...QUIET, DATA_DIR: dataDir, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) };
  const ports = await Promise.all(environments.map(() => findFreePort()));
  const programs = environments.map((environment, index) => {
    const start = () => startPlatform({ ...common, ...environment, PORT: `${ports[index]}` });
    return [`platform-${index + 1}`, start] as const;
  });
  const world = new FaultWorld({
    programs: Object.fromEntries(programs),
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
    token: await mintToken(dataDir),
    database: { dataDir, ...(countedUrl ? { databaseUrl: countedUrl } : {}) },
    ...(dispose ? { dispose } : {}),
  });
  await world.start();
  return world;
}

/** Starts the four subgraphs and the gateway, five processes on one PostgreSQL, named after what they are. */
export async function openProcesses(databaseUrl: string, dataDir: string): Promise<FaultWorld> {
  const common = { ...QUIET, GATEWAY_SECRET: TEST_SECRET };
  const withPorts = await Promise.all(SUBGRAPH_NAMES.map(async (name) => [name, await findFreePort()] as const));
  const subgraphs = withPorts.map(([name, port]) => {
    const environment = { ...common, DATABASE_URL: databaseUrl, DATABASE_POOL_SIZE: '4', PORT: `${port}` };
    return [name, () => serve(name, environment)] as const;
  });
  const urls = Object.fromEntries(
    withPorts.map(([name, port]) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${port}/graphql`]),
  );
  const port = await findFreePort();
  const gateway = () => startPlatform({ ...common, ...urls, DATA_DIR: dataDir, PORT: `${port}` });
  const world = new FaultWorld({
    programs: { ...Object.fromEntries(subgraphs), gateway },
    urls: [`http://127.0.0.1:${port}`],
    token: await mintToken(dataDir),
    database: { dataDir, databaseUrl },
  });
  await world.start();
  return world;
}

async function mintToken(dataDir: string): Promise<string> {
  const tokens = await createTokens({ dataDir });
  return tokens.sign('faults', SCOPES, TOKEN_LIFE_MS);
}
