import { MAX_VALUES_PER_TYPE } from '../../gateway/federation/limits/introspection.ts';
import { DEFAULT_LIMITS } from '../../gateway/federation/limits/limits.ts';
import { MAX_PAIRS } from '../../gateway/federation/limits/repeated-fields.ts';
import { MAX_LENGTH, MAX_NESTING } from '../../gateway/federation/limits/tokens.ts';
import { BODY_LIMIT_BYTES } from '../../gateway/rest/contract.ts';
import { MAX_REASON } from '../../platform/check-reason.ts';
import { CONFIGURATION } from '../../platform/config/config.ts';
import { LARGEST_PAGE } from '../../platform/graphql/page-size.ts';
import { INIT_TIMEOUT_MS } from '../../platform/subgraph/transport-session.ts';
import { MAX_INTERACTIONS, MAX_NOTE_LENGTH } from '../../subgraphs/leads/interactions/record-interactions.ts';
import { MAX_VALUES } from '../../subgraphs/leads/leads/lead-filter.ts';
import { MAX_ID_LENGTH } from '../../subgraphs/leads/submission/submit-lead.ts';
import { MAX_REDIRECTS } from '../../subgraphs/models/artifacts/fetch-file.ts';
import { MOST_REPLAY_ROWS } from '../../subgraphs/models/rollout/rules/resolve-settings.ts';
import { MODEL_FILE_TIMES_MS } from '../../subgraphs/models/subgraph.ts';
import { MANIFEST_LIMITS } from '../../subgraphs/models/versions/rules/version-document.ts';
import { LONGEST_MUTE_MINUTES } from '../../subgraphs/monitoring/alerts/engine/alert-commands.ts';
import { MOST_LEADS as MOST_MEASURED_LEADS } from '../../subgraphs/monitoring/performance/store/lead-pages.ts';
import { MOST_POINTS } from '../../subgraphs/monitoring/traffic/metrics-history.ts';
import { EVERY_MS, MAX_WINDOW_SECONDS } from '../../subgraphs/monitoring/traffic/rules/live-metrics.ts';
import { MOST_WINDOW_ROWS } from '../../subgraphs/monitoring/windows/prediction-window.ts';
import { MOST_FILTERED_LEADS } from '../../subgraphs/scores/graph/score-filter.ts';
import { LARGEST_HISTORY_PAGE } from '../../subgraphs/scores/record/score-history.ts';
import { MOST_LEADS } from '../../subgraphs/scores/scoring/score-leads.ts';
import { code, page, section, sentence, table } from './markdown.ts';

/** Limit in words, its value, its unit. */
type Fixed = readonly [limit: string, value: number, unit: string];

const INTRODUCTION =
  'What a caller sends beyond a limit is refused, and the refusal names the limit. A limit with a variable shows its default, see [configuration](configuration.md); the others are fixed.';

const DOCUMENTS: readonly (Fixed | string)[] = [
  ['`LENGTH`: characters of the document; large values belong into variables', MAX_LENGTH, 'characters'],
  'MAX_TOKENS',
  ['`NESTING`: brackets within brackets', MAX_NESTING, 'levels'],
  'MAX_DEPTH',
  'MAX_ALIASES',
  'MAX_DIRECTIVES',
  ['`FIELDS`: fields and uses of fragments, those within a fragment once per use', DEFAULT_LIMITS.maxFields, 'fields'],
  ['`REPEATED_FIELDS`: pairs of fields that share a place in the answer', MAX_PAIRS, 'pairs'],
  ['`INTROSPECTION`: values of an introspection, by an estimate', MAX_VALUES_PER_TYPE, 'values per type'],
  'MAX_COST',
  'DEFAULT_LIST_SIZE',
];

const REQUESTS: readonly (Fixed | string)[] = [
  'BODY_LIMIT_BYTES',
  ['Body of a REST route', BODY_LIMIT_BYTES, 'bytes'],
  'REQUEST_TIMEOUT_MS',
  'LONG_REQUEST_TIMEOUT_MS',
  'SUBGRAPH_TIMEOUT_MS',
  'MAX_REQUESTS_UNDER_WAY',
  'RATE_LIMIT_PER_MINUTE',
  'FORM_RATE_LIMIT_PER_MINUTE',
  'AUTH_FAILURES_PER_MINUTE',
];

