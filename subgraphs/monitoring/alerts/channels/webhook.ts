import type { WebhookAnswer } from '../../../../platform/webhooks/delivery-rule.ts';
import { WebhookSender } from '../../../../platform/webhooks/webhook-sender.ts';
import type { WebhookKeys } from '../../../../platform/webhooks/webhook-signature.ts';
import type { AlertNotice } from '../notices/notice.ts';
import type { ReceiverKind } from '../rules/routing.ts';
import { type Channel, type ChannelDeps, withFinality } from './channel.ts';

/** Target of a signed webhook. */
export interface WebhookTarget {
  readonly kind: Extract<ReceiverKind, 'WEBHOOK' | 'RETRAINING'>;
  /** may contain a password */
  readonly url: string;
  /** signing key */
  readonly key: WebhookKeys;
}

/** Types of the webhooks about alerts, with their meaning. An acknowledgement is not sent. */
export const ALERT_WEBHOOK_TYPES = {
  'alert.opened': 'An alert opened.',
  'alert.raised': 'An open alert became more severe.',
  'alert.reminder': 'An alert is still open and nobody has acknowledged it.',
  'alert.resolved': 'An alert was resolved.',
  'alert.test': 'A test that testAlertChannel requested.',
  'model.retrain': 'The data of a model has drifted critically; sent to RETRAIN_URL only.',
} as const satisfies Record<
  `alert.${Lowercase<Exclude<AlertNotice['reason'], 'ACKNOWLEDGED'>>}` | 'model.retrain',
  string
>;

/** Members of `data` of a webhook about an alert, with their meaning. */
export const ALERT_WEBHOOK_DATA = {
  incident: 'Id of the incident that the alert belongs to; null when it belongs to none.',
  alert: 'Id of the alert; of an incident that of its most severe alert.',
  reason: 'OPENED, RAISED, REMINDER, RESOLVED or TEST.',
  severity: 'INFO, WARNING or CRITICAL.',
  title: 'One line for people.',
  lines: 'Sentences: what happened, on which evidence, and what it means.',
  members: 'One line per alert of the incident, the most severe first; empty for a single alert.',
  metric: 'Metric of the rule, as in AlertMetric.',
  model: 'Name of the model.',
  facts: 'Label and value of each fact, as text.',
  runbook: 'What to do; null when there is nothing to do.',
  url: 'Address of the alert in the explorer; null without PUBLIC_URL.',
  evidence: 'Figures behind the alert, as JSON; their form depends on the metric.',
} as const satisfies Record<keyof ReturnType<typeof dataOf>, string>;

/** Receiver of signed webhooks. */
export class WebhookChannel implements Channel {
  readonly kind: WebhookTarget['kind'];
  readonly name: WebhookTarget['kind'];
  readonly target: string;
  readonly #url: string;
  readonly #sender: WebhookSender;

  constructor({ kind, url, key }: WebhookTarget, deps: ChannelDeps) {
    this.kind = kind;
    this.name = kind;
    // the path may be a secret, as Slack's is
    this.target = new URL(url).host;
    this.#url = url;
    this.#sender = new WebhookSender({ key, ...deps });
  }

  async send(notice: AlertNotice): Promise<WebhookAnswer> {
    const type = this.kind === 'RETRAINING' ? 'model.retrain' : `alert.${notice.reason.toLowerCase()}`;
    const body = JSON.stringify({ type, timestamp: new Date(notice.at).toISOString(), data: dataOf(notice) });
    return withFinality(await this.#sender.send({ url: this.#url, id: notice.id, body }));
  }

  close(): Promise<void> {
    return this.#sender.close();
  }
}

function dataOf(notice: AlertNotice) {
  const { incident, alert, reason, severity, title, lines, members, metric, model, facts, runbook, url, evidence } =
    notice;
  const body = { incident, alert, reason, severity, title, lines, members, metric, model, facts };
  return { ...body, runbook, url: url ?? null, evidence };
}
