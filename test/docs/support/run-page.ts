import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asksPlatform, isRunElsewhere } from './check-shell.ts';
import type { DemoData, DemoPlatform } from './demo-data.ts';
import { PageGraph } from './page-graph.ts';
import type { PageStep, ShellStep } from './page-step.ts';
import { ShellSession } from './shell-session.ts';

/** Steps that their page's test runs. */
export function runnableSteps(steps: readonly PageStep[]): readonly PageStep[] {
  const runnable = steps.filter((step) => step.kind !== 'shell' || !isRunElsewhere(step.text));
  return runnable.some((step) => step.kind !== 'file') ? runnable : [];
}

/** Whether the steps change nothing that another page could see: queries alone. */
export function onlyReads(steps: readonly PageStep[]): boolean {
  return steps.every(
    (step) => step.kind === 'graphql' && step.operations.every(({ operation }) => operation === 'query'),
  );
}

/** Whether a step needs a platform to ask. */
export function needsPlatform(step: PageStep): boolean {
  return step.kind === 'graphql' || (step.kind === 'shell' && asksPlatform(step.text));
}

/**
 * Runs a page from its first block to its last on a platform.
 *
 * @throws {Error} with the line of the block that fails
 */
export async function runPage(steps: readonly PageStep[], demo: DemoPlatform): Promise<void> {
  const graph = new PageGraph(demo);
  const shell = new ShellSession(demo.work);
  try {
    for (const step of steps) {
      if (step.kind === 'graphql') await graph.run(step);
      else if (step.kind === 'file') writeFileSync(join(demo.work, step.name), `${step.text}\n`);
      else await runShell(step, shell, demo);
    }
  } finally {
    await graph.finish();
  }
}

/** Runs a page none of whose blocks needs a platform. */
export async function runCommands(steps: readonly PageStep[], data: DemoData): Promise<void> {
  const work = data.workFolder();
  const shell = new ShellSession(work);
  for (const step of steps) {
    if (step.kind === 'file') writeFileSync(join(work, step.name), `${step.text}\n`);
    if (step.kind === 'shell') await shell.run(step, '127.0.0.1:0', '');
  }
}

async function runShell(step: ShellStep, shell: ShellSession, demo: DemoPlatform): Promise<void> {
  if (step.isStopped) await demo.pause();
  try {
    await shell.run(step, new URL(demo.url).host, await demo.tokenOf('ann'));
  } catch (error) {
    throw new Error(`line ${step.line}: ${(error as Error).message}`, { cause: error });
  } finally {
    if (step.isStopped) await demo.resume();
  }
}
