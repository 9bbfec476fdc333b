import { isStorableText } from '../../../platform/storable-text.ts';
import type { InteractionRow } from '../interactions/interaction.ts';
import { isClosedStage, type LeadRow, LeadStage } from '../leads/lead.ts';
import { fieldOf, LEAD_COLUMNS, type LeadColumn } from '../leads/lead-columns.ts';
import { type LeadFieldValue, leadFieldExpectation } from '../leads/lead-field-rule.ts';
import type { OutcomeRow } from '../outcomes/outcome.ts';
import { STAGE_OF_RESULT } from '../outcomes/record-outcome.ts';
import { FaultCollector } from './fault-collector.ts';
import type { Mapping, NumberSource, TextSource, TimeSource } from './mapping.ts';
import { parseNumber } from './parse-number.ts';
import { parseTime, type TimeSpan, timeNotBefore } from './parse-time.ts';
import { RowFault } from './row-fault.ts';

/** The cells of a row by column. */
export type Cells = ReadonlyMap<string, string>;

/** Lead, interactions and outcome of a row. */
export interface ImportedRow {
  readonly lead: LeadRow;
  readonly interactions: readonly InteractionRow[];
  readonly outcome: OutcomeRow | undefined;
}

const MAX_ID_LENGTH = 200;
const MAX_COUNT = 2_147_483_647;

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
  readonly #missing: ReadonlySet<string>;
  readonly #now: number;
  readonly #faults = new FaultCollector();

  constructor(cells: Cells, mapping: Mapping, now: number) {
    this.#cells = cells;
    this.#mapping = mapping;
    this.#missing = new Set(['', ...mapping.missing]);
    this.#now = now;
  }

  read(): ImportedRow {
    const id = this.#faults.attempt(() => this.#id(), '');
    const createdAt = this.#faults.attempt(() => this.#time(this.#mapping.lead.createdAt).startMs, 0);
    const result = this.#faults.attempt(() => this.#result(), null);
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
    if (this.#cell(column) !== null && id.length <= MAX_ID_LENGTH && isStorableText(id)) return id;
    throw new RowFault(column, id, `an id of 1 to ${MAX_ID_LENGTH} characters`);
  }

  #lead(id: string, createdAt: number, result: OutcomeRow['result'] | null): LeadRow {
    const values = LEAD_COLUMNS.map((name) => [name, this.#faults.attempt(() => this.#leadValue(name), null)] as const);
    const fields = Object.fromEntries(values) as unknown as LeadRow;
    const stage = result ? STAGE_OF_RESULT[result] : (fields.stage ?? LeadStage.NEW);
    return { ...fields, id, created_at: createdAt, stage };
  }

  #interaction(source: Mapping['interactions'][number], lead: LeadRow): InteractionRow[] {
    const duration = source.durationSeconds && this.#count(source.durationSeconds);
    const quantity = source.quantity && this.#count(source.quantity);
    // no interaction: a missing value, or a count of zero
    if (duration === null || quantity === null || quantity === 0) return [];
    const occurredAt = source.occurredAt ? this.#time(source.occurredAt).startMs : lead.created_at;
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
    const closed = source.occurredAt && this.#time(source.occurredAt);
    const occurredAt = closed ? timeNotBefore(closed, lead.created_at) : lead.created_at;
    if (occurredAt === undefined) {
      const [found, created] = [closed?.startMs ?? 0, lead.created_at].map((time) => new Date(time).toISOString());
      throw new RowFault(source.column, `outcome at ${found}`, `no time before the lead's creation, ${created}`);
    }
    return { lead_id: lead.id, result, occurred_at: occurredAt, recorded_at: occurredAt, revenue: null, reason: null };
  }

  #result(): OutcomeRow['result'] | null {
    const source = this.#mapping.outcome;
    const word = source ? this.#cell(source.column) : null;
    if (!source || word === null) return null;
    const result = Object.hasOwn(source.values, word) ? source.values[word] : undefined;
    if (result === undefined)
      throw new RowFault(source.column, word, `one of ${Object.keys(source.values).join(', ')}`);
    return result;
  }

  #leadValue(name: LeadColumn): LeadFieldValue {
    const source = this.#mapping.lead[fieldOf(name) as Exclude<keyof Mapping['lead'], 'id' | 'createdAt'>];
    if (!source) return null;
    const value = name === 'company_size' ? this.#number(source as NumberSource) : this.#text(source as TextSource);
    const expected = name === 'stage' ? stageExpectation(value) : leadFieldExpectation(name, value);
    if (expected)
      throw new RowFault('column' in source ? source.column : `constant of ${name}`, String(value), expected);
    return value;
  }

  #text(source: TextSource): string | null {
    if ('constant' in source) return source.constant;
    const word = this.#cell(source.column);
    if (word === null) return null;
    if (source.values && Object.hasOwn(source.values, word)) return source.values[word] ?? null;
    if (source.otherwise === 'REJECT') throw new RowFault(source.column, word, 'a value of the mapping');
    if (source.otherwise === 'MISSING') return null;
    return source.words === 'UPPER_SNAKE' ? upperSnake(word) : word;
  }

  /** Rounded number of at least 0. */
  #count(source: NumberSource): number | null {
    const value = this.#number(source);
    if (value === null) return null;
    const rounded = Math.round(value);
    if (rounded >= 0 && rounded <= MAX_COUNT) return rounded;
    throw new RowFault(columnNames(source), String(value), `a number from 0 to ${MAX_COUNT}`);
  }

  #number(source: NumberSource): number | null {
    if ('constant' in source) return source.constant;
    const columns = 'product' in source ? source.product : [source.column];
    let product = 1;
    for (const column of columns) {
      const cell = this.#cell(column);
      if (cell === null) return null;
      const value = parseNumber(cell, source.decimalMark);
      if (value === undefined) throw new RowFault(column, cell, 'a number');
      product *= value;
    }
    return product;
  }

  #time(source: TimeSource): TimeSpan {
    if ('constant' in source) return instant(source.constant);
    const cell = this.#cell(source.column);
    const absent = source.default === undefined ? undefined : instant(source.default);
    const time = cell === null ? absent : parseTime(cell, source.format, source.utcOffset);
    if (time === undefined) throw new RowFault(source.column, cell ?? '', `a time, format ${source.format}`);
    if (time.startMs > this.#now) throw new RowFault(source.column, cell ?? '', 'a time that is not in the future');
    return time;
  }

  /** Trimmed text of a cell in composed form (NFC); null for an unknown value. */
  #cell(column: string): string | null {
    const cell = (this.#cells.get(column) ?? '').trim().normalize('NFC');
    return this.#missing.has(cell) ? null : cell;
  }
}

function columnNames(source: NumberSource): string {
  if ('product' in source) return source.product.join(' × ');
  return 'column' in source ? source.column : 'constant';
}

/** Expectation that a stage misses: an open one, as only an outcome closes a lead. */
function stageExpectation(stage: LeadFieldValue): string | undefined {
  const open = Object.values(LeadStage).filter((name) => !isClosedStage(name));
  return stage === null || open.some((name) => name === stage) ? undefined : `one of ${open.join(', ')}`;
}

function instant(epochMs: number): TimeSpan {
  return { startMs: epochMs, endMs: epochMs + 1 };
}

/**
 * Upper snake case of a text: its letters and digits in capitals, with `_` in place of other characters; null without any.
 * Combining marks and joiners belong to their letters.
 */
export function upperSnake(words: string): string | null {
  if (!/[\p{L}\p{N}]/u.test(words)) return null;
  return words
    .replace(/[^\p{L}\p{M}\p{N}\u200c\u200d]+/gu, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase()
    .normalize('NFC');
}
