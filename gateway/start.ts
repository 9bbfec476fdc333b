import { assumeProduction, readConfig } from '../platform/config/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { listen } from '../platform/http/listen.ts';
import { createLogger } from '../platform/logger.ts';
import { showProgress } from '../platform/process/progress-bar.ts';
import { runProgram } from '../platform/process/run-program.ts';
import { stopOnSignal } from '../platform/process/stop-on-signal.ts';
import { logDestination } from '../platform/process/terminal-log.ts';
import { banner } from './banner.ts';
import { localNames } from './topology.ts';

/** `npm start`: the gateway with every subgraph that has no URL, until Ctrl-C or SIGTERM. */
await runProgram(start);

async function start(): Promise<void> {
  assumeProduction();
  const config = readConfig();
  const log = createLogger(config.logLevel, logDestination(config.logFormat));
  const opening =
    localNames(config).length > 0 ? withProgress('opening the database', openDatabase(config, log)) : undefined;
  // the database opens in its own thread while the rest of the program is loaded
  const [database, { createPlatform }] = await Promise.all([opening, import('./platform.ts')]);
  const platform = await createPlatform({ config, log, database, progress: showProgress });
  const url = await listen(platform, config);
  // before the banner: a supervisor that reads it may signal at once
  process.on('SIGHUP', () => platform.reloadSupergraph());
  const { shutdownDeadlineMs: deadlineMs } = config;
  stopOnSignal({ close: platform.close, deadlineMs, requests: () => platform.underWay.byRoute(), log });
  const token = config.printAdminToken ? await platform.mintAdminToken() : undefined;
  process.stdout.write(
    banner({ url, token, servesWeb: config.web !== undefined, startedInMs: Math.round(performance.now()) }),
  );
}

async function withProgress<Result>(task: string, work: Promise<Result>): Promise<Result> {
  showProgress(task, 0, 1);
  const result = await work;
  showProgress(task, 1, 1);
  return result;
}
