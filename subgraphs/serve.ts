import { assumeProduction, type Config, readConfig } from '../platform/config/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { DomainError } from '../platform/errors.ts';
import { listen } from '../platform/http/listen.ts';
import { createLogger } from '../platform/logger.ts';
import { runProgram } from '../platform/process/run-program.ts';
import { stopOnSignal } from '../platform/process/stop-on-signal.ts';
import { logDestination } from '../platform/process/terminal-log.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../platform/subgraph/subgraph.ts';

/** `npm run serve -- NAME`: one subgraph as a process of its own, for a gateway that names its URL. */
await runProgram(serve);

async function serve(): Promise<void> {
  assumeProduction();
  const name = readName();
  const config = readConfig();
  const secret = requireShared(config);
  const log = createLogger(config.logLevel, logDestination(config.logFormat));
  const opening = openDatabase(config, log);
  // the database is connected to while the rest of the program is loaded
  const [database, { createSubgraphProcess }] = await Promise.all([opening, import('./subgraph-process.ts')]);
  const running = await createSubgraphProcess({ name, config, secret, log, database });
  const url = await listen(running, config);
  // before it says so: a supervisor that reads it may signal at once
  const { shutdownDeadlineMs: deadlineMs } = config;
  stopOnSignal({ close: running.close, deadlineMs, requests: () => running.underWay.byRoute(), log });
  process.stdout.write(`The subgraph ${name} is ready at ${url}/graphql after ${Math.round(performance.now())} ms\n`);
}

function readName(): SubgraphName {
  const [found = 'nothing', ...more] = process.argv.slice(2);
  const name = SUBGRAPH_NAMES.find((candidate) => candidate === found);
  if (name && more.length === 0) return name;
  const message = `found ${[found, ...more].join(' ')}, expected npm run serve -- ${SUBGRAPH_NAMES.join('|')}`;
  throw new DomainError('CONFIGURATION_INVALID', message);
}

/** @returns the shared secret */
function requireShared({ databaseUrl, gatewaySecret }: Config): string {
  const faults = [];
  if (!databaseUrl)
    faults.push('DATABASE_URL: found nothing, expected a server: the embedded database belongs to one process');
  if (!gatewaySecret)
    faults.push('GATEWAY_SECRET: found nothing, expected at least 32 characters, the same as the gateway has');
  if (faults.length > 0) throw new DomainError('CONFIGURATION_INVALID', faults.join('\n'));
  return gatewaySecret as string;
}
