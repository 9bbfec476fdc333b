import { SingleBar } from 'cli-progress';
import type { ShowProgress } from './progress.ts';

let bar: { readonly task: string; readonly line: SingleBar } | undefined;

/** Draws one bar per task on standard output; where that is no terminal, one line when a task is done. */
export const showProgress: ShowProgress = (task, done, total) => {
  if (process.stdout.isTTY) draw(task, done, total);
  else if (done === total) process.stdout.write(`${task}: ${total}\n`);
};

function draw(task: string, done: number, total: number): void {
  if (bar?.task !== task) {
    const line = new SingleBar({
      format: '{task} {bar} {value}/{total}',
      barsize: 40,
      hideCursor: true,
      stream: process.stdout,
    });
    line.start(total, done, { task: task.padEnd(24) });
    bar = { task, line };
  }
  bar.line.update(done);
  if (done === total) {
    bar.line.stop();
    bar = undefined;
  }
}
