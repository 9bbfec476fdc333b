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
