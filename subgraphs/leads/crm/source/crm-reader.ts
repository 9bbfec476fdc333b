import { columnsOf } from '../../import/value-source.ts';
import type { CrmEntity } from '../mapping/crm-mapping.ts';
import type { CrmDatabase } from './crm-database.ts';
import { type EntityShape, inspectEntity } from './entity-shape.ts';
import { columnReference, columnSql, filterSql, fromSql, identifier, tableName, typeKey } from './entity-sql.ts';
import { indexAdvice, type PlanNode } from './plan-advice.ts';
import { type WatermarkSql, watermarkSql } from './watermark-sql.ts';

/** A place in the order of an entity's changes. */
export interface CrmPosition {
  /** text of the watermark, compared by the column's type; of times in UTC */
  readonly watermark: string;
  readonly key: string;
}

/** A row of the CRM. */
export interface CrmRow {
  readonly key: string;
  /** text of its watermark, of times in UTC; null where it has none */
  readonly watermark: string | null;
  /** equal as long as the row was not written again */
  readonly version: string;
  /** its mapped columns that are not null, as text */
  readonly cells: ReadonlyMap<string, string>;
  /** whether other rows have the same key */
  readonly isDuplicate?: true;
}

/** Key of a row, and its version. */
export type CrmRowVersion = Pick<CrmRow, 'key' | 'version'>;

type Cell = string | null;

// longer than any text that a lead may have: a cell of megabytes is not worth its way
const LONGEST_CELL = 10_000;
const COUNTED_ROWS = 1_000_000;

/**
 * Reads the rows of one entity of the CRM: in the order of their changes, by their keys, or all of them. The types of its
 * columns are those of the last {@link inspect}.
 *
 * Every method throws the coded errors of the CRM's database.
 */
export class CrmReader {
  readonly #db: CrmDatabase;
  readonly #entity: CrmEntity;
  readonly #columns: readonly string[];
  #shape: Promise<EntityShape> | undefined;

  constructor(db: CrmDatabase, entity: CrmEntity) {
    this.#db = db;
    this.#entity = entity;
    const { key, watermark, joins, table: _table, ...values } = entity;
    const from = joins.map((join) => join.from);
    this.#columns = [...new Set([key, watermark, ...from, ...columnsOf(values), ...extraColumns(values)])];
  }

  /**
   * Finds the tables and columns of the entity.
   *
   * @throws {DomainError} CRM_TABLE_MISSING, CRM_COLUMN_MISSING, CRM_ACCESS_DENIED
   */
  inspect(): Promise<EntityShape> {
    const shape = inspectEntity(this.#db, this.#entity, this.#columns);
    this.#shape = shape;
    // the next use asks again
    shape.catch(() => {
      if (this.#shape === shape) this.#shape = undefined;
    });
    return shape;
  }

  /** Rows after a place in the order of changes, or from its beginning. */
  async page(after: CrmPosition | undefined, limit: number): Promise<readonly CrmRow[]> {
    const { key, watermark, keyType, order } = await this.#parts();
    const later = after ? `AND (${watermark}, ${key}) > (${order.value('$1')}, $2::${keyType})` : '';
    const values = after ? [after.watermark, after.key] : [];
    return this.#rows(`${order.isOrdered} ${later} ORDER BY ${watermark}, ${key} LIMIT ${limit}`, values);
  }

  /**
   * Rows whose changes are dated within the last seconds, by the CRM's clock, and whose version is not known; for watermarks
   * that are no times, of the last rows in order. At most `limit` rows.
   */
  async recent(sinceSeconds: number, known: ReadonlyMap<string, string>, limit: number): Promise<readonly CrmRow[]> {
    const { key, watermark, order, version } = await this.#parts();
    const since = order.isTime ? `AND ${order.since('$1')}` : '';
    // so many rows hold at least `limit` that are not known, or all there are
    const most = order.isTime ? known.size + limit : limit;
    const rows = await this.#db.read<CrmRowVersion>(
      `SELECT ${key}::text AS key, ${version} AS version FROM ${fromSql(this.#filtered)}
       WHERE ${filterSql(this.#entity)} AND ${key} IS NOT NULL AND ${order.isOrdered} ${since}
       ORDER BY ${watermark} DESC, ${key} DESC LIMIT ${most}`,
      order.isTime ? [sinceSeconds] : [],
    );
    const unknown = rows.filter((row) => known.get(row.key) !== row.version).reverse();
    return this.byKeys(unknown.slice(0, limit).map((row) => row.key));
  }

  /** Rows of some keys; those that are gone are absent. */
  async byKeys(keys: readonly string[]): Promise<readonly CrmRow[]> {
    if (keys.length === 0) return [];
    const { key, keyType } = await this.#parts();
    return this.#rows(`${key} = ANY($1::${keyType}[]) ORDER BY ${key}`, [keys]);
  }

  /** Those of some keys that have a row. */
  async presentKeys(keys: readonly string[]): Promise<ReadonlySet<string>> {
    if (keys.length === 0) return new Set();
    const { key, keyType } = await this.#parts();
    const rows = await this.#db.read<Pick<CrmRow, 'key'>>(
      `SELECT ${key}::text AS key FROM ${fromSql(this.#filtered)}
       WHERE ${filterSql(this.#entity)} AND ${key} = ANY($1::${keyType}[])`,
      [keys],
    );
    return new Set(rows.map((row) => row.key));
  }

