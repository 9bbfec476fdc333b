import { readFile, writeFile } from 'node:fs/promises';
import { projectFile } from '../../platform/process/program.ts';

/** CPU of one request, delivery or the like, relative to fixed work of the same run. */
export interface Figure {
  /** × the calibrated loop of the bench's own process, in thousandths */
  readonly loop: number;
  /** × a request of the bare route */
  readonly bareRoute: number;
}

/** Figures by operation. */
export type Figures = Readonly<Record<string, Figure>>;

/** How much a figure may differ before it is named. */
export const TOLERANCE = 0.1;

const FILE = projectFile('bench/guard/figures.json');

/** The committed figures. */
export async function readFigures(): Promise<Figures> {
  return JSON.parse(await readFile(FILE, 'utf8')) as Figures;
}

/** Replaces the committed figures. */
export async function writeFigures(figures: Figures): Promise<void> {
  await writeFile(FILE, `${JSON.stringify(figures, null, 2)}\n`);
}

/**
 * Change of a figure: 0.1 is 10 % more CPU. Of the two kinds of fixed work the one by which it changed less, and 0 where they
 * disagree: a machine that is busy with something else slows them unequally.
 */
export function changeOf(now: Figure, before: Figure): number {
  const byLoop = now.loop / before.loop - 1;
  const byBareRoute = now.bareRoute / before.bareRoute - 1;
  if (byLoop > 0 !== byBareRoute > 0) return 0;
  return Math.abs(byLoop) < Math.abs(byBareRoute) ? byLoop : byBareRoute;
}
