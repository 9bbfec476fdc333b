import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import { DeltaTable } from '../delta/delta-table.ts';
import { type Lake, lakeNow } from '../delta/lake.ts';
import type { DuckConnection } from '../duckdb/duck-connection.ts';
import { acceptedRows } from './accepted-rows.ts';
import { type BronzeNews, findNews } from './bronze-news.ts';
import { judgeRows, rejectedRows } from './judge-rows.ts';
import { leadHistory } from './lead-history.ts';
import { OpenRelations } from './open-relations.ts';
import { FACT_SOURCES, type FactSource, LEAD_SOURCE, type SilverSource } from './silver-sources.ts';
import { type CurrentTable, openTable } from './silver-table.ts';
import { FOREVER, SILVER_LEADS, SILVER_REJECTS, type TableDefinition } from './silver-tables.ts';

/** Difference of clocks that is tolerated between the time of an event and that of its recording, milliseconds. */
export const DEFAULT_CLOCK_SKEW_MS = 30_000;

/** Settings of {@link refreshSilver}. */
export interface RefreshSilverOptions {
  /** tolerated difference of clocks, milliseconds; {@link DEFAULT_CLOCK_SKEW_MS} by default */
  readonly clockSkewMs?: number;
}

/** Result of {@link refreshSilver}: rows written to each table, by path; a table without news is absent. */
export type RefreshedSilver = Readonly<Record<string, number>>;

/**
 * Brings the silver tables up to date with bronze: rows that keep the rules are typed and deduplicated, the others go to
 * `silver/rejects` with the rule that they broke.
 *
 * Only files of bronze that came since are read. Every table is written in one commit together with its position in bronze,
 * so that an end at any point neither loses nor doubles a row; the next call goes on. Of two calls at once one may fail.
 *
 * @throws {DomainError} LAKE_COMMIT_CONFLICT, and the faults of storage and DuckDB
 */
export async function refreshSilver(lake: Lake, options: RefreshSilverOptions = {}): Promise<RefreshedSilver> {
  const { clockSkewMs = DEFAULT_CLOCK_SKEW_MS } = options;
  // facts before leads: the lead of a fact that is pinned is in bronze by now
  const facts = await Promise.all(FACT_SOURCES.map(async (source) => ({ source, pinned: await pin(lake, source) })));
  const leads = await pin(lake, LEAD_SOURCE);
  const relations = new OpenRelations();
  try {
    return await lake.duckDb.use(async (connection) => {
      const refresh = new Refresh(lake, connection, relations, clockSkewMs);
      await refresh.leads(leads);
      for (const { source, pinned } of facts) await refresh.facts(source, pinned);
      return refresh.written;
    });
  } finally {
    await relations.release();
  }
}

function pin(lake: Lake, { path }: SilverSource): Promise<DeltaSnapshot | undefined> {
  return DeltaTable.at(lake, path).snapshot();
}

/** One call of {@link refreshSilver}. */
class Refresh {
  readonly written: Record<string, number> = {};
  readonly #lake: Lake;
  readonly #connection: DuckConnection;
  readonly #relations: OpenRelations;
  readonly #clockSkewMs: number;

  constructor(lake: Lake, connection: DuckConnection, relations: OpenRelations, clockSkewMs: number) {
    this.#lake = lake;
    this.#connection = connection;
    this.#relations = relations;
    this.#clockSkewMs = clockSkewMs;
  }

  async leads(pinned: DeltaSnapshot | undefined): Promise<void> {
    const target = await openTable(this.#lake, SILVER_LEADS);
    const news = pinned && (await this.#news(LEAD_SOURCE, pinned, target));
    if (news) {
      const judged = judgeRows({ rows: await this.#open(pinned, news.files), rules: this.#rules(LEAD_SOURCE) });
      const query = leadHistory(`(SELECT * FROM (${judged}) WHERE rule IS NULL)`, await this.#present(target));
      const commit = { connection: this.#connection, basedOn: target.present, txn: news.txn, operation: 'REFRESH' };
      this.#count(SILVER_LEADS, await target.table.overwrite(query, commit));
    }
    if (pinned) await this.#reject(LEAD_SOURCE, pinned, (rows) => rows);
  }

  async facts(source: FactSource, pinned: DeltaSnapshot | undefined): Promise<void> {
    const target = await openTable(this.#lake, source.target);
    if (!pinned) return;
    const leads = await this.#open((await openTable(this.#lake, SILVER_LEADS)).present);
    const withLead = (rows: string) => `(SELECT e.*, l.created_at AS lead_created_at FROM ${rows} e LEFT JOIN (
      SELECT lead_id, created_at FROM ${leads} WHERE valid_until = ${FOREVER}) l ON l.lead_id = e.lead_id)`;
    const news = await this.#news(source, pinned, target);
    if (news) {
      const query = acceptedRows({
        judged: { rows: withLead(await this.#open(pinned, news.files)), rules: this.#rules(source) },
        columns: source.target.columns.map(({ name }) => name),
        key: source.key,
        present: await this.#present(target),
      });
      const commit = { connection: this.#connection, txn: news.txn, operation: 'REFRESH' };
      this.#count(source.target, await target.table.append(query, commit));
    }
    await this.#reject(source, pinned, withLead);
  }

  /** Appends the rows that broke a rule to the rejects. */
  async #reject(source: SilverSource, pinned: DeltaSnapshot, prepare: (rows: string) => string): Promise<void> {
    const target = await openTable(this.#lake, SILVER_REJECTS);
    const news = await this.#news(source, pinned, target);
    if (!news) return;
    const rejected = rejectedRows(
      {
        source: source.path,
        key: source.eventKey,
        columns: pinned.schema.map(({ name }) => name),
        rules: this.#rules(source),
        rows: prepare(await this.#open(pinned, news.files)),
      },
      lakeNow(this.#lake),
    );
    const known = `SELECT (source_table, row_key) FROM ${await this.#open(target.present)}`;
    const query = `SELECT * FROM (${rejected}) WHERE (source_table, row_key) NOT IN (${known})`;
    const commit = { connection: this.#connection, txn: news.txn, operation: 'REFRESH' };
    this.#count(SILVER_REJECTS, await target.table.append(query, commit));
  }

  #news({ path }: SilverSource, pinned: DeltaSnapshot, reader: CurrentTable): Promise<BronzeNews | undefined> {
    return findNews(DeltaTable.at(this.#lake, path), pinned, reader.present);
  }

  #rules({ rules }: SilverSource) {
    return rules(this.#clockSkewMs);
  }

  async #open(snapshot: DeltaSnapshot, files?: ReadonlySet<string>): Promise<string> {
    return (await this.#relations.keep(snapshot.open(files))).relation;
  }

  /** Relation of a table that has rows. */
  async #present({ present }: CurrentTable): Promise<string | undefined> {
    return present.rows > 0 ? await this.#open(present) : undefined;
  }

  #count({ path }: TableDefinition, { rows }: { readonly rows: number }): void {
    this.written[path] = (this.written[path] ?? 0) + rows;
  }
}
