import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { entryPoint, projectFile } from '../../../platform/process/program.ts';

/**
 * Runs a command of the program to its end.
 *
 * @param path from the project's root, such as `subgraphs/leads/import/cli.ts`
 * @param environment that differs from the default
 */
export function runCommand(
  path: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): SpawnSyncReturns<string> {
  const { url, execArgv } = entryPoint(path);
  return spawnSync(process.execPath, [...execArgv, fileURLToPath(url), ...args], {
    cwd: projectFile('.'),
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
}
