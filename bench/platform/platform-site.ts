import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustedDocument } from '../../gateway/graphql/trusted-documents.ts';
import { startThrowawayPostgres } from '../../test/support/database/throwaway-postgres.ts';
import { type PlatformProcess, startPlatform } from '../../test/support/process/platform-process.ts';
import { familyCpuMs } from '../process-cpu.ts';

/** The compiled platform with its demo data, on a database of its own. */
export interface PlatformSite {
  readonly name: 'PGlite' | 'PostgreSQL';
  readonly platform: PlatformProcess;
  /** CPU time of the server's processes, milliseconds; 0 for the embedded database, which is part of the platform */
  databaseCpuMs(): number;
  close(): Promise<void>;
}

/** Settings of a site. */
export interface PlatformSiteOptions {
  /** texts of trusted documents */
  readonly documents?: readonly string[];
}

/** Starts the platform on the embedded database. */
export async function startEmbedded(options: PlatformSiteOptions = {}): Promise<PlatformSite> {
  const { platform, close } = await startSite(options, {});
  return { name: 'PGlite', platform, databaseCpuMs: () => 0, close };
}

/** Starts the platform on a throwaway PostgreSQL; see `whyNoPostgres` for when to try. */
export async function startOnServer(options: PlatformSiteOptions = {}): Promise<PlatformSite> {
  const server = await startThrowawayPostgres();
  const site = await startSite(options, { DATABASE_URL: server.url });
  const close = async (): Promise<void> => {
    await site.close();
    await server.close();
  };
  return { name: 'PostgreSQL', platform: site.platform, databaseCpuMs: () => familyCpuMs(server.pid), close };
}

async function startSite(
  { documents = [] }: PlatformSiteOptions,
  environment: Readonly<Record<string, string>>,
): Promise<Pick<PlatformSite, 'platform' | 'close'>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-bench-'));
  const list = join(dataDir, 'trusted-documents.json');
  await writeFile(list, JSON.stringify(Object.fromEntries(documents.map((text) => [trustedDocument(text).id, text]))));
  const platform = await startPlatform({
    DATA_DIR: dataDir,
    TRUSTED_DOCUMENTS: list,
    // counted, but never reached
    RATE_LIMIT_PER_MINUTE: '60000000',
    ...environment,
  });
  const close = async (): Promise<void> => {
    await platform.stop('SIGTERM');
    await rm(dataDir, { recursive: true });
  };
  return { platform, close };
}