  /** All rows, in the order of keys. */
  async pageByKey(after: string | undefined, limit: number): Promise<readonly CrmRow[]> {
    const { key, keyType } = await this.#parts();
    const later = after === undefined ? 'true' : `${key} > $1::${keyType}`;
    return this.#rows(`${later} ORDER BY ${key} LIMIT ${limit}`, after === undefined ? [] : [after]);
  }

  /** Rows whose watermark has no place in the order of changes (null, infinite, far in the future), in the order of keys. */
  async withoutWatermark(after: string | undefined, limit: number): Promise<readonly CrmRow[]> {
    const { key, keyType, order } = await this.#parts();
    const later = after === undefined ? '' : `AND ${key} > $1::${keyType}`;
    const values = after === undefined ? [] : [after];
    return this.#rows(`(${order.isOrdered}) IS NOT TRUE ${later} ORDER BY ${key} LIMIT ${limit}`, values);
  }

  /** Rows that refer to joined rows with some keys, in the order of keys. */
  async referring(
    join: string,
    keys: readonly string[],
    after: string | undefined,
    limit: number,
  ): Promise<readonly CrmRow[]> {
    const { key, keyType, types } = await this.#parts();
    const { joins } = this.#entity;
    const joined = joins.find(({ name }) => name === join);
    if (!joined) throw new RangeError(`the entity has no join ${join}`);
    const type = types.get(typeKey({ join, column: joined.key, member: undefined }));
    const later = after === undefined ? '' : `AND ${key} > $2::${keyType}`;
    const values = after === undefined ? [keys] : [keys, after];
    const from = columnSql(joined.from, joins);
    return this.#rows(`${from} = ANY($1::${type}[]) ${later} ORDER BY ${key} LIMIT ${limit}`, values);
  }

  /** Number of rows: counted, or of a table of more than a million rows the planner's estimate. */
  async estimate(): Promise<{ readonly rows: number }> {
    const [guess] = await this.#db.read<{ rows: string }>(
      'SELECT reltuples::bigint::text AS rows FROM pg_class WHERE oid = to_regclass($1::text)',
      [tableName(this.#entity.table)],
    );
    if (Number(guess?.rows ?? 0) > COUNTED_ROWS) return { rows: Number(guess?.rows) };
    const [counted] = await this.#db.read<{ rows: string }>(
      `SELECT count(*)::text AS rows FROM ${fromSql(this.#filtered)} WHERE ${filterSql(this.#entity)}`,
    );
    return { rows: Number(counted?.rows ?? 0) };
  }

