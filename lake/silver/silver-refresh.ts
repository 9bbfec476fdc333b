import type { DeltaSnapshot, OpenRelation } from '../delta/delta-snapshot.ts';
import { type CommitResult, DeltaTable } from '../delta/delta-table.ts';
import type { Lake } from '../delta/lake.ts';
import { maintainAfter } from '../delta/maintain-table.ts';
import type { OverwriteOptions, WriteOptions } from '../delta/write-table.ts';
import type { DuckConnection } from '../duckdb/duck-connection.ts';
import { type BronzeNews, findNews } from './bronze-news.ts';
import type { OpenRelations } from './open-relations.ts';
import { type CurrentTable, openTable } from './open-table.ts';
import type { SilverRule } from './silver-rules.ts';
import type { SilverSource } from './silver-sources.ts';
import { FOREVER, SILVER_LEADS, type TableDefinition } from './silver-tables.ts';

/** Settings and collaborators of a {@link SilverRefresh}. */
export interface SilverRefreshDeps {
  readonly lake: Lake;
  readonly connection: DuckConnection;
  /** are released by the caller */
  readonly relations: OpenRelations;
  readonly clockSkewMs: number;
  readonly rebuild: boolean;
}

/** One refresh of silver: opens tables, and counts what is written. */
export class SilverRefresh {
  /** rows written to each table, by path */
  readonly written: Record<string, number> = {};
  readonly lake: Lake;
  readonly #deps: SilverRefreshDeps;
  readonly #relations = new Map<string, Promise<OpenRelation>>();

  constructor(deps: SilverRefreshDeps) {
    this.#deps = deps;
    this.lake = deps.lake;
  }

  rules({ rules }: SilverSource): readonly SilverRule[] {
    return rules(this.#deps.clockSkewMs);
  }

  /** Opens a table; it is to be made again when that was asked for, or its columns have changed. */
  async table(definition: TableDefinition): Promise<CurrentTable & { readonly isToRebuild: boolean }> {
    const current = await openTable(this.lake, definition);
    return { ...current, isToRebuild: this.#deps.rebuild || current.isOutdated };
  }

  /** Files of a bronze table that a reader has not read; undefined without any. */
  async news({ table }: SilverSource, pinned: DeltaSnapshot, reader: CurrentTable): Promise<BronzeNews | undefined> {
    return await findNews(DeltaTable.at(this.lake, table.path), pinned, reader.present);
  }

  /** Relation of a table, or of some of its files; opened once, as an object store downloads them. */
  async relation(snapshot: DeltaSnapshot, files?: ReadonlySet<string>): Promise<string> {
    const key = [snapshot.metaData.id, snapshot.version, ...(files ?? [])].join('\n');
    const opening = this.#relations.get(key) ?? this.#deps.relations.keep(snapshot.open(files));
    this.#relations.set(key, opening);
    return (await opening).relation;
  }

  /** Makes relations of events have `lead_created_at`; null for an unknown lead. */
  async joinLeads(): Promise<(rows: string) => string> {
    const leads = await this.relation((await this.table(SILVER_LEADS)).present);
    const live = `SELECT lead_id, created_at AS lead_created_at FROM ${leads} WHERE valid_until = ${FOREVER}`;
    return (rows) => `(SELECT e.*, l.lead_created_at FROM ${rows} e LEFT JOIN (${live}) l ON l.lead_id = e.lead_id)`;
  }

  async rows(query: string): ReturnType<DuckConnection['rows']> {
    return await this.#deps.connection.rows(query);
  }

  async append({ table }: CurrentTable, query: string, options: WriteOptions): Promise<void> {
    const { connection } = this.#deps;
    await this.#committed(table, await table.append(query, { ...options, connection, operation: 'REFRESH' }));
  }

  /** Replaces the rows of a table, and its columns where they have changed. */
  async overwrite(current: CurrentTable, { columns }: TableDefinition, query: string, options: OverwriteOptions = {}) {
    const { table, present, isOutdated } = current;
    const schema = isOutdated ? { schema: columns } : {};
    const { connection } = this.#deps;
    const write = { ...options, ...schema, basedOn: present, connection, operation: 'REFRESH' };
    await this.#committed(table, await table.overwrite(query, write));
  }

  async #committed(table: DeltaTable, { version, rows }: CommitResult): Promise<void> {
    this.written[table.path] = (this.written[table.path] ?? 0) + rows;
    await maintainAfter(table, version);
  }
}
