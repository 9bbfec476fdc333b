import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { createLogger } from '../../platform/logger.ts';
import { MIGRATIONS as LEADS } from '../../subgraphs/leads/migrations/index.ts';
import { createModels } from '../../subgraphs/models/subgraph.ts';
import { type AlertRule, DEFAULT_RULES } from '../../subgraphs/monitoring/alerts/rules/alert-rule.ts';
import { putRule } from '../../subgraphs/monitoring/alerts/store/rule-store.ts';
import { createMonitoring } from '../../subgraphs/monitoring/subgraph.ts';
import { LEAST_REQUESTS } from '../../subgraphs/monitoring/watch/live-signals.ts';
import { SCORES_MIGRATIONS } from '../../subgraphs/scores/migrations/index.ts';
import { logFailures } from '../../test/support/data/prediction-log.ts';
import { drift, NO_CHANNELS } from '../../test/support/monitoring/monitoring-bench.ts';
import { WebhookReceiver } from '../../test/support/monitoring/webhook-receiver.ts';
import { median } from '../median.ts';

/**
 * `node --import tsx bench/monitoring/breach-to-notification.ts [BREACHES OUTAGES]`: on the embedded database, one at a
 * time, until the notice arrives at the receiver of a Slack webhook. BREACHES: from the signal of a check. OUTAGES: from
 * the commit of requests that fail, by a rule of the error rate that one window is enough for.
 */
const [breaches = 200, outages = 20] = process.argv.slice(2).map(Number);

const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-bench-'));
const [database, receiver] = await Promise.all([openDatabase({ dataDir }), WebhookReceiver.open()]);
const db = database.tables<never>();
const log = createLogger('silent');
await migrate(database, 'leads', LEADS);
await migrate(database, 'scores', SCORES_MIGRATIONS);
const models = await createModels({ database, log });
const alerts = { ...NO_CHANNELS, slackUrl: receiver.url() };
const monitoring = await createMonitoring({ database, log, alerts });
await time('signal to notice', breaches, (n) =>
  monitoring.signals.observe([drift({ feature: `feature_${n}`, value: 1, at: Date.now() })]),
);
const errorRate = DEFAULT_RULES.find(({ metric }) => metric === 'ERROR_RATE') as AlertRule;
const author = { at: Date.now(), by: 'bench', reason: 'one window is enough' };
await putRule(db, { ...errorRate, breaches: 1, of: 1 }, author);
await time('failing requests to notice', outages, (n) => {
  const failure = { code: 'INFERENCE_FAILED', failedAt: Date.now(), model: `model-${n}` };
  return logFailures(
    db,
    Array.from({ length: LEAST_REQUESTS }, () => failure),
  );
});
await monitoring.close();
await models.close();
await receiver.close();
await database.close();
await rm(dataDir, { recursive: true });

async function time(title: string, times: number, breach: (n: number) => Promise<void>): Promise<void> {
  const took: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const began = performance.now();
    await breach(n);
    await receiver.next();
    took.push(performance.now() - began);
  }
  const longest = Math.max(...took).toFixed(0);
  console.log(`${title}, ${times} times: median ${median(took).toFixed(0)} ms, longest ${longest} ms`);
}
