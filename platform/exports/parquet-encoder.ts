import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ExportColumn, ExportColumns, ExportColumnType, ExportValue } from './export-column.ts';
import type { PageEncoder } from './text-encoder.ts';

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/** Rows of a row group: a reader skips groups as a whole, and this many wait in memory. */
const GROUP_ROWS = 20_000;

/**
 * Encoder of Parquet, Snappy-compressed: every column is optional, and a row group is written once it is full. Numbers and times
 * have the statistics by which readers skip groups; those of texts would cost as much as everything else.
 */
export class ParquetEncoder implements PageEncoder {
  readonly #columns: readonly ExportColumn[];
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  #waiting: ExportValue[][];
  #rows = 0;

  constructor(columns: readonly ExportColumn[]) {
    this.#columns = columns;
    this.#waiting = columns.map(() => []);
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaOf(columns),
      createdBy: 'lead-scoring-gateway',
    });
  }

  encode(columns: ExportColumns): Uint8Array {
    for (const [place, values] of columns.entries()) {
      const waiting = this.#waiting[place] as ExportValue[];
      for (const value of values) waiting.push(value);
    }
    this.#rows += columns[0]?.length ?? 0;
    if (this.#rows >= GROUP_ROWS) this.#writeGroup();
    return this.#take();
  }

  finish(): Uint8Array {
    if (this.#rows > 0) this.#writeGroup();
    this.#writer.finish();
    return this.#take();
  }

  #writeGroup(): void {
    const columnData = this.#columns.map(({ name, type }, place) => {
      const data = (this.#waiting[place] as ExportValue[]).map(PHYSICAL[type]);
      return { name, data, offsetIndex: false, statistics: type !== 'text' && type !== 'boolean' };
    });
    this.#writer.write({ columnData, rowGroupSize: this.#rows });
    this.#waiting = this.#columns.map(() => []);
    this.#rows = 0;
  }

  /** The bytes written since the last call; the writer goes on counting its offset. */
  #take(): Uint8Array {
    const taken = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return taken;
  }
}

function schemaOf(columns: readonly ExportColumn[]): SchemaElement[] {
  const fields = columns.map(({ name, type }): SchemaElement => {
    return { name, repetition_type: 'OPTIONAL', ...ELEMENTS[type] };
  });
  return [{ name: 'root', num_children: columns.length }, ...fields];
}

const ELEMENTS: Readonly<Record<ExportColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  time: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
};

const asGiven = (value: ExportValue): unknown => value;

const PHYSICAL: Readonly<Record<ExportColumnType, (value: ExportValue) => unknown>> = {
  text: asGiven,
  integer: (value) => (value === null ? null : BigInt(value as number)),
  number: asGiven,
  boolean: asGiven,
  time: (value) => (value === null ? null : new Date(value as number)),
};
