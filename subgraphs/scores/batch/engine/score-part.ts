import type { DuckConnection } from '../../../../lake/duckdb/duck-connection.ts';
import { calibrate } from '../../../../scoring/calibration.ts';
import type { Calibration } from '../../../../scoring/model-manifest.ts';
import type { BatchPart } from './batch-part.ts';
import type { BlockBuffers } from './block-buffers.ts';
import type { BlockNames, GoldBlock } from './block-builder.ts';
import type { BlockRunner } from './block-runner.ts';
import { readBlocks } from './read-blocks.ts';
import { runBlock } from './run-block.ts';
import type { ScoredPart } from './scored-part.ts';

/** Dependencies and input of {@link scorePart}. */
export interface ScorePartOptions {
  /** for the stream of the part; free again once it was read */
  readonly connection: DuckConnection;
  readonly runner: BlockRunner;
  readonly calibration: Calibration;
  readonly names: BlockNames;
  readonly buffers: BlockBuffers;
  readonly part: BatchPart;
  /** local name of the part's file */
  readonly file: string;
  /** see `BlockSource.where` */
  readonly where?: string | undefined;
  /** aborts between two blocks */
  readonly signal: AbortSignal;
}

/** A part that is being scored. Both promises reject with the same error. */
export interface PartRun {
  /** resolves when all rows were read, and the last of them still run */
  readonly read: Promise<void>;
  readonly scored: Promise<ScoredPart>;
}

/**
 * Scores a part: reads blocks while the model runs on those before. Memory is that of twice as many blocks as run at a time,
 * and 24 bytes per row.
 */
export function scorePart(options: ScorePartOptions): PartRun {
  const { part, file } = options;
  const scores = new PartScores(part.until - part.from);
  const running = new Set<Promise<void>>();
  const read = readPart(options, scores, running);
  const scored = read.then(async (): Promise<ScoredPart> => {
    await Promise.all(running);
    return { part, file, ...scores.taken() };
  });
  // a caller that awaits only one of them would leave the other unhandled
  read.catch(() => undefined);
  scored.catch(() => undefined);
  return { read, scored };
}

async function readPart(options: ScorePartOptions, scores: PartScores, running: Set<Promise<void>>): Promise<void> {
  const { connection, runner, calibration, signal, ...source } = options;
  try {
    for await (const block of readBlocks(connection, source)) {
      signal.throwIfAborted();
      const at = scores.reserve(block);
      const run = runBlock(runner, block.columns, block.rowNumbers.length)
        .then((raw) => scores.set(at, raw, calibration))
        .finally(() => {
          block.release();
          running.delete(run);
        });
      run.catch(() => undefined);
      running.add(run);
      while (running.size >= 2 * runner.width) await Promise.race(running);
    }
  } catch (error) {
    // no run outlives its part
    await Promise.allSettled(running);
    throw error;
  }
}

/** Scores of a part in the order of its rows, whatever the order in which its blocks end. */
class PartScores {
  readonly #rowNumbers: Float64Array;
  readonly #raw: Float64Array;
  readonly #probabilities: Float64Array;
  #rows = 0;
  #failed = 0;

  constructor(most: number) {
    this.#rowNumbers = new Float64Array(most);
    this.#raw = new Float64Array(most);
    this.#probabilities = new Float64Array(most);
  }

  /** Reserves the places of a block's rows. @returns the first */
  reserve({ rowNumbers }: GoldBlock): number {
    const at = this.#rows;
    this.#rowNumbers.set(rowNumbers, at);
    this.#rows += rowNumbers.length;
    return at;
  }

  set(at: number, raw: Float64Array, calibration: Calibration): void {
    this.#raw.set(raw, at);
    for (let row = 0; row < raw.length; row++) {
      const value = raw[row] as number;
      this.#probabilities[at + row] = calibrate(value, calibration);
      if (Number.isNaN(value)) this.#failed++;
    }
  }

  taken(): Pick<ScoredPart, 'rowNumbers' | 'raw' | 'probabilities' | 'failed'> {
    const [rowNumbers, raw, probabilities] = [this.#rowNumbers, this.#raw, this.#probabilities].map((values) =>
      values.subarray(0, this.#rows),
    ) as [Float64Array, Float64Array, Float64Array];
    return { rowNumbers, raw, probabilities, failed: this.#failed };
  }
}
