import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { DestinationStream } from 'pino';
import { assumeProduction, readConfig } from '../../platform/config/config.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { SCOPES } from '../../platform/identity/identity.ts';
import { createLogger } from '../../platform/logger.ts';
import { findFreePort } from '../../platform/process/free-port.ts';
import { projectFile } from '../../platform/process/program.ts';
import { runProgram } from '../../platform/process/run-program.ts';
import { HOUR_MS } from '../../platform/time.ts';
import { createTokens } from '../auth/tokens.ts';
import { GraphClient } from './client/graph-client.ts';
import { StepFailure } from './client/step-failure.ts';
import { startMlflow } from './loop/mlflow-process.ts';
import { addNewMarketLeads } from './loop/new-market-leads.ts';
import { findPython, type TrainingPython } from './loop/python.ts';
import { LOOP_STEPS, retrainingLoop } from './loop/retraining-loop.ts';
import { SteadyTraffic } from './loop/steady-traffic.ts';
import { Transcript } from './loop/transcript.ts';

// a training and a platform share a machine
const REQUESTS_PER_SECOND = 60;
const NEW_LEADS = 8_000;

/**
 * `npm run loop:demo`: the circle of a model on a temporary platform, with a temporary MLflow server where there is one, and
 * a training by `training/train.py`. Nothing is left behind. Ends with code 1 when a step does not happen.
 */
await runProgram(async () => {
  assumeProduction();
  const { values } = parseArgs({ options: { python: { type: 'string' }, 'without-mlflow': { type: 'boolean' } } });
  const found = findPython(values.python);
  if ('missing' in found) {
    process.stdout.write(`skipped: ${found.missing}\n`);
    return;
  }
  const python = { ...found, hasMlflow: found.hasMlflow && values['without-mlflow'] !== true };
  const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-loop-'));
  const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const transcript = new Transcript(LOOP_STEPS, (line) => process.stdout.write(line));
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void close().finally(() => process.exit(1)));
  try {
    await play(python, folder, transcript, closing);
    transcript.say('The circle is closed.');
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    transcript.say(`This step did not happen: ${error.message}`);
    process.exitCode = 1;
  } finally {
    await close();
  }
});

/** @param closing gets what ends what was started, to be called in the reverse order */
async function play(python: TrainingPython, folder: string, transcript: Transcript, closing: (() => Promise<void>)[]) {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const tokens = await createTokens({ dataDir: folder });
  const token = await tokens.sign('ann', SCOPES, HOUR_MS);
  const mlflow = python.hasMlflow ? await startMlflow(python.path, folder, await findFreePort()) : undefined;
  if (mlflow) closing.push(() => mlflow.close());
  transcript.say(
    mlflow ? `MLflow is at ${mlflow.url}.` : 'No MLflow in this Python: the training registers its version itself.',
  );
  const config = readConfig({
    DATA_DIR: folder,
    PORT: String(port),
    // scores and drift checks are those that the demo asks for
    RESCORE_LEADS: 'false',
    DRIFT_CHECK_MINUTES: '0',
    LAKE_REFRESH_MINUTES: '0',
    // a training shares the machine
    REQUEST_TIMEOUT_MS: '60000',
    ROLLOUT_LOOK_MS: '500',
    PATH: process.env.PATH,
    RETRAIN_COMMAND: JSON.stringify(commandOf(python, mlflow ? undefined : `${url}/graphql`)),
    RETRAIN_PASS_ENV: 'LEAD_SCORING_TOKEN,OMP_NUM_THREADS',
    // threads of a training that wait for each other take the platform's processors
    OMP_NUM_THREADS: '1',
    LEAD_SCORING_TOKEN: mlflow ? undefined : await tokens.sign('training', ['models:read', 'models:promote'], HOUR_MS),
    ...(mlflow && { MLFLOW_TRACKING_URI: mlflow.url, MLFLOW_POLL_SECONDS: '1' }),
  });
  const opening = openDatabase(config);
  const [database, { createPlatform }] = await Promise.all([opening, import('../platform.ts')]);
  const log = createLogger(
    'info',
    trainingOutput((line) => transcript.say(`    train.py: ${line}`)),
  );
  const platform = await createPlatform({ config, log, database, progress: () => undefined });
  closing.push(() => platform.close());
  await platform.server.listen({ host: config.host, port });
  transcript.say(`The platform is at ${url}, with 5,000 leads of the home market. The champion is lead-conversion:1.`);
  const client = new GraphClient(url, token);
  const traffic = new SteadyTraffic(client, REQUESTS_PER_SECOND);
  closing.push(() => traffic.close());
  await retrainingLoop({
    url,
    token,
    client,
    approver: new GraphClient(url, await tokens.sign('bob', SCOPES, HOUR_MS)),
    say: (line) => transcript.say(line),
    transcript,
    traffic,
    openNewMarket: (youngerThanDays) => addNewMarketLeads(database, NEW_LEADS, youngerThanDays),
  });
}

function commandOf(python: TrainingPython, register: string | undefined): readonly string[] {
  const program = fileURLToPath(projectFile('training/train.py'));
  return [python.path, program, ...(register ? ['--register', register] : [])];
}

/** Destination of the log that shows the lines of the training command. */
function trainingOutput(say: (line: string) => void): DestinationStream {
  return {
    write: (text) => {
      const { msg, line } = JSON.parse(text) as { readonly msg?: string; readonly line?: string };
      if (msg === 'training command output' && line !== undefined) say(line);
    },
  };
}
