import { assumeProduction, readConfig } from '../subgraphs/shared/config.ts';
import { openDatabase } from '../subgraphs/shared/database.ts';
import { DomainError } from '../subgraphs/shared/errors.ts';
import { createLogger } from '../subgraphs/shared/logger.ts';
import { banner } from './banner.ts';
import { showProgress } from './progress-bar.ts';

/** `npm start`: the whole platform in one process, until Ctrl-C or SIGTERM. */
try {
  await start();
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  assumeProduction();
  const config = readConfig();
  const log = createLogger(config.logLevel);
  const opening = openDatabase(config);
  // the database opens in its own thread while the rest of the program is loaded
  const [database, { createPlatform }] = await Promise.all([opening, import('./platform.ts')]);
  const platform = await createPlatform({ config, log, database, progress: showProgress });
  const url = await platform.server.listen({ host: config.host, port: config.port });
  const token = await platform.mintAdminToken();
  process.stdout.write(banner({ url, token, startedInMs: Math.round(performance.now()) }));

  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    log.info({ signal }, 'stopping');
    await platform.close();
    log.info({}, 'stopped');
  };
  process.on('SIGHUP', () => platform.reloadSupergraph());
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
