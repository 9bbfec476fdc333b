import { isStorableText } from '../../../platform/storable-text.ts';
import type { InteractionRow } from '../interactions/interaction.ts';
import { isClosedStage, type LeadRow, LeadStage } from '../leads/lead.ts';
import { fieldOf, LEAD_COLUMNS, type LeadColumn } from '../leads/lead-columns.ts';
import { type LeadFieldValue, leadFieldExpectation } from '../leads/lead-field-rule.ts';
import type { OutcomeRow } from '../outcomes/outcome.ts';
import { STAGE_OF_RESULT } from '../outcomes/record-outcome.ts';
import { FaultCollector } from './fault-collector.ts';
import type { Mapping } from './mapping.ts';
import { timeNotBefore } from './parse-time.ts';
import { readResult } from './read-result.ts';
import { RowFault } from './row-fault.ts';
import { type Cells, ValueReader } from './value-reader.ts';
import type { NumberSource, TextSource } from './value-source.ts';

/** Lead, interactions and outcome of a row. */
export interface ImportedRow {
  readonly lead: LeadRow;
  readonly interactions: readonly InteractionRow[];
  readonly outcome: OutcomeRow | undefined;
}

const MAX_ID_LENGTH = 200;

/**
 * Reads one row by a mapping.
 *
 * @param now epoch milliseconds; times after it are faults
 * @throws {RowFault} naming each column at fault, with the text found and expected
 */
export function readRow(cells: Cells, mapping: Mapping, now: number): ImportedRow {
  return new RowReader(cells, mapping, now).read();
}

class RowReader {
  readonly #cells: Cells;
  readonly #mapping: Mapping;
  readonly #values: ValueReader;
  readonly #faults = new FaultCollector();

  constructor(cells: Cells, mapping: Mapping, now: number) {
    this.#cells = cells;
    this.#mapping = mapping;
    this.#values = new ValueReader(cells, mapping.missing, now);
  }

  read(): ImportedRow {
    const id = this.#faults.attempt(() => this.#id(), '');
    const createdAt = this.#faults.attempt(() => this.#values.time(this.#mapping.lead.createdAt).startMs, 0);
    const { outcome: source } = this.#mapping;
    const result = source ? this.#faults.attempt(() => readResult(this.#values, source), null) : null;
    const lead = this.#lead(id, createdAt, result);
    const interactions = this.#mapping.interactions.flatMap((source) =>
      this.#faults.attempt(() => this.#interaction(source, lead), []),
    );
    const outcome = this.#faults.attempt(() => this.#outcome(lead, result), undefined);
    this.#faults.finish();
    return { lead, interactions, outcome };
  }

  #id(): string {
    const { column } = this.#mapping.lead.id;
    const id = (this.#cells.get(column) ?? '').trim();
    if (this.#values.cell(column) !== null && id.length <= MAX_ID_LENGTH && isStorableText(id)) return id;
    throw new RowFault(column, id, `an id of 1 to ${MAX_ID_LENGTH} characters`);
  }

  #lead(id: string, createdAt: number, result: OutcomeRow['result'] | null): LeadRow {
    const values = LEAD_COLUMNS.map((name) => [name, this.#faults.attempt(() => this.#leadValue(name), null)] as const);
    const fields = Object.fromEntries(values) as unknown as LeadRow;
    const stage = result ? STAGE_OF_RESULT[result] : (fields.stage ?? LeadStage.NEW);
    return { ...fields, id, created_at: createdAt, stage };
  }

  #interaction(source: Mapping['interactions'][number], lead: LeadRow): InteractionRow[] {
    const duration = source.durationSeconds && this.#values.count(source.durationSeconds);
    const quantity = source.quantity && this.#values.count(source.quantity);
    // no interaction: a missing value, or a count of zero
    if (duration === null || quantity === null || quantity === 0) return [];
    const occurredAt = source.occurredAt ? this.#values.time(source.occurredAt).startMs : lead.created_at;
    return [
      {
        id: source.id,
        lead_id: lead.id,
        kind: source.kind,
        occurred_at: occurredAt,
        recorded_at: occurredAt,
        duration_seconds: duration ?? null,
        quantity: quantity ?? null,
        note: null,
      },
    ];
  }

  #outcome(lead: LeadRow, result: OutcomeRow['result'] | null): OutcomeRow | undefined {
    const source = this.#mapping.outcome;
    if (!source || !result) return undefined;
    const closed = source.occurredAt && this.#values.time(source.occurredAt);
    const occurredAt = closed ? timeNotBefore(closed, lead.created_at) : lead.created_at;
    if (occurredAt === undefined) {
      const [found, created] = [closed?.startMs ?? 0, lead.created_at].map((time) => new Date(time).toISOString());
      throw new RowFault(source.column, `outcome at ${found}`, `no time before the lead's creation, ${created}`);
    }
    return { lead_id: lead.id, result, occurred_at: occurredAt, recorded_at: occurredAt, revenue: null, reason: null };
  }

  #leadValue(name: LeadColumn): LeadFieldValue {
    const source = this.#mapping.lead[fieldOf(name) as Exclude<keyof Mapping['lead'], 'id' | 'createdAt'>];
    if (!source) return null;
    const value =
      name === 'company_size' ? this.#values.number(source as NumberSource) : this.#values.text(source as TextSource);
    const expected = name === 'stage' ? stageExpectation(value) : leadFieldExpectation(name, value);
    if (expected)
      throw new RowFault('column' in source ? source.column : `constant of ${name}`, String(value), expected);
    return value;
  }
}

/** Expectation that a stage misses: an open one, as only an outcome closes a lead. */
function stageExpectation(stage: LeadFieldValue): string | undefined {
  const open = Object.values(LeadStage).filter((name) => !isClosedStage(name));
  return stage === null || open.some((name) => name === stage) ? undefined : `one of ${open.join(', ')}`;
}
