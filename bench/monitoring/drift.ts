import { spawnSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { runCooperatively } from '../../statistics/run-cooperatively.ts';
import {
  type ComparedFeature,
  checkFeatures,
  type DriftCheck,
} from '../../subgraphs/monitoring/drift/rules/check-features.ts';
import { seededRandom } from '../../test/support/data/random.ts';
import { median } from '../median.ts';

/**
 * `node --import tsx bench/monitoring/drift.ts [ROUNDS ROWS]`: a drift check of 30 numeric features, against the same
 * statistics of SciPy on the same values. `PYTHON` names an interpreter that has SciPy; without one that part is skipped.
 */
const [rounds = 5, rows = 100_000] = process.argv.slice(2).map(Number);
const FEATURES = 30;
const python = process.env.PYTHON ?? 'python3';

const windows = drawWindows();
const own = await measureOwn();
console.log(`${FEATURES} features × (${rows} + ${rows} rows), median of ${rounds}`);
console.log(
  `  here: ${own.milliseconds.toFixed(0)} ms, ${own.cpuMs.toFixed(0)} ms of CPU, longest step ${own.longestStepMs.toFixed(1)} ms`,
  `of CPU, event loop late by ${own.latestMs.toFixed(1)} ms at most, ${own.extraMegabytes.toFixed(0)} MB beside the windows`,
);
await measureScipy();

function drawWindows(): { readonly reference: readonly Float64Array[]; readonly current: readonly Float64Array[] } {
  const random = seededRandom(1);
  const window = (shift: number) => Float64Array.from({ length: rows }, () => random.normal() + shift);
  return {
    reference: Array.from({ length: FEATURES }, () => window(0)),
    current: Array.from({ length: FEATURES }, (_, i) => window(i / 100)),
  };
}

async function measureOwn() {
  const features: ComparedFeature[] = windows.reference.map((values, i) => ({
    name: `feature ${i}`,
    reference: { kind: 'number', values },
    current: { kind: 'number', values: windows.current[i] as Float64Array },
  }));
  await runCooperatively(checkFeatures(features));
  const times: number[] = [];
  const cpuTimes: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let round = 0; round < rounds; round += 1) {
    const [began, cpuBegan] = [performance.now(), cpuMs()];
    assertFound(await runCooperatively(checkFeatures(features)));
    times.push(performance.now() - began);
    cpuTimes.push(cpuMs() - cpuBegan);
  }
  delay.disable();
  return {
    milliseconds: median(times),
    cpuMs: median(cpuTimes),
    latestMs: delay.max / 1e6,
    ...watchSteps(features),
  };
}

/**
 * CPU time of the longest step, which is what blocks the event loop on a machine with nothing else to do, and the memory
 * taken beside the windows, sampled after every step.
 */
function watchSteps(features: readonly ComparedFeature[]) {
  const steps = checkFeatures(features);
  const before = memory();
  let [longestStepMs, peak] = [0, before];
  for (let done = false; !done; ) {
    const began = cpuMs();
    done = steps.next().done === true;
    longestStepMs = Math.max(longestStepMs, cpuMs() - began);
    peak = Math.max(peak, memory());
  }
  return { longestStepMs, extraMegabytes: (peak - before) / 1e6 };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** The last feature moved by 0.29 standard deviations; the first did not. */
function assertFound({ features }: DriftCheck): void {
  const of = (name: string) => features.find(({ feature }) => feature === name)?.statistics;
  const [still, moved] = [of('feature 0'), of(`feature ${FEATURES - 1}`)];
  if (!still || !moved || still.psi > 0.01 || moved.psi < 0.05) throw new Error('the check did not find what moved');
}

async function measureScipy(): Promise<void> {
  const found = spawnSync(python, ['-c', 'import scipy, numpy; print(scipy.__version__)'], { encoding: 'utf8' });
  if (found.status !== 0) {
    console.log(`  SciPy skipped: ${python} does not have it`);
    return;
  }
  const file = join(tmpdir(), `drift-windows-${process.pid}.bin`);
  await writeFile(
    file,
    Buffer.concat([...windows.reference, ...windows.current].map((one) => Buffer.from(one.buffer))),
  );
  const script = fileURLToPath(new URL('drift-scipy.py', import.meta.url));
  const args = [script, file, String(FEATURES), String(rows), String(rounds)];
  const run = spawnSync(python, args, { encoding: 'utf8' });
  await rm(file);
  if (run.status !== 0) throw new Error(`${script}: ${run.stderr}`);
  const [milliseconds = 0, cpu = 0] = run.stdout.split(' ').map(Number);
  console.log(
    `  SciPy ${found.stdout.trim()}: ${milliseconds.toFixed(0)} ms, ${cpu.toFixed(0)} ms of CPU:`,
    `${(milliseconds / own.milliseconds).toFixed(1)} times as long, ${(cpu / own.cpuMs).toFixed(1)} times the CPU`,
  );
}

function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