  /** The last place in the order of changes; undefined without a row. */
  async newest(): Promise<CrmPosition | undefined> {
    const { key, watermark, order } = await this.#parts();
    const [row] = await this.#db.read<CrmPosition>(
      `SELECT ${order.text} AS watermark, ${key}::text AS key FROM ${fromSql(this.#filtered)}
       WHERE ${filterSql(this.#entity)} AND ${key} IS NOT NULL AND ${order.isOrdered}
       ORDER BY ${watermark} DESC, ${key} DESC LIMIT 1`,
    );
    return row;
  }

  /** Advice about the index of watermark and key, where polls lack it. */
  async advise(): Promise<readonly string[]> {
    const { key, watermark, order } = await this.#parts();
    const { table } = this.#entity;
    const [explained] = await this.#db.read<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(
      `EXPLAIN (FORMAT JSON) SELECT ${key} FROM ${fromSql({ table, joins: [] })}
       WHERE ${order.isOrdered} AND ${order.isTime ? `${watermark} > now()` : 'true'} ORDER BY ${watermark}, ${key} LIMIT 100`,
    );
    const [counted] = await this.#db.read<{ rows: string }>(
      'SELECT reltuples::bigint::text AS rows FROM pg_class WHERE oid = to_regclass($1::text)',
      [tableName(table)],
    );
    const columns = [this.#entity.watermark, this.#entity.key].map(identifier);
    const plan = explained?.['QUERY PLAN'][0].Plan;
    return [plan && indexAdvice(plan, table, Number(counted?.rows ?? 0), columns)].filter((text) => text !== undefined);
  }

  /** The CRM's clock, epoch milliseconds. */
  async now(): Promise<number> {
    const [row] = await this.#db.read<{ ms: string }>(
      `SELECT floor(extract(epoch FROM now()) * 1000)::bigint::text AS ms`,
    );
    return Number(row?.ms);
  }

  /** The entity with the joins that its filter needs, and no other. */
  get #filtered(): Pick<CrmEntity, 'table' | 'joins'> {
    const { table, joins, filter = [] } = this.#entity;
    return { table, joins: filter.some(({ column }) => columnReference(column, joins).join) ? joins : [] };
  }

  async #rows(condition: string, values: readonly unknown[]): Promise<readonly CrmRow[]> {
    const { key, order, version, isKeyUnique } = await this.#parts();
    const { joins } = this.#entity;
    const cells = this.#columns.map((name, at) => `left(${columnSql(name, joins)}::text, ${LONGEST_CELL}) AS c${at}`);
    const rows = await this.#db.read<Readonly<Record<string, Cell>>>(
      `SELECT ${key}::text AS key, ${order.text} AS watermark, ${version} AS version, ${cells.join(', ')}
       FROM ${fromSql(this.#entity)} WHERE ${filterSql(this.#entity)} AND ${key} IS NOT NULL AND ${condition}`,
      values,
    );
    const read = rows.map((row) => this.#toRow(row));
    return isKeyUnique ? read : this.#markDuplicates(read);
  }

  /** Another row of the same key may be on another page. */
  async #markDuplicates(rows: readonly CrmRow[]): Promise<readonly CrmRow[]> {
    if (rows.length === 0) return rows;
    const { key, keyType } = await this.#parts();
    const found = await this.#db.read<{ key: string }>(
      `SELECT ${key}::text AS key FROM ${fromSql(this.#filtered)}
       WHERE ${filterSql(this.#entity)} AND ${key} = ANY($1::${keyType}[]) GROUP BY ${key} HAVING count(*) > 1`,
      [rows.map((row) => row.key)],
    );
    const duplicates = new Set(found.map((row) => row.key));
    return rows.map((row) => (duplicates.has(row.key) ? { ...row, isDuplicate: true } : row));
  }

  #toRow(row: Readonly<Record<string, Cell>>): CrmRow {
    const cells = new Map<string, string>();
    for (const [at, name] of this.#columns.entries()) {
      const cell = row[`c${at}`];
      if (cell != null) cells.set(name, cell);
    }
    return { key: row.key as string, watermark: row.watermark ?? null, version: row.version as string, cells };
  }

  async #parts(): Promise<EntityParts> {
    const shape = await (this.#shape ?? this.inspect());
    const { types, isTable, isKeyUnique } = shape;
    const { key, joins, utcOffset = 'Z' } = this.#entity;
    const watermark = `r.${identifier(this.#entity.watermark)}`;
    const own = this.#columns.filter((name) => columnReference(name, joins).join === undefined);
    return {
      types,
      isKeyUnique,
      key: `r.${identifier(key)}`,
      keyType: types.get(key) as string,
      watermark,
      order: watermarkSql(watermark, types.get(this.#entity.watermark) as string, utcOffset),
      version: isTable ? 'r.xmin::text' : `md5(ROW(${own.map((name) => columnSql(name, joins)).join(', ')})::text)`,
    };
  }
}

/** Expressions of SQL that statements about an entity are made of. */
interface EntityParts extends Pick<EntityShape, 'types' | 'isKeyUnique'> {
  readonly key: string;
  readonly keyType: string;
  readonly watermark: string;
  readonly order: WatermarkSql;
  readonly version: string;
}

/** Columns that an entity names without a source: the key of its lead. */
function extraColumns(values: object): readonly string[] {
  const { lead } = values as { readonly lead?: unknown };
  return typeof lead === 'string' ? [lead] : [];
}
