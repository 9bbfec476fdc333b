import { MultiBar, type SingleBar } from 'cli-progress';
import type { ShowProgress } from './progress.ts';

const NAME_WIDTH = 24;
const QUARTERS = 4;

let shown: { readonly bars: MultiBar; readonly byTask: Map<string, SingleBar> } | undefined;
const quarterOf = new Map<string, number>();

/** Draws a bar per task on standard output, with its per cent; where that is no terminal, a line per quarter. */
export const showProgress: ShowProgress = (task, done, total) => {
  if (process.stdout.isTTY) draw(task, done, total);
  else writeQuarter(task, done, total);
};

/** Writes lines of a log to standard error, above the bars while there are any. */
export function writeAboveProgress(lines: string): void {
  if (shown && process.stdout.isTTY) shown.bars.log(lines);
  else process.stderr.write(lines);
}

/** Leaves the bars as they are: what is unfinished will not go on, and a bar that waits keeps the process alive. */
export function stopProgress(): void {
  // writes the lines of the log that wait for the next drawing: stopping does not
  shown?.bars.update();
  shown?.bars.stop();
  shown = undefined;
}

function draw(task: string, done: number, total: number): void {
  shown ??= { bars: createBars(), byTask: new Map() };
  const { bars, byTask } = shown;
  const bar = byTask.get(task) ?? bars.create(total, 0, { task: task.padEnd(NAME_WIDTH) });
  byTask.set(task, bar);
  bar.update(done);
  if ([...byTask.values()].some((one) => one.getProgress() < 1)) return;
  stopProgress();
}

function createBars(): MultiBar {
  // Ctrl-C ends the program while bars are drawn, not the bars
  return new MultiBar({
    format: '{task} {bar} {percentage} %',
    barsize: 40,
    gracefulExit: false,
    stream: process.stdout,
  });
}

function writeQuarter(task: string, done: number, total: number): void {
  const quarter = Math.floor((QUARTERS * done) / total);
  if (quarter <= (quarterOf.get(task) ?? 0)) return;
  quarterOf.set(task, quarter);
  process.stdout.write(`${task}: ${quarter * (100 / QUARTERS)} %\n`);
}
