import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { projectFile } from '../../../platform/process/program.ts';

const SHOWN = 20;

/**
 * Reporter for the end of a run: the slowest test files, with the seconds of their tests, and the slowest processes, with
 * all that they did.
 */
export default async function* reportSlowest(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files = new Map<string, number>();
  const processes = new Map<string, number>();
  for await (const event of source) {
    if (event.type !== 'test:complete' || event.data.nesting > 0) continue;
    const { file = '', name, details } = event.data;
    // a process is reported as a test of its file's name
    const times = name === file ? processes : files;
    times.set(file, (times.get(file) ?? 0) + details.duration_ms);
  }
  yield `\n${table('test files', files)}\n${table('processes', processes)}\n`;
}

function table(what: string, times: ReadonlyMap<string, number>): string {
  const root = projectFile('.').pathname;
  const slowest = [...times].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  const lines = slowest.map(([file, ms]) => `${toSeconds(ms)} s  ${relative(root, file)}`);
  const total = [...times.values()].reduce((sum, ms) => sum + ms, 0);
  return [`slowest of ${times.size} ${what}, ${toSeconds(total).trim()} s in all:`, ...lines].join('\n');
}

function toSeconds(ms: number): string {
  return (ms / 1_000).toFixed(1).padStart(7);
}
