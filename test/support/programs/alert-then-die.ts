import { readConfig } from '../../../platform/config/config.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { createLogger } from '../../../platform/logger.ts';
import { DEFAULT_RULES } from '../../../subgraphs/monitoring/alerts/rules/alert-rule.ts';
import { putRule } from '../../../subgraphs/monitoring/alerts/store/rule-store.ts';
import { createMonitoring } from '../../../subgraphs/monitoring/subgraph.ts';

/** A process that opens one alert and tells the environment's webhook of it, until it is killed. */
const config = readConfig();
const log = createLogger('silent');
const database = await openDatabase(config);
const { signals } = await createMonitoring({ database, log, alerts: config.alerts });
const [rule] = DEFAULT_RULES;
if (!rule) throw new TypeError('found no default rule');
const channels = { INFO: [], WARNING: ['WEBHOOK'], CRITICAL: ['WEBHOOK'] } as const;
await putRule(database.tables<never>(), { ...rule, channels }, { at: Date.now(), by: 'test', reason: 'test' });
const at = Date.now();
await signals.observe([{ metric: rule.metric, model: 'lead-conversion', feature: 'f', value: 1, at, evidence: null }]);
