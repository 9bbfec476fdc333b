import { fieldOf, LEAD_COLUMNS, type LeadColumn } from '../lead-columns.ts';
import { type LeadFieldValue, leadFieldExpectation } from '../lead-field-rule.ts';
import { STAGE_OF_RESULT } from '../record-outcome.ts';
import type { InteractionRow, LeadRow, OutcomeRow } from '../rows.ts';
import { isStorableText } from '../text-rule.ts';
import { LeadStage } from '../vocabulary.ts';
import type { Mapping, NumberSource, TextSource, TimeSource } from './mapping.ts';
import { parseNumber } from './parse-number.ts';
import { parseTime } from './parse-time.ts';
import { RowFault } from './row-fault.ts';

/** The cells of a row by column. */
export type Cells = ReadonlyMap<string, string>;

/** What a row of the file says. */
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
 * @param now epoch milliseconds; nothing can have happened later
 * @throws {RowFault} naming the column, what was found and what is expected
 */
export function readRow(cells: Cells, mapping: Mapping, now: number): ImportedRow {
  const reader = new RowReader(cells, mapping, now);
  const lead = reader.lead();
  return { lead, interactions: reader.interactions(lead), outcome: reader.outcome(lead) };
}

class RowReader {
  readonly #cells: Cells;
  readonly #mapping: Mapping;
  readonly #missing: ReadonlySet<string>;
  readonly #now: number;

  constructor(cells: Cells, mapping: Mapping, now: number) {
    this.#cells = cells;
    this.#mapping = mapping;
    this.#missing = new Set(['', ...mapping.missing]);
    this.#now = now;
  }

  lead(): LeadRow {
    const { lead } = this.#mapping;
    const { column } = lead.id;
    const id = this.#cell(column);
    if (id === null || id.length > MAX_ID_LENGTH || !isStorableText(id)) {
      throw new RowFault(column, id ?? '', `an id of 1 to ${MAX_ID_LENGTH} characters`);
    }
    const values = LEAD_COLUMNS.map((name) => [name, this.#leadValue(name)] as const);
    const result = this.#result();
    const fields = Object.fromEntries(values) as unknown as LeadRow;
    return {
      ...fields,
      id,
      created_at: this.#time(lead.createdAt),
      stage: result ? STAGE_OF_RESULT[result] : (fields.stage ?? LeadStage.NEW),
    };
  }

  interactions(lead: LeadRow): InteractionRow[] {
    return this.#mapping.interactions.flatMap((source) => {
      const duration = source.durationSeconds && this.#count(source.durationSeconds);
      const quantity = source.quantity && this.#count(source.quantity);
      // nothing is known to have happened: a value is missing, or it happened zero times
      if (duration === null || quantity === null || quantity === 0) return [];
      const occurredAt = source.occurredAt ? this.#time(source.occurredAt) : lead.created_at;
      return {
        id: source.id,
        lead_id: lead.id,
        kind: source.kind,
        occurred_at: occurredAt,
        recorded_at: occurredAt,
        duration_seconds: duration ?? null,
        quantity: quantity ?? null,
        note: null,
      };
    });
  }

  outcome(lead: LeadRow): OutcomeRow | undefined {
    const source = this.#mapping.outcome;
    const result = this.#result();
    if (!source || !result) return undefined;
    const occurredAt = source.occurredAt ? this.#time(source.occurredAt) : lead.created_at;
    if (occurredAt < lead.created_at) {
      const [found, created] = [occurredAt, lead.created_at].map((time) => new Date(time).toISOString());
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
    if (source.otherwise === 'REJECT') throw new RowFault(source.column, word, 'a word that the mapping knows');
    if (source.otherwise === 'MISSING') return null;
    return source.words === 'UPPER_SNAKE' ? upperSnake(word) : word;
  }

  /** A whole number of 0 or more, rounded. */
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

  #time(source: TimeSource): number {
    if ('constant' in source) return source.constant;
    const cell = this.#cell(source.column);
    const time = cell === null ? source.default : parseTime(cell, source.format, source.utcOffset);
    if (time === undefined) throw new RowFault(source.column, cell ?? '', `a time, format ${source.format}`);
    if (time > this.#now) throw new RowFault(source.column, cell ?? '', 'a time that is not in the future');
    return time;
  }

  /** The trimmed text of a cell; null when it stands for an unknown value. */
  #cell(column: string): string | null {
    const cell = (this.#cells.get(column) ?? '').trim();
    return this.#missing.has(cell) ? null : cell;
  }
}

function columnNames(source: NumberSource): string {
  if ('product' in source) return source.product.join(' × ');
  return 'column' in source ? source.column : 'constant';
}

/** Closed stages come with an outcome alone. */
function stageExpectation(stage: LeadFieldValue): string | undefined {
  const open = Object.values(LeadStage).filter((name) => name !== LeadStage.WON && name !== LeadStage.LOST);
  return stage === null || open.some((name) => name === stage) ? undefined : `one of ${open.join(', ')}`;
}

function upperSnake(words: string): string {
  return words
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();
}
