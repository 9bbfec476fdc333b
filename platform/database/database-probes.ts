import { Gauge, type Registry } from 'prom-client';
import type { Probes } from '../health/readiness.ts';
import { type Database, probeDatabase } from './database.ts';

/** Limits of what is asked of a database before requests should come. */
export interface DatabaseLimits {
  /** free space of the embedded database below which it counts as full, bytes */
  readonly storageReserveBytes: number;
  /** how long no statement may succeed, though tried, milliseconds */
  readonly databaseUnhealthyAfterMs: number;
}

// a server does not report its free space: how long a statement that found none is remembered
const FULL_FOR_MS = 30_000;

/** Probes of a database for `/ready`: it answers, and it has room for what is to be stored. */
export function databaseProbes(database: Database, { storageReserveBytes }: DatabaseLimits): Probes {
  return {
    database: () => probeDatabase(database.tables()),
    storage: async () => {
      if (database.health.wasFullWithin(FULL_FOR_MS)) throw new Error('a statement found no room left');
      const free = await database.findFreeBytes();
      if (free !== undefined && free < storageReserveBytes)
        throw new Error(`found ${free} bytes free, expected at least ${storageReserveBytes}`);
    },
  };
}

/** Complaint of a process whose database has not answered for too long, for `/health`; undefined while it is well. */
export function databaseComplaint(
  { health }: Pick<Database, 'health'>,
  { databaseUnhealthyAfterMs }: DatabaseLimits,
): string | undefined {
  const failingForMs = health.failingForMs;
  if (failingForMs < databaseUnhealthyAfterMs) return undefined;
  return `no statement has succeeded for ${Math.floor(failingForMs / 1_000)} s`;
}

/** Exposes the embedded database's free space as a metric; a server does not report its own. */
export function addStorageMetric(database: Database, registry: Registry): void {
  if (database.kind !== 'pglite') return;
  new Gauge({
    name: 'leadscore_storage_free_bytes',
    help: 'Space left on the disk of the embedded database',
    registers: [registry],
    async collect() {
      this.set((await database.findFreeBytes()) ?? Number.NaN);
    },
  });
}
