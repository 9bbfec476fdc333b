import { createHash } from 'node:crypto';
import { cutText } from '../../../../../platform/cut-text.ts';
import { DomainError } from '../../../../../platform/errors.ts';
import type { CrmDatabase } from '../../source/crm-database.ts';
import { tableName } from '../../source/entity-sql.ts';
import type { DeliveryAnswer } from '../rules/judge-attempt.ts';
import type { ScoreDelivery } from '../rules/score-delivery.ts';
import type { WriteBackMapping } from '../rules/write-back-mapping.ts';
import { canHoldKey, WRITTEN_VALUES } from '../rules/written-values.ts';
import type { CrmTarget } from './crm-target.ts';
import { inspectTarget, type TargetShape } from './target-shape.ts';
import { type WrittenRow, writeStatement } from './write-statement.ts';

const BATCH_ROWS = 1_000;

/** Settings and dependencies of a {@link DatabaseTarget}. */
export interface DatabaseTargetOptions {
  readonly database: CrmDatabase;
  readonly mapping: WriteBackMapping;
  /** of one statement, ms */
  readonly statementTimeoutMs: number;
}

/**
 * A table of the CRM's database. A batch is one statement; where a row of it is refused, halves of it are, until the row is
 * found.
 */
export class DatabaseTarget implements CrmTarget {
  readonly name = 'DATABASE';
  readonly fingerprint: string;
  readonly batchRows = BATCH_ROWS;
  readonly stepMs: number;
  readonly #options: DatabaseTargetOptions;
  #shape: TargetShape | undefined;
  #statement = '';

  constructor(options: DatabaseTargetOptions) {
    this.#options = options;
    this.stepMs = options.statementTimeoutMs;
    const { table, key, mode, columns } = options.mapping;
    const text = JSON.stringify([table, key, mode, Object.entries(columns).sort()]);
    this.fingerprint = createHash('sha256').update(text).digest('hex');
  }

  async inspect(): Promise<void> {
    const { database, mapping } = this.#options;
    this.#shape = undefined;
    this.#shape = await inspectTarget(database, mapping, tableName(mapping.table));
    this.#statement = writeStatement(mapping, this.#shape);
  }

  async deliver(batch: readonly ScoreDelivery[], deadline: number): Promise<readonly DeliveryAnswer[]> {
    if (!this.#shape) await this.inspect();
    const { keyType } = this.#shape as TargetShape;
    const fitting = batch.filter(({ leadId }) => canHoldKey(keyType, leadId));
    const foreign = batch
      .filter(({ leadId }) => !canHoldKey(keyType, leadId))
      .map(({ id, leadId }) => ({ ...missing(id, leadId, `an id that is no ${keyType}`), isFinal: true }));
    return [...foreign, ...(await this.#write(fitting, deadline))];
  }

  async close(): Promise<void> {
    // the database is closed by its opener
  }

  /** Writes a part of a batch, and its halves where a row of it is refused. */
  async #write(batch: readonly ScoreDelivery[], deadline: number): Promise<readonly DeliveryAnswer[]> {
    const [first] = batch;
    if (!first) return [];
    if (performance.now() > deadline) return batch.map(({ id }) => ({ id, result: 'BUSY' as const }));
    try {
      return await this.#writeOnce(batch);
    } catch (error) {
      const state = refusedState(error);
      if (state === undefined) throw error;
      if (batch.length === 1) return [refused(first.id, state)];
      const middle = batch.length >> 1;
      const head = await this.#write(batch.slice(0, middle), deadline);
      return [...head, ...(await this.#write(batch.slice(middle), deadline))];
    }
  }

  async #writeOnce(batch: readonly ScoreDelivery[]): Promise<readonly DeliveryAnswer[]> {
    const { database } = this.#options;
    const rows = batch.map((delivery) => this.#row(delivery));
    const written = await database.write<WrittenRow>(this.#statement, [JSON.stringify(rows)]);
    const byKey = new Map(written.map((row) => [row.key, row]));
    return batch.map(({ id, leadId }): DeliveryAnswer => {
      // a number or UUID may be written in another way
      const row = byKey.get(leadId) ?? byKey.get(leadId.replace(/^0+(?=\d)/, '')) ?? byKey.get(leadId.toLowerCase());
      if (!row?.is_there) return missing(id, leadId, 'no such row');
      return { id, result: row.is_locked ? 'BUSY' : 'DELIVERED' };
    });
  }

  #row(delivery: ScoreDelivery): Readonly<Record<string, unknown>> {
    const columns = this.#shape?.columns ?? [];
    const values = columns.map(({ value, kind, length }, at) => {
      const read = WRITTEN_VALUES[value].read(delivery, kind);
      const isCut = typeof read === 'string' && value === 'reasons' && length !== null;
      return [`c${at}`, isCut ? cutText(read, length, 'CODE_POINTS') : read];
    });
    return { k: delivery.leadId, ...Object.fromEntries(values) };
  }
}

/** SQLSTATE of an error by the data of a row; undefined where the CRM is at fault. */
function refusedState(error: unknown): string | undefined {
  const state = error instanceof DomainError ? error.extensions.sqlState : (error as { code?: unknown }).code;
  const isOutage = error instanceof DomainError && !/^22/.test(String(state));
  return typeof state === 'string' && !isOutage ? state : undefined;
}

function refused(id: number, state: string): DeliveryAnswer {
  const error = `CRM: found SQLSTATE ${state}, expected a row that its constraints and triggers take`;
  return { id, result: 'REFUSED', code: 'CRM_VALUE_REFUSED', error };
}

function missing(id: number, leadId: string, found: string): DeliveryAnswer {
  const error = `CRM lead ${leadId}: found ${found}, expected one`;
  return { id, result: 'REFUSED', code: 'CRM_LEAD_MISSING', error };
}
