import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import type { NewRolloutEvent } from '../../rollout/rules/rollout-row.ts';
import { ROLLOUT_STATUSES } from '../../rollout/rules/rollout-state.ts';
import { ROLLOUT_STRATEGIES } from '../../rollout/rules/steps.ts';
import { TRIP_WIRES } from '../../rollout/rules/trip-wires.ts';
import { GUARDRAIL_METRICS } from '../../rollout/rules/verdict/guardrails.ts';
import { VERDICTS } from '../../rollout/rules/verdict/judgement.ts';

/** GraphQL enum of the strategies. */
export const RolloutStrategy = stringEnum(ROLLOUT_STRATEGIES);
registerEnumType(RolloutStrategy, {
  name: 'RolloutStrategy',
  description: 'Strategy of a rollout: how a version gets its traffic.',
  valuesConfig: {
    SHADOW: { description: 'The version scores the same requests as the champion, but its scores are not returned.' },
    CANARY: {
      description: 'The traffic share of the version grows step by step; after the last step it becomes champion.',
    },
    AB_TEST: {
      description: 'The version shares the traffic with the champion, to compare conversion rates; it is not promoted.',
    },
    IMMEDIATE: { description: 'The version gets all traffic in one step, after an approval, and becomes champion.' },
  },
});

/** GraphQL enum of the states of a rollout. */
export const RolloutStatus = stringEnum(ROLLOUT_STATUSES);
registerEnumType(RolloutStatus, {
  name: 'RolloutStatus',
  description: 'State of a rollout.',
  valuesConfig: {
    PENDING: { description: 'Recorded requests are replayed; the challenger scores no lead yet.' },
    AWAITING_APPROVAL: {
      description: 'The next step needs the approval of another person than the one who started the rollout.',
    },
    RUNNING: { description: 'A step is in force, and evidence is collected.' },
    PAUSED: { description: 'The rollout keeps its traffic share and does not advance; a failure still ends it.' },
    COMPLETED: { description: 'All steps are done. With CANARY and IMMEDIATE the challenger is champion.' },
    ROLLED_BACK: { description: 'The rollout failed, or was rolled back: the champion answers every lead.' },
    ABORTED: { description: 'The rollout was aborted: the champion answers every lead.' },
  },
});

/** GraphQL enum of the roles of a version in a rollout. */
export const RolloutRole = stringEnum(['CHALLENGER', 'SHADOW'] as const);
registerEnumType(RolloutRole, {
  name: 'RolloutRole',
  description: 'Role of a version in a rollout.',
  valuesConfig: {
    CHALLENGER: { description: 'The version answers its share of the leads.' },
    SHADOW: { description: 'The version scores the same requests, but its scores are not returned.' },
  },
});

/** GraphQL enum of the metrics of guardrails. */
export const GuardrailMetric = stringEnum(GUARDRAIL_METRICS);
registerEnumType(GuardrailMetric, {
  name: 'GuardrailMetric',
  description: 'Metric of a guardrail.',
  valuesConfig: {
    ERROR_RATE: { description: 'Share of failed requests of the challenger, 0 to 1.' },
    LATENCY_P95: {
      description: 'Relative increase of the p95 latency over that of the champion: 0.5 is half as much again.',
    },
    SCORE_PSI: {
      description: "Population Stability Index of the challenger's scores against those of the champion, in nats.",
    },
    CONVERSION: {
      description: 'Relative fall of the conversion rate of matured leads against that of the champion, 0 to 1.',
    },
  },
});

/** GraphQL enum of the trip wires. */
export const RolloutTripWire = stringEnum(TRIP_WIRES);
registerEnumType(RolloutTripWire, {
  name: 'RolloutTripWire',
  description: 'Trip wire of a rollout.',
  valuesConfig: {
    CONSECUTIVE_FAILURES: { description: 'Number of consecutive failed requests of the challenger.' },
    P95: { description: 'Latency that more than 5 % of the requests of the challenger surely exceed.' },
  },
});

/** GraphQL enum of verdicts. */
export const RolloutVerdict = stringEnum(VERDICTS);
registerEnumType(RolloutVerdict, {
  name: 'RolloutVerdict',
  description:
    'Verdict by the evidence so far. The chance of a wrong verdict does not grow with the number of evaluations.',
  valuesConfig: {
    SUCCESS: { description: 'Within the limit, at the confidence of the test.' },
    FAILURE: { description: 'Beyond the limit, at the confidence of the test.' },
    INCONCLUSIVE: { description: 'Not enough evidence: a step that waits for this verdict continues.' },
  },
});

/** GraphQL enum of the severities of an event. */
export const RolloutSeverity = stringEnum(['INFO', 'WARNING', 'CRITICAL'] as const);
registerEnumType(RolloutSeverity, {
  name: 'RolloutSeverity',
  description: 'Severity of an event of a rollout.',
  valuesConfig: {
    INFO: { description: 'The rollout completed, was aborted, or waits for an approval.' },
    WARNING: { description: 'The rollout was rolled back by a person, or cannot be evaluated.' },
    CRITICAL: {
      description:
        'The rollout was rolled back because of its evidence, or because it could not be evaluated for too long.',
    },
  },
});

const EVENT_DESCRIPTIONS: Readonly<Record<NewRolloutEvent['type'], string>> = {
  CREATE: 'A person started the rollout.',
  START: 'The first step became possible: the replay ended, or there was none.',
  ANALYSED: 'The evidence was analysed, which may have ended the step or the rollout.',
  TIME_PASSED: 'The hold time of the step passed.',
  PAUSE: 'A person paused the rollout.',
  RESUME: 'A person resumed the rollout.',
  ADVANCE: 'A person moved the rollout to its next step.',
  APPROVE: 'A person approved the next step.',
  ABORT: 'A person aborted the rollout.',
  FAIL: 'The rollout reached a limit that ends it, or could not be evaluated for too long.',
  UNJUDGED: 'The rollout could not be evaluated for a while, and does not advance.',
  ROLL_BACK: 'A person rolled the model back.',
};

/** GraphQL enum of the types of rollout events. */
export const RolloutEventType = stringEnum(Object.keys(EVENT_DESCRIPTIONS) as NewRolloutEvent['type'][]);
registerEnumType(RolloutEventType, {
  name: 'RolloutEventType',
  description: 'Type of an event of a rollout.',
  valuesConfig: Object.fromEntries(
    Object.entries(EVENT_DESCRIPTIONS).map(([type, description]) => [type, { description }]),
  ),
});
