import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Program that checks metrics, rules and configurations of Prometheus; `PROMTOOL` names another place. */
export const PROMTOOL: string = process.env.PROMTOOL ?? '/usr/bin/promtool';

/** Why it cannot be used, for `skip`; false when it can. */
export const whyNoPromtool: string | false = existsSync(PROMTOOL) ? false : `skipped: no promtool at ${PROMTOOL}`;

/** Runs promtool. @returns its complaints; empty when there are none */
export function promtool(args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(PROMTOOL, [...args], { input, encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}` || `ended with ${status}`;
}
