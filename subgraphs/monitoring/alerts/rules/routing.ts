import type { AlertEventType } from './alert-history.ts';
import { type AlertRule, CHANNEL_KINDS, type ChannelKind, DRIFT_METRICS } from './alert-rule.ts';
import type { AlertChange } from './alert-state.ts';

/** Who can be sent something because of an alert: the channels for people, and what trains models. */
export const RECEIVER_KINDS = [...CHANNEL_KINDS, 'RETRAINING'] as const;

/** A kind of receiver. */
export type ReceiverKind = (typeof RECEIVER_KINDS)[number];

/**
 * Which channels hear of a change: those of the severity that people are told, and of an acknowledgement PagerDuty alone,
 * as it reminds people by itself.
 */
export function channelsFor(
  { channels }: AlertRule,
  { state, effects }: AlertChange,
  type: AlertEventType,
): readonly ChannelKind[] {
  const [effect] = effects;
  if (effect) return channels[effect.severity];
  if (type !== 'ACKNOWLEDGED' || !state.told) return [];
  return channels[state.told.severity].filter((channel) => channel === 'PAGERDUTY');
}

/** Whether a change asks for the model to be trained again: people are told that its data has drifted critically. */
export function asksForRetraining({ metric }: AlertRule, { effects }: AlertChange): boolean {
  const isTold = effects.some(
    ({ reason, severity }) => severity === 'CRITICAL' && (reason === 'OPENED' || reason === 'RAISED'),
  );
  return isTold && DRIFT_METRICS.includes(metric);
}
