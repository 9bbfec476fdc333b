import { parseArgs } from 'node:util';
import { median } from '../median.ts';
import { untilQuiet } from '../quiet.ts';
import { changeOf, type Figure, type Figures, readFigures, TOLERANCE, writeFigures } from './figures.ts';
import { fixedWorkMs } from './fixed-work.ts';
import { BARE_ROUTE, type GuardedOperation, startOperations } from './operations.ts';

/**
 * `npm run bench:guard [-- --update --rounds 5]`: CPU of ten operations relative to fixed work of the same run,
 * beside the committed figures. Names those that changed by more than a tenth; it is a report, and fails only when it cannot
 * measure. `--update` replaces the committed figures.
 */
const { values } = parseArgs({
  options: {
    update: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
  },
});
// by number and not by time: what V8 has compiled depends on it
const WARM_UP_ROUNDS = 3;
const START_MS = 60_000;
const LEFTOVER_MS = 3_000;
const WARM_UP_LOOPS = 5;

const { operations, close } = await startOperations();
try {
  for (let time = 0; time < WARM_UP_LOOPS; time++) fixedWorkMs();
  for (const operation of operations) {
    await untilQuiet(operation.cpuMs, START_MS);
    await operation.run(WARM_UP_ROUNDS * operation.times);
  }
  const figures = await measureAll();
  if (values.update) await writeFigures(figures);
  else report(figures, await readFigures());
} finally {
  await close();
}
process.exit();

/** Medians of the rounds, in which all operations take turns. */
async function measureAll(): Promise<Figures> {
  const measured = new Map(operations.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < Number(values.rounds); round++)
    for (const operation of operations) measured.get(operation.name)?.push(await measure(operation));
  const loop = (name: string): number => median(measured.get(name) ?? []);
  const figureOf = (name: string): Figure => ({
    loop: rounded(loop(name)),
    bareRoute: rounded(loop(name) / loop(BARE_ROUTE)),
  });
  return Object.fromEntries(operations.map(({ name }) => [name, figureOf(name)]));
}

/** CPU of one operation, in thousandths of the fixed work before and after it. */
async function measure({ cpuMs, run, times }: GuardedOperation): Promise<number> {
  const workBefore = fixedWorkMs();
  const before = cpuMs();
  const done = await run(times);
  await untilQuiet(cpuMs, LEFTOVER_MS);
  const each = (cpuMs() - before) / done;
  return (1_000 * each) / ((workBefore + fixedWorkMs()) / 2);
}

function report(now: Figures, before: Figures): void {
  const rows = Object.entries(now).map(([name, figure]) => {
    const committed = before[name];
    return { name, ...figure, change: committed ? changeOf(figure, committed) : Number.NaN };
  });
  console.table(
    rows.map(({ name, loop, bareRoute, change }) => ({
      operation: name,
      '× loop, thousandths': loop,
      '× bare route': bareRoute,
      change: Number.isNaN(change) ? 'new' : `${(100 * change).toFixed(1)} %`,
    })),
  );
  const changed = rows.filter(({ change }) => Math.abs(change) > TOLERANCE);
  for (const { name, change } of changed)
    console.log(`${name}: ${Math.abs(100 * change).toFixed(0)} % ${change > 0 ? 'more' : 'less'} CPU than committed`);
  if (changed.length === 0)
    console.log(`no operation differs by more than ${100 * TOLERANCE} % from the committed figures`);
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
