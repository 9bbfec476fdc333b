import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openTestPool } from '../database/test-pool.ts';
import { startThrowawayPostgres, type ThrowawayPostgres } from '../database/throwaway-postgres.ts';
import { CRM_ROLES, CRM_TABLES, fillSql } from './crm-tables.ts';
import { crmTestMapping } from './crm-test-mapping.ts';

/** Runs SQL. @returns its rows */
export type Query = (
  text: string,
  values?: readonly unknown[],
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Role of the platform in the CRM. */
export type CrmRole = 'crm_reader' | 'crm_writer';

/** A PostgreSQL of our own with the tables of a CRM, whose passwords are checked. */
export class ThrowawayCrm {
  readonly server: ThrowawayPostgres;
  readonly #folder: string;
  readonly #admin: pg.Pool;

  private constructor(server: ThrowawayPostgres, folder: string) {
    this.server = server;
    this.#folder = folder;
    this.#admin = openTestPool(this.url(), 4);
  }

  /** @param settings of the server, as `name=value` */
  static async open(settings: readonly string[] = []): Promise<ThrowawayCrm> {
    const server = await startThrowawayPostgres(settings);
    const first = new pg.Client(server.url);
    await first.connect();
    await first.query('CREATE DATABASE crm');
    await first.end();
    const crm = new ThrowawayCrm(server, await mkdtemp(join(tmpdir(), 'lead-scoring-crm-')));
    await crm.query(CRM_TABLES);
    await crm.query(CRM_ROLES);
    await crm.#checkPasswords();
    return crm;
  }

  /** URL of its database, of the superuser or a role. */
  url(role?: CrmRole): string {
    const url = new URL(this.server.url);
    url.pathname = 'crm';
    if (role) {
      url.username = role;
      url.password = role === 'crm_reader' ? 'read' : 'write';
    }
    return url.href;
  }

  /** Runs SQL as the superuser. */
  readonly query: Query = async (text, values = []) => {
    const result: unknown = await (values.length > 0 ? this.#admin.query(text, [...values]) : this.#admin.query(text));
    const last = Array.isArray(result) ? result.at(-1) : result;
    return (last as pg.QueryResult).rows;
  };

  /** Opens a connection of the superuser, whose transactions may stay open. */
  async connect(): Promise<pg.Client> {
    const client = new pg.Client(this.url());
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Fills the empty tables, see {@link fillSql}. */
  async fill(leads: number, activitiesPerLead: number): Promise<void> {
    await this.query(fillSql(leads, activitiesPerLead));
  }

  /** Writes the mapping to a file. @param change of the mapping for the base tables @returns its path */
  async writeMapping(change: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const path = join(this.#folder, 'mapping.json');
    await writeFile(path, JSON.stringify({ ...crmTestMapping(), ...change }, null, 2));
    return path;
  }

  async close(): Promise<void> {
    await this.#admin.end();
    await this.server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #checkPasswords(): Promise<void> {
    const [{ hba_file: path } = {}] = await this.query('SHOW hba_file');
    const lines = ['host all postgres 127.0.0.1/32 trust', 'host all all 127.0.0.1/32 scram-sha-256'];
    const values = lines.map((line) => `('${line}')`).join(', ');
    await this.query(`COPY (VALUES ${values}) TO '${path}'; SELECT pg_reload_conf()`);
  }
}
