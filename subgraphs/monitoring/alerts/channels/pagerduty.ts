import { createHash } from 'node:crypto';
import { cutText } from '../../../../platform/cut-text.ts';
import type { WebhookAnswer } from '../../../../platform/webhooks/delivery-rule.ts';
import { JsonPoster } from '../../../../platform/webhooks/json-poster.ts';
import { percent } from '../notices/histogram-bars.ts';
import { type AlertNotice, threadOf } from '../notices/notice.ts';
import { type Channel, type ChannelDeps, withFinality } from './channel.ts';

const SEVERITIES = { INFO: 'info', WARNING: 'warning', CRITICAL: 'critical' } as const;
const ACTIONS: Readonly<Partial<Record<AlertNotice['reason'], string>>> = {
  RESOLVED: 'resolve',
  ACKNOWLEDGED: 'acknowledge',
};
// limits of the Events API, in characters: code units are never fewer
const LONGEST_SUMMARY = 1_024;
const LONGEST_DEDUP_KEY = 255;

/** PagerDuty service, by the Events API v2. */
export class PagerDutyChannel implements Channel {
  readonly kind = 'PAGERDUTY';
  readonly name = 'PAGERDUTY';
  readonly target: string;
  readonly #url: string;
  readonly #routingKey: string;
  readonly #poster: JsonPoster;

  /** @param baseUrl such as `https://events.pagerduty.com` */
  constructor(baseUrl: string, routingKey: string, deps: ChannelDeps) {
    this.target = new URL(baseUrl).host;
    this.#url = `${baseUrl}/v2/enqueue`;
    this.#routingKey = routingKey;
    this.#poster = new JsonPoster(deps);
  }

  /** Sends the event; for a test also its resolution, so that nobody is called out. */
  async send(notice: AlertNotice): Promise<WebhookAnswer> {
    const answer = await this.#post(pagerDutyEvent(notice, this.#routingKey));
    if (notice.reason !== 'TEST' || answer.error !== undefined) return answer;
    return this.#post(pagerDutyEvent({ ...notice, reason: 'RESOLVED' }, this.#routingKey));
  }

  close(): Promise<void> {
    return this.#poster.close();
  }

  async #post(event: Record<string, unknown>): Promise<WebhookAnswer> {
    return withFinality(await this.#poster.post({ url: this.#url, body: JSON.stringify(event) }));
  }
}

/**
 * Notice as a PagerDuty event: all events of one incident have one `dedup_key`, so they form one incident until it is
 * resolved.
 *
 * @see https://developer.pagerduty.com/docs/events-api-v2/trigger-events/
 */
export function pagerDutyEvent(notice: AlertNotice, routingKey: string): Record<string, unknown> {
  const { reason, severity, title, metric, model, url, at } = notice;
  const action = ACTIONS[reason] ?? 'trigger';
  const common = { routing_key: routingKey, event_action: action, dedup_key: dedupKey(threadOf(notice)) };
  if (action !== 'trigger') return common;
  return {
    ...common,
    client: 'Lead Scoring Gateway',
    ...(url !== undefined && { client_url: url, links: [{ href: url, text: 'Show the alert' }] }),
    payload: {
      summary: cutText(title, LONGEST_SUMMARY),
      source: model,
      severity: SEVERITIES[severity],
      timestamp: new Date(at).toISOString(),
      component: model,
      class: metric,
      custom_details: detailsOf(notice),
    },
  };
}

/** Details of the event: what happened, all alerts, both histograms, and what to do. */
function detailsOf({ lines, members, facts, barsOf, bars, runbook }: AlertNotice): Record<string, unknown> {
  return {
    'What happened': lines.join(' '),
    ...(members.length > 0 && { Alerts: members }),
    ...(bars.length > 0 && {
      [`Histogram of ${barsOf}: reference → now`]: Object.fromEntries(
        bars.map(({ label, reference, current }) => [label, `${percent(reference)} → ${percent(current)}`]),
      ),
    }),
    ...Object.fromEntries(facts.map(({ label, value }) => [label, value])),
    ...(runbook !== null && { Runbook: runbook }),
  };
}

/** Identity of the incident, or its digest when it is too long. */
function dedupKey(thread: string): string {
  return thread.length <= LONGEST_DEDUP_KEY ? thread : createHash('sha256').update(thread).digest('hex');
}
