import type { Logger } from '../../../../platform/logger.ts';
import type { WebhookAnswer } from '../../../../platform/webhooks/delivery-rule.ts';
import type { AlertNotice } from '../notices/notice.ts';
import type { ReceiverKind } from '../rules/routing.ts';

/** One recipient of notices: an email address, a Slack channel, a PagerDuty service, a URL. */
export interface Channel {
  readonly kind: ReceiverKind;
  /** unique among all recipients; the kind itself where a kind has one recipient */
  readonly name: string;
  /** destination without secrets: for people and the log */
  readonly target: string;
  /** Sends a notice once. Never rejects for a failure of the other side. */
  send(notice: AlertNotice): Promise<WebhookAnswer>;
  /** Ends what is under way and may take long: it fails, to be sent again. Absent where a time limit ends it soon. */
  cancel?(): void;
  /** Ends after what is under way. */
  close(): Promise<void>;
}

/** Settings and collaborators of channels. */
export interface ChannelDeps {
  /** whether private addresses are allowed */
  readonly allowPrivate: boolean;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly log: Logger;
  readonly timeoutMs: number;
}

// the message is wrong or its receiver does not exist: sending it again changes nothing
const FINAL_STATUSES: readonly (number | undefined)[] = [400, 401, 403, 404, 405, 410, 413, 414, 415, 422];

/** HTTP answer with its finality: refusals of the message and of the credentials are final. */
export function withFinality(answer: WebhookAnswer): WebhookAnswer {
  return answer.error !== undefined && FINAL_STATUSES.includes(answer.status) ? { ...answer, isFinal: true } : answer;
}
