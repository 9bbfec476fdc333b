import { threadCpuMs } from '../thread-cpu.ts';

const TIMES = 1_500;

/**
 * CPU time of fixed work, milliseconds: how fast the machine is just now. The work is of the kind that requests cause: JSON
 * read and written, short-lived objects, strings as keys.
 */
export function fixedWorkMs(): number {
  const before = threadCpuMs();
  let text = JSON.stringify(Array.from({ length: 20 }, (_, at) => ({ id: `lead-${at}`, score: at / 20, grade: 'A' })));
  for (let time = 0; time < TIMES; time++) text = turnOver(text, time);
  return threadCpuMs() - before;
}

function turnOver(text: string, time: number): string {
  const rows = JSON.parse(text) as { readonly id: string; readonly score: number; readonly grade: string }[];
  const byId = new Map(rows.map((row) => [row.id, { ...row, score: (row.score + time) % 1 }]));
  return JSON.stringify(rows.map(({ id }) => byId.get(id)));
}
