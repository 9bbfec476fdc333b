import type { AlertEventType } from './alert-history.ts';
import { type AlertRule, CHANNEL_KINDS, type ChannelKind, DRIFT_METRICS } from './alert-rule.ts';
import type { AlertChange } from './alert-state.ts';

/** Kinds of receivers of deliveries: the channels for people, and the job that trains models. */
export const RECEIVER_KINDS = [...CHANNEL_KINDS, 'RETRAINING'] as const;

/** A kind of {@link RECEIVER_KINDS}. */
export type ReceiverKind = (typeof RECEIVER_KINDS)[number];

/**
 * Channels that a change is sent to: those of the notified severity, and for an acknowledgement PagerDuty alone, as it
 * sends reminders of its own.
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

/** Checks whether a change is a reason to train the model again: a notification of critical drift. */
export function isReasonToRetrain({ metric }: AlertRule, { effects }: AlertChange): boolean {
  const isTold = effects.some(
    ({ reason, severity }) => severity === 'CRITICAL' && (reason === 'OPENED' || reason === 'RAISED'),
  );
  return isTold && DRIFT_METRICS.includes(metric);
}
