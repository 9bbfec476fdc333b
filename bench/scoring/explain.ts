import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FeatureVector } from '../../lake/features/features.ts';
import { projectFile } from '../../platform/process/program.ts';
import { createExplainer } from '../../scoring/explain/create-explainer.ts';
import type { ExplainedRow, Explainer } from '../../scoring/explain/explanation.ts';
import { OnnxSession } from '../../scoring/onnx/onnx-session.ts';
import { seededRandom } from '../../test/support/data/random.ts';
import { NUMBER_NAMES, signatureOf } from '../../test/support/explain/explain-file.ts';
import { referencePython, whyNoReference } from '../../test/support/explain/reference-models.ts';
import { type TestTree, treeOperator } from '../../test/support/explain/test-tree.ts';
import { onnxFile, tensorValue } from '../../test/support/models/onnx-file.ts';
import { median } from '../median.ts';
import { ExplainedScores } from './explained-scores.ts';

/**
 * `node --import tsx bench/scoring/explain.ts [ROUNDS]`: CPU time of exact explanations of 300 trees of depth 6, alone and
 * through the graph, and the longest CPU time between two turns of the event loop; beside the Python package shap where it
 * is there (EXPLAIN_PYTHON).
 */
const [rounds = 20] = process.argv.slice(2).map(Number);
const TREES = 300;
const DEPTH = 6;
const PREPARATIONS = 5;

await measureRandomTrees();
const missing = whyNoReference();
if (missing) console.log(`shap: not compared, ${missing}`);
else await measureBesideShap();

async function measureRandomTrees(): Promise<void> {
  const random = seededRandom(1);
  const trees = Array.from({ length: TREES }, () => grow(DEPTH, () => random.uniform()));
  const rows = Array.from({ length: 2_000 }, () =>
    NUMBER_NAMES.map(() => (random.uniform() < 0.1 ? null : random.uniform())),
  );
  const bytes = onnxFile({
    node: [treeOperator(trees, 'features', { isShared: true, link: 'LOGISTIC', base: 0 })],
    input: [tensorValue({ name: 'features', type: 'float', shape: ['N', NUMBER_NAMES.length] })],
    output: [tensorValue({ name: 'probabilities', type: 'float', shape: ['N', 2] })],
  });
  await measure('random trees, each with 64 leaves', bytes, rows);
}

function grow(depth: number, uniform: () => number): TestTree {
  if (depth === 0) return { value: uniform() - 0.5 };
  const column = Math.floor(uniform() * NUMBER_NAMES.length);
  const values = [uniform()];
  const missing = uniform() < 0.5;
  return { column, mode: 'LEQ', values, missing, yes: grow(depth - 1, uniform), no: grow(depth - 1, uniform) };
}

async function measureBesideShap(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-explain-'));
  const script = fileURLToPath(projectFile('bench/scoring/explain-shap.py'));
  const env = { ...process.env, OMP_NUM_THREADS: '1' };
  const printed = execFileSync(referencePython, [script, folder, String(rounds)], { env, encoding: 'utf8' });
  const shap = JSON.parse(printed) as { one: number; hundred: number; library: number };
  const rows = JSON.parse(await readFile(join(folder, 'rows.json'), 'utf8')) as (number | null)[][];
  await measure('trained trees', await readFile(join(folder, 'model.onnx')), rows);
  console.log(`  shap, the same model: one row ${ms(shap.one)}, 100 rows ${ms(shap.hundred)} of CPU`);
  console.log(`  LightGBM's own contributions, a model of the same size: 100 rows ${ms(shap.library)} of CPU`);
  await rm(folder, { recursive: true, force: true });
}

async function measure(
  title: string,
  bytes: Uint8Array,
  values: readonly (readonly (number | null)[])[],
): Promise<void> {
  const rows = values.map((row) => Object.fromEntries(NUMBER_NAMES.map((name, at) => [name, row[at] ?? null])));
  const signature = signatureOf(NUMBER_NAMES);
  const session = await OnnxSession.load(bytes, signature);
  const predict = (some: readonly ExplainedRow[]) => session.run(some as readonly FeatureVector[]);
  let explainer: Explainer | undefined;
  const prepared = await many(PREPARATIONS, async () => {
    explainer = await createExplainer({
      bytes,
      signature,
      calibration: { method: 'IDENTITY' },
      background: rows,
      predict,
    });
  });
  const explain = (some: readonly ExplainedRow[]) => (explainer as Explainer).explain(some);
  const one = await many(rounds, (round) => explain([rows[round % rows.length] as ExplainedRow]));
  const hundred = await many(rounds, () => explain(rows.slice(0, 100)));
  console.log(`${TREES} trees of depth ${DEPTH}, ${title} (${explainer?.method}):`);
  console.log(`  prepared with ${rows.length} background rows: ${ms(prepared.cpuMs)} of CPU`);
  console.log(`  one row ${ms(one.cpuMs)}, 100 rows ${ms(hundred.cpuMs)} of CPU, medians of ${rounds}`);
  console.log(
    `  longest stretch of the event loop: preparing ${ms(prepared.stretchMs)}, explaining ${ms(hundred.stretchMs)}`,
  );
  await session.release();
  await measureGraph(bytes, rows);
}

/** Through the graph, embedded: the first 100 explanations of a version, with its preparation, and later ones. */
async function measureGraph(bytes: Uint8Array, rows: readonly ExplainedRow[]): Promise<void> {
  const site = await ExplainedScores.open(bytes, NUMBER_NAMES, rows);
  const cold = await timed(() => site.explain(100));
  const hundred = await many(rounds, () => site.explain(100));
  const one = await many(rounds, () => site.explain(1));
  const without = await many(rounds, () => site.read(100));
  await site.close();
  console.log(`  through the graph: the first 100 rows ${ms(cold.cpuMs)}, then ${ms(hundred.cpuMs)} of CPU`);
  console.log(`  one row ${ms(one.cpuMs)}; 100 scores without explanations ${ms(without.cpuMs)}`);
  console.log(`  longest stretch of the event loop: first ${ms(cold.stretchMs)}, then ${ms(hundred.stretchMs)}`);
}

interface Timing {
  readonly cpuMs: number;
  /** longest CPU time between two turns of the event loop */
  readonly stretchMs: number;
}

/** Medians, so that another program's turn on the processor does not count; the first half of the rounds is for warming up. */
async function many(count: number, work: (round: number) => Promise<unknown>): Promise<Timing> {
  const timings: Timing[] = [];
  for (let round = 0; round < 2 * count; round += 1) timings.push(await timed(() => work(round)));
  const counted = timings.slice(count);
  return { cpuMs: median(counted.map((each) => each.cpuMs)), stretchMs: median(counted.map((each) => each.stretchMs)) };
}

async function timed(work: () => Promise<unknown>): Promise<Timing> {
  // CPU time: another program's turn on the processor does not count
  let [isOver, stretchMs, turn] = [false, 0, cpuMs()];
  const watch = () => {
    const now = cpuMs();
    stretchMs = Math.max(stretchMs, now - turn);
    turn = now;
    if (!isOver) setImmediate(watch);
  };
  setImmediate(watch);
  const since = cpuMs();
  await work();
  const spent = cpuMs() - since;
  isOver = true;
  watch();
  return { cpuMs: spent, stretchMs };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function ms(value: number): string {
  return `${value.toFixed(2)} ms`;
}
