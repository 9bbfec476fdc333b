import { isEnumType, isObjectType } from 'graphql';
import { JITTER, LONGEST_PAUSE_MS, PAUSES_MS } from '../../platform/webhooks/delivery-rule.ts';
import { WEBHOOK_SECRET_FORM } from '../../platform/webhooks/webhook-signature.ts';
import { AUDIT_COLUMNS } from '../../scoring/audit-text.ts';
import { TIMEOUT_MS } from '../../subgraphs/models/webhooks/registry-webhooks.ts';
import { ALERT_WEBHOOK_DATA, ALERT_WEBHOOK_TYPES } from '../../subgraphs/monitoring/alerts/channels/webhook.ts';
import {
  PAUSES_MS as ALERT_PAUSES_MS,
  DELIVERY_TIMEOUT_MS,
} from '../../subgraphs/monitoring/alerts/deliveries/alert-deliveries.ts';
import { API_SCHEMA } from './graph-access.ts';
import { code, fence, page, section, table } from './markdown.ts';

const INTRODUCTION =
  'The platform posts JSON to URLs of the configuration, signed by the conventions of [Standard Webhooks](https://www.standardwebhooks.com), whose libraries verify it. `REGISTRY_WEBHOOK_URLS` receive every change of a model, `ALERT_WEBHOOK_URL` the alerts, `RETRAIN_URL` requests to train a model again.';

const REQUEST = `POST /models HTTP/1.1
content-type: application/json
user-agent: lead-scoring-gateway
webhook-id: 0b0f6f43-3f0e-4bb0-8a35-2f4f6ad5f6d1
webhook-timestamp: 1795334401
webhook-signature: v1,…

{"type":"model.promote","timestamp":"2026-11-22T00:00:01.000Z","data":{…}}`;

const HEADERS = [
  ['`webhook-id`', 'Id of the delivery, the same at every attempt: a receiver that must not act twice remembers it.'],
  ['`webhook-timestamp`', 'Time of this attempt, seconds since 1970. Refuse what is older than five minutes.'],
  [
    '`webhook-signature`',
    '`v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; two with a blank between while the secret is changed.',
  ],
];

// sent to nobody, as it changes no model
const NOT_SENT = 'RESEND_WEBHOOK';

/** Page of the webhooks: events, payload, signature and retries. */
export function webhooksPage(): string {
  return page(
    'Webhooks',
    INTRODUCTION,
    section('Request', [fence('http', REQUEST), table(['header', 'meaning'], HEADERS), BODY]),
    section('Signature', [SIGNATURE]),
    section('Delivery', [delivery()]),
    section('Events of models', [table(['type', 'meaning'], modelEvents())]),
    section('Data of models', [
      '`data` is the audit event, as `auditEvents` and its export show it.',
      table(['member', 'meaning'], auditMembers()),
    ]),
    section('Events of alerts', [table(['type', 'meaning'], rows(ALERT_WEBHOOK_TYPES))]),
    section('Data of alerts', [table(['member', 'meaning'], rows(ALERT_WEBHOOK_DATA))]),
  );
}

const BODY = '`type` names the event, `timestamp` is its time (ISO 8601, UTC), `data` what happened.';

const SIGNATURE = `A secret is ${WEBHOOK_SECRET_FORM}; the key is what follows the prefix, decoded. Compute the HMAC-SHA256 of \`webhook-id\`, a full stop, \`webhook-timestamp\`, a full stop and the raw body, and compare it in constant time with each \`v1\` signature. [test/support/monitoring/verify-webhook.ts](../../test/support/monitoring/verify-webhook.ts) is such a function. Two secrets separated by a comma sign with both, so that receivers can change theirs one by one.`;

function delivery(): string {
  return table(
    ['', 'models', 'alerts and retraining'],
    [
      ['delivered', 'any status 2xx', 'any status 2xx'],
      ['longest attempt', `${TIMEOUT_MS / 1000} s`, `${DELIVERY_TIMEOUT_MS / 1000} s`],
      ['pauses before the next attempts', pauses(PAUSES_MS), pauses(ALERT_PAUSES_MS)],
      [
        'random part',
        `up to ${JITTER * 100} % longer from a minute on`,
        `up to ${JITTER * 100} % longer from a minute on`,
      ],
      [
        '`Retry-After`',
        `obeyed, up to ${LONGEST_PAUSE_MS / 60_000} min`,
        `obeyed, up to ${LONGEST_PAUSE_MS / 60_000} min`,
      ],
      ['given up at once', 'status 410', 'status 410, and other refusals that are final'],
      ['sent again by hand', '`resendWebhook`', 'no'],
      ['seen in', '`webhookDeliveries`', '`Alert.deliveries`'],
    ],
  );
}

/** Pauses in words, equal ones counted: `1 s, 5 s, 28 × 50 min`. */
function pauses(allMs: readonly number[]): string {
  const groups: { ms: number; count: number }[] = [];
  for (const ms of allMs) {
    const last = groups.at(-1);
    if (last?.ms === ms) last.count += 1;
    else groups.push({ ms, count: 1 });
  }
  const words = (ms: number): string => (ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} min`);
  return groups.map(({ ms, count }) => (count > 1 ? `${count} × ${words(ms)}` : words(ms))).join(', ');
}

function modelEvents(): string[][] {
  const type = API_SCHEMA.getType('AuditAction');
  if (!isEnumType(type)) throw new TypeError('found no enum AuditAction in the schema');
  return type
    .getValues()
    .filter(({ name }) => name !== NOT_SENT)
    .map(({ name, description }) => [code(`model.${name.toLowerCase()}`), description ?? '']);
}

function auditMembers(): string[][] {
  const type = API_SCHEMA.getType('AuditEvent');
  if (!isObjectType(type)) throw new TypeError('found no type AuditEvent in the schema');
  const fields = type.getFields();
  return AUDIT_COLUMNS.map((name) => [code(name), fields[name]?.description ?? '']);
}

function rows(meanings: Readonly<Record<string, string>>): string[][] {
  return Object.entries(meanings).map(([name, meaning]) => [code(name), meaning]);
}