const SUBSCRIPTIONS: readonly (Fixed | string)[] = [
  'MAX_CONNECTIONS',
  'MAX_SUBSCRIPTIONS_PER_CLIENT',
  'SUBSCRIPTION_QUEUE',
  'HEARTBEAT_MS',
  ['Time for `connection_init` on a WebSocket', INIT_TIMEOUT_MS, 'milliseconds'],
  ['Least `everyMs` of `liveMetrics`', EVERY_MS.least, 'milliseconds'],
  ['Largest `everyMs` of `liveMetrics`', EVERY_MS.most, 'milliseconds'],
  ['`leadIds` of a filter', MOST_FILTERED_LEADS, 'leads'],
];

const LISTS: readonly (Fixed | string)[] = [
  ['Page of a list (`first`)', LARGEST_PAGE, 'items'],
  ['Page of `Lead.scoreHistory`', LARGEST_HISTORY_PAGE, 'scores'],
  ['`scoreLeads`', MOST_LEADS, 'leads'],
  ['`recordInteractions`', MAX_INTERACTIONS, 'interactions'],
  ['Values of one condition of `LeadFilter`', MAX_VALUES, 'values'],
  ['Points of `metricsHistory`', MOST_POINTS, 'points'],
  ['Window of `liveMetrics`', MAX_WINDOW_SECONDS, 'seconds'],
  ['Id of a lead, and idempotency key', MAX_ID_LENGTH, 'characters'],
  ['Note of an interaction', MAX_NOTE_LENGTH, 'characters'],
  ['Reason of a change', MAX_REASON, 'characters'],
];

const MODELS: readonly (Fixed | string)[] = [
  'ARTIFACT_LIMIT_BYTES',
  'MODEL_MEMORY_LIMIT_BYTES',
  'REGISTRATIONS_PER_SUBJECT',
  ['Reading a file of `ARTIFACT_SOURCES`', MODEL_FILE_TIMES_MS.read, 'milliseconds'],
  ['Redirects on the way to it', MAX_REDIRECTS, 'redirects'],
  ['Loading and checking a file', MODEL_FILE_TIMES_MS.inspection, 'milliseconds'],
  ['Reference window of a manifest', MANIFEST_LIMITS.windowRows, 'rows'],
  ['Columns of a reference window', MANIFEST_LIMITS.windowColumns, 'columns'],
  ['Metrics of a version', MANIFEST_LIMITS.metrics, 'metrics'],
  ['Requests replayed through a challenger', MOST_REPLAY_ROWS, 'requests'],
  ['Time of that replay', MODEL_FILE_TIMES_MS.replay, 'milliseconds'],
  'INFERENCE_TIME_LIMIT_MS',
  'INFERENCE_BREAKDOWNS',
  'INFERENCE_STALL_MS',
  'SHADOW_QUEUE_ROWS',
  'SHADOW_TIME_LIMIT_MS',
];

const MONITORING: readonly (Fixed | string)[] = [
  ['Predictions of a drift window, the newest', MOST_WINDOW_ROWS, 'predictions'],
  ['Leads of a performance report, the newest', MOST_MEASURED_LEADS, 'leads'],
  ['Mute of an alert', LONGEST_MUTE_MINUTES, 'minutes'],
  'ALERT_PER_MINUTE',
];

const DATABASE: readonly (Fixed | string)[] = [
  'DATABASE_STATEMENT_TIMEOUT_MS',
  'DATABASE_LONG_STATEMENT_TIMEOUT_MS',
  'DATABASE_POOL_SIZE',
  'STORAGE_RESERVE_BYTES',
  'SHUTDOWN_DEADLINE_MS',
];

/** Page of all limits: value, unit, and the variable that changes each. */
export function limitsPage(): string {
  const part = (title: string, limits: readonly (Fixed | string)[]): string =>
    section(title, [table(['limit', 'value', 'unit', 'variable'], limits.map(row))]);
  return page(
    'Limits',
    INTRODUCTION,
    part('GraphQL documents', DOCUMENTS),
    part('Requests', REQUESTS),
    part('Subscriptions', SUBSCRIPTIONS),
    part('Lists and texts', LISTS),
    part('Models', MODELS),
    part('Monitoring', MONITORING),
    part('Database and process', DATABASE),
  );
}

function row(limit: Fixed | string): string[] {
  if (typeof limit !== 'string') return [limit[0], limit[1].toLocaleString('en'), limit[2], ''];
  const variable = CONFIGURATION.flatMap(({ variables }) => variables).find(({ name }) => name === limit);
  if (!variable) throw new TypeError(`found no variable ${limit}`);
  const { meaning, default: value, unit } = variable;
  return [sentence(meaning), value === '' ? '' : Number(value).toLocaleString('en'), unit, code(limit)];
}
