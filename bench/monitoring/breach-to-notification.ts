import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMonitoring } from '../../subgraphs/monitoring/subgraph.ts';
import { openDatabase } from '../../subgraphs/shared/database.ts';
import { createLogger } from '../../subgraphs/shared/logger.ts';
import { drift, NO_CHANNELS } from '../../test/support/monitoring-bench.ts';
import { WebhookReceiver } from '../../test/support/webhook-receiver.ts';
import { median } from '../median.ts';

/**
 * `node --import tsx bench/monitoring/breach-to-notification.ts [BREACHES]`: from the signal of a breach to the notice that
 * arrives at the receiver of a Slack webhook, on the embedded database; one at a time.
 */
const [breaches = 200] = process.argv.slice(2).map(Number);

const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-bench-'));
const [database, receiver] = await Promise.all([openDatabase({ dataDir }), WebhookReceiver.open()]);
const alerts = { ...NO_CHANNELS, slackUrl: receiver.url() };
const monitoring = await createMonitoring({ database, log: createLogger('silent'), alerts });
const times: number[] = [];
for (let breach = 0; breach < breaches; breach += 1) {
  const began = performance.now();
  await monitoring.signals.observe([drift({ feature: `feature_${breach}`, value: 1, at: Date.now() })]);
  await receiver.next();
  times.push(performance.now() - began);
}
console.log(
  `breach to notice, ${breaches} times: median ${median(times).toFixed(1)} ms, longest ${Math.max(...times).toFixed(1)} ms`,
);
await monitoring.close();
await receiver.close();
await database.close();
await rm(dataDir, { recursive: true });
