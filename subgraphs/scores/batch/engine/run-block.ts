import { DomainError, type ErrorCode } from '../../../../platform/errors.ts';
import type { FeatureColumns } from '../../../../scoring/onnx/feature-columns.ts';
import { blockRows } from '../../inference/pad-to-block.ts';
import type { BlockRunner } from './block-runner.ts';

/** Errors of a run that can be the fault of single rows. */
const ROW_FAULTS: readonly ErrorCode[] = ['INFERENCE_FAILED', 'VALIDATION_FAILED'];

/**
 * Runs a model on a block; when it fails there, on each half, and so on: only the rows at fault fail.
 *
 * @param columns padded to whole blocks of four
 * @param rows    without the padding
 * @returns raw outputs, one per row; NaN where the model gave none
 * @throws {DomainError} of the model, when it fails on every row or does not end, or its process has crashed
 */
export async function runBlock(
  runner: Pick<BlockRunner, 'run' | 'isAlive'>,
  columns: FeatureColumns,
  rows: number,
): Promise<Float64Array> {
  const fault = new FirstFault();
  const raw = await runOrHalve(runner, columns, rows, fault);
  if (fault.rows === rows && fault.error) throw fault.error;
  return raw;
}

class FirstFault {
  error: DomainError | undefined;
  rows = 0;
}

async function runOrHalve(
  runner: Pick<BlockRunner, 'run' | 'isAlive'>,
  columns: FeatureColumns,
  rows: number,
  fault: FirstFault,
): Promise<Float64Array> {
  try {
    const raw = await runner.run(columns);
    return raw.subarray(0, rows);
  } catch (error) {
    if (!(error instanceof DomainError) || !ROW_FAULTS.includes(error.code) || !runner.isAlive()) throw error;
    if (rows === 1) {
      fault.error ??= error;
      fault.rows++;
      return Float64Array.of(Number.NaN);
    }
    const half = Math.ceil(rows / 2);
    const raw = new Float64Array(rows);
    raw.set(await runOrHalve(runner, sliceRows(columns, 0, half), half, fault));
    raw.set(await runOrHalve(runner, sliceRows(columns, half, rows), rows - half, fault), half);
    return raw;
  }
}

/** Some rows of a block, padded with the last of them. */
function sliceRows(columns: FeatureColumns, from: number, until: number): FeatureColumns {
  const rows = blockRows(until - from);
  const rowOf = (row: number): number => Math.min(from + row, until - 1);
  const numbers = Float64Array.from(
    { length: rows * columns.numberNames.length },
    (_, at) => columns.numbers[Math.floor(at / rows) * columns.rows + rowOf(at % rows)] as number,
  );
  const categories = Array.from(
    { length: rows * columns.categoryNames.length },
    (_, at) => columns.categories[Math.floor(at / rows) * columns.rows + rowOf(at % rows)] ?? null,
  );
  return { ...columns, rows, numbers, categories };
}
