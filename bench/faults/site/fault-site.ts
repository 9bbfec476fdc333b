import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startThrowawayPostgres, type ThrowawayPostgres } from '../../../test/support/database/throwaway-postgres.ts';
import { loadDemo } from '../../../test/support/process/topology.ts';

/** Ground of all trials: a folder, and one PostgreSQL server with a database of demo data to copy. */
export class FaultSite {
  readonly folder: string;
  readonly server: ThrowawayPostgres;
  #count = 0;

  private constructor(folder: string, server: ThrowawayPostgres) {
    this.folder = folder;
    this.server = server;
  }

  /** Starts the server and loads the demo data. */
  static async open(): Promise<FaultSite> {
    const server = await startThrowawayPostgres();
    const site = new FaultSite(await mkdtemp(join(tmpdir(), 'lead-scoring-faults-')), server);
    await site.#command('CREATE DATABASE demo');
    await loadDemo(databaseOf(server.url, 'demo'));
    return site;
  }

  /** Makes a database with the demo data. @returns its URL */
  async createDatabase(): Promise<string> {
    const name = `trial_${++this.#count}`;
    await this.#command(`CREATE DATABASE ${name} TEMPLATE demo`);
    return databaseOf(this.server.url, name);
  }

  /** Makes an empty folder. */
  createFolder(): Promise<string> {
    return mkdtemp(join(this.folder, 'trial-'));
  }

  async close(): Promise<void> {
    await this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #command(sql: string): Promise<void> {
    const client = new pg.Client(this.server.url);
    await client.connect();
    await client.query(sql);
    await client.end();
  }
}

function databaseOf(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = name;
  return url.href;
}
