import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { entryPoint, projectFile } from '../../platform/process/program.ts';
import { lakeEnvironment, lakePython, whyNoLakePython } from '../../test/support/lake/lake-python.ts';
import { median } from '../median.ts';
import { writeBatchLake } from './batch/batch-lake.ts';

/** Figures of one run, as each contender prints them as JSON. */
interface Figures {
  readonly rows: number;
  /** from the first row read to the last commit */
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** resident, of all its processes */
  readonly peakBytes: number;
  /** event-loop delay during the run and before it, p99, milliseconds */
  readonly loopMs?: number;
  readonly idleLoopMs?: number;
}

interface Contender {
  readonly name: string;
  readonly command: string;
  readonly args: (run: { readonly lake: string; readonly output: string; readonly specification: string }) => string[];
}

const run = promisify(execFile);

/**
 * `npm run bench:lake -- batch [ROUNDS ROWS CONTENDERS]`: rows of 30 features scored with 300 trees of depth 6, Delta to Delta,
 * by two threads or processes, by turns: ONNX Runtime alone on rows in memory, this engine, Python (pyarrow and ONNX Runtime),
 * and PySpark. The last two run where `LAKE_PYTHON` has what they need.
 */
export async function benchBatch([rounds = '3', rows = '1000000', only = '']: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'batch-bench-'));
  const contenders = allContenders().filter(({ name }) => only === '' || only.split(',').includes(name));
  const taken = new Map(contenders.map(({ name }) => [name, [] as Figures[]]));
  try {
    const { lake, specification } = await writeBatchLake(folder, Number(rows));
    for (let round = 0; round < Number(rounds); round++)
      for (const { name, command, args } of contenders) {
        const output = join(folder, 'outputs', `${name}-${round}`);
        const options = { env: lakeEnvironment, maxBuffer: 2 ** 26 };
        const { stdout } = await run(command, args({ lake, output, specification }), options);
        const figures = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Figures;
        if (figures.rows !== Number(rows)) throw new Error(`${name}: found ${figures.rows} rows, expected ${rows}`);
        taken.get(name)?.push(figures);
        console.log(`round ${round + 1}, ${describe(name, figures)}`);
        await rm(output, { recursive: true, force: true });
      }
    report(taken);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function allContenders(): readonly Contender[] {
  const script = (name: string): string => projectFile(`bench/lake/contenders/${name}.py`).pathname;
  const ours = (path: string, ...first: string[]): Pick<Contender, 'command' | 'args'> => {
    const { url, execArgv } = entryPoint(path);
    return {
      command: process.execPath,
      args: ({ lake, output, specification }) => [...execArgv, url.pathname, ...first, lake, specification, output],
    };
  };
  const python = (name: string): Pick<Contender, 'command' | 'args'> => ({
    command: lakePython,
    args: ({ lake, output, specification }) => [
      ...[script(name), '--lake', lake, '--specification', specification, '--output', output],
    ],
  });
  const others: readonly (readonly [name: string, script: string, modules: readonly string[]])[] = [
    ['python', 'python_batch', ['pyarrow', 'onnxruntime', 'deltalake']],
    ['pyspark', 'spark_batch', ['pyspark', 'onnxruntime']],
  ];
  const there = others.filter(([name, file, modules]) => {
    const why = existsSync(script(file)) ? whyNoLakePython(...modules) : `no ${file}.py`;
    if (why) console.log(`without ${name}: ${why}`);
    return !why;
  });
  return [
    { name: 'runtime', ...ours('bench/lake/batch/runtime-alone.ts') },
    { name: 'engine', ...ours('bench/lake/batch/engine-run.ts') },
    ...there.map(([name, file]) => ({ name, ...python(file) })),
  ];
}

function report(taken: ReadonlyMap<string, readonly Figures[]>): void {
  const rate = (figures: readonly Figures[]): number => median(figures.map(({ rows, seconds }) => rows / seconds));
  const cpu = (figures: readonly Figures[]): number =>
    median(figures.map(({ rows, cpuSeconds }) => (1e6 * cpuSeconds) / rows));
  const engine = taken.get('engine') ?? [];
  for (const [name, figures] of taken)
    console.log(
      `${name}: median ${Math.round(rate(figures)).toLocaleString('en')} rows/s, ${cpu(figures).toFixed(1)} µs of CPU per row;`,
      `the engine has ${(rate(engine) / rate(figures)).toFixed(2)} × its rate, ${(cpu(engine) / cpu(figures)).toFixed(2)} × its CPU`,
    );
}

function describe(name: string, { rows, seconds, cpuSeconds, peakBytes, loopMs, idleLoopMs }: Figures): string {
  const loop =
    loopMs === undefined ? '' : `, event loop p99 ${loopMs.toFixed(1)} ms, idle ${idleLoopMs?.toFixed(1)} ms`;
  const cpu = ((1e6 * cpuSeconds) / rows).toFixed(1);
  const memory = Math.round(peakBytes / 1e6);
  return `${name}: ${Math.round(rows / seconds).toLocaleString('en')} rows/s, ${cpu} µs of CPU per row, ${memory} MB${loop}`;
}
