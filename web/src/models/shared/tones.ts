import type {
  BacktestStatus,
  GateVerdict,
  ModelStage,
  PromotionRequestStatus,
  RolloutStatus,
  RolloutVerdict,
  WebhookDeliveryState,
} from '../../graph/generated/graphql.ts';
import type { Tone } from '../../ui/badge.tsx';

/** Tones of the stages of a version. */
export const STAGE_TONES: Readonly<Record<ModelStage, Tone>> = {
  NONE: 'neutral',
  STAGING: 'info',
  PRODUCTION: 'good',
  ARCHIVED: 'neutral',
};

/** Tones of the verdicts of gates. */
export const GATE_TONES: Readonly<Record<GateVerdict, Tone>> = { PASSED: 'good', FAILED: 'bad', INCONCLUSIVE: 'warn' };

/** Tones of the verdicts of guardrails. */
export const VERDICT_TONES: Readonly<Record<RolloutVerdict, Tone>> = {
  SUCCESS: 'good',
  FAILURE: 'bad',
  INCONCLUSIVE: 'warn',
};

/** Tones of the states of a rollout. */
export const ROLLOUT_TONES: Readonly<Record<RolloutStatus, Tone>> = {
  PENDING: 'info',
  AWAITING_APPROVAL: 'warn',
  RUNNING: 'info',
  PAUSED: 'warn',
  COMPLETED: 'good',
  ROLLED_BACK: 'bad',
  ABORTED: 'neutral',
};

/** Tones of the states of a promotion request. */
export const REQUEST_TONES: Readonly<Record<PromotionRequestStatus, Tone>> = {
  OPEN: 'warn',
  APPROVED: 'good',
  REJECTED: 'bad',
};

/** Tones of the states of a backtest. */
export const BACKTEST_TONES: Readonly<Record<BacktestStatus, Tone>> = {
  QUEUED: 'neutral',
  RUNNING: 'info',
  SUCCEEDED: 'good',
  CANCELLED: 'neutral',
  FAILED: 'bad',
};

/** Tones of the states of a webhook's delivery. */
export const DELIVERY_TONES: Readonly<Record<WebhookDeliveryState, Tone>> = {
  PENDING: 'warn',
  DELIVERED: 'good',
  FAILED: 'bad',
};
