import type { WebhookAnswer } from '../../../../platform/webhooks/delivery-rule.ts';
import type { AlertNotice } from '../notices/notice.ts';
import type { ReceiverKind } from '../rules/routing.ts';

/** One recipient of notices: a mail address, a Slack channel, a PagerDuty service, a URL. */
export interface Channel {
  readonly kind: ReceiverKind;
  /** names it among all recipients; the kind itself where a kind has one recipient */
  readonly name: string;
  /** where it goes, without anything secret: for people and the log */
  readonly target: string;
  /** Sends a notice once. Never rejects for what the other side does. */
  send(notice: AlertNotice): Promise<WebhookAnswer>;
  /** Ends after what is under way. */
  close(): Promise<void>;
}

/** How channels reach the outside. */
export interface ChannelDeps {
  /** whether they may lead to addresses that are not public */
  readonly allowPrivate: boolean;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly timeoutMs: number;
}

// the message itself is wrong, or whoever it is for is not there: sending it again changes nothing
const FINAL_STATUSES: readonly (number | undefined)[] = [400, 401, 403, 404, 405, 410, 413, 414, 415, 422];

/** An answer of HTTP with whether it is final: refusals of the message and of the credentials are. */
export function withFinality(answer: WebhookAnswer): WebhookAnswer {
  return answer.error !== undefined && FINAL_STATUSES.includes(answer.status) ? { ...answer, isFinal: true } : answer;
}
