import { readConfig } from '../subgraphs/shared/config.ts';
import { DomainError } from '../subgraphs/shared/errors.ts';
import { createLogger } from '../subgraphs/shared/logger.ts';
import { mintAdminToken } from './auth/admin-token.ts';
import { banner } from './banner.ts';
import { createPlatform } from './platform.ts';
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
  const config = readConfig();
  const log = createLogger(config.logLevel);
  const platform = await createPlatform(config, log, showProgress);
  const url = await platform.server.listen({ host: config.host, port: config.port });
  const token = await mintAdminToken(platform.tokens, config.tokenTtlMinutes);
  process.stdout.write(banner({ url, token, startedInMs: Math.round(performance.now()) }));

  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    log.info({ signal }, 'stopping');
    await platform.close();
    log.info({}, 'stopped');
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
