import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import type { NewRolloutEvent } from '../../rollout/rules/rollout-row.ts';
import { ROLLOUT_STATUSES } from '../../rollout/rules/rollout-state.ts';
import { ROLLOUT_STRATEGIES } from '../../rollout/rules/steps.ts';
import { GUARDRAIL_METRICS } from '../../rollout/rules/verdict/guardrails.ts';
import { VERDICTS } from '../../rollout/rules/verdict/judgement.ts';

/** GraphQL enum of the strategies. */
export const RolloutStrategy = stringEnum(ROLLOUT_STRATEGIES);
registerEnumType(RolloutStrategy, {
  name: 'RolloutStrategy',
  description: 'How a version comes to its traffic.',
  valuesConfig: {
    SHADOW: { description: 'It scores beside the champion, and nobody is answered with its scores.' },
    CANARY: { description: 'Its share grows step by step; after the last it is champion.' },
    AB_TEST: { description: 'It shares the traffic with the champion, to compare conversion; nothing is promoted.' },
    IMMEDIATE: { description: 'It gets all traffic in one step, after an approval, and is champion then.' },
  },
});

/** GraphQL enum of the states of a rollout. */
export const RolloutStatus = stringEnum(ROLLOUT_STATUSES);
registerEnumType(RolloutStatus, {
  name: 'RolloutStatus',
  description: 'Where a rollout stands.',
  valuesConfig: {
    PENDING: { description: 'Recorded requests are replayed; no lead meets the challenger yet.' },
    AWAITING_APPROVAL: { description: 'The next step needs the approval of someone else than who started it.' },
    RUNNING: { description: 'A step is in force, and evidence is gathered.' },
    PAUSED: { description: 'It keeps its share and takes no step; a failure still ends it.' },
    COMPLETED: { description: 'All steps are over. The challenger of CANARY and IMMEDIATE is champion.' },
    ROLLED_BACK: { description: 'It failed, or was rolled back: the champion answers every lead.' },
    ABORTED: { description: 'It was given up: the champion answers every lead.' },
  },
});

/** GraphQL enum of what a version is in a rollout. */
export const RolloutRole = stringEnum(['CHALLENGER', 'SHADOW'] as const);
registerEnumType(RolloutRole, {
  name: 'RolloutRole',
  description: 'What a version is in a rollout.',
  valuesConfig: {
    CHALLENGER: { description: 'It answers its share of the leads.' },
    SHADOW: { description: 'It scores beside whoever answers.' },
  },
});

/** GraphQL enum of the metrics of guardrails. */
export const GuardrailMetric = stringEnum(GUARDRAIL_METRICS);
registerEnumType(GuardrailMetric, {
  name: 'GuardrailMetric',
  description: 'What a challenger is judged by.',
  valuesConfig: {
    ERROR_RATE: { description: 'Share of its requests that fail, 0–1.' },
    LATENCY_P95: { description: "Its p95 latency, as an increase over the champion's: 0.5 is half as much again." },
    SCORE_PSI: { description: "PSI of its scores against the champion's, nats." },
    CONVERSION: { description: "Fall of the conversion of its matured leads, relative to the champion's, 0–1." },
  },
});

/** GraphQL enum of verdicts. */
export const RolloutVerdict = stringEnum(VERDICTS);
registerEnumType(RolloutVerdict, {
  name: 'RolloutVerdict',
  description: 'What the evidence says. However often it is looked at, a wrong verdict is no more likely.',
  valuesConfig: {
    SUCCESS: { description: 'Surely within the limit.' },
    FAILURE: { description: 'Surely beyond the limit.' },
    INCONCLUSIVE: { description: 'Too little is known: a step that waits for it is held, never passed.' },
  },
});

/** GraphQL enum of how urgent an event is. */
export const RolloutSeverity = stringEnum(['INFO', 'WARNING', 'CRITICAL'] as const);
registerEnumType(RolloutSeverity, {
  name: 'RolloutSeverity',
  description: 'How urgent an event of a rollout is for people.',
  valuesConfig: {
    INFO: { description: 'It completed, was given up, or waits for an approval.' },
    WARNING: { description: 'Someone rolled it back, or it cannot be judged.' },
    CRITICAL: { description: 'Its evidence rolled it back, or that it could not be judged for too long.' },
  },
});

const EVENT_DESCRIPTIONS: Readonly<Record<NewRolloutEvent['type'], string>> = {
  CREATE: 'Someone started it.',
  START: 'It began: its replay is over, or it had none.',
  ANALYSED: 'Its evidence was judged, which may have ended its step, or the rollout.',
  TIME_PASSED: 'The hold time of its step was over.',
  PAUSE: 'Someone paused it.',
  RESUME: 'Someone let it go on.',
  ADVANCE: 'Someone sent it to its next step.',
  APPROVE: 'Someone approved its next step.',
  ABORT: 'Someone gave it up.',
  FAIL: 'A trip-wire tripped, or it could not be judged for too long.',
  UNJUDGED: 'It could not be judged for a while, and holds.',
  ROLL_BACK: 'Someone rolled the model back.',
};

/** GraphQL enum of what happens to rollouts. */
export const RolloutEventType = stringEnum(Object.keys(EVENT_DESCRIPTIONS) as NewRolloutEvent['type'][]);
registerEnumType(RolloutEventType, {
  name: 'RolloutEventType',
  description: 'What can happen to a rollout.',
  valuesConfig: Object.fromEntries(
    Object.entries(EVENT_DESCRIPTIONS).map(([type, description]) => [type, { description }]),
  ),
});
