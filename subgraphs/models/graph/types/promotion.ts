import 'reflect-metadata';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { GATE_VERDICTS, GATES } from '../../gates/gate.ts';
import { DEFAULT_POLICY } from '../../gates/promotion-policy.ts';
import { REQUEST_STATUSES } from '../../promotion/request-store.ts';

/** GraphQL enum of the gates. */
export const PromotionGate = stringEnum(GATES);
registerEnumType(PromotionGate, {
  name: 'PromotionGate',
  description:
    'Condition that a version must meet to become champion. Only METRICS and APPROVAL apply to the first champion.',
  valuesConfig: {
    METRICS: {
      description:
        'The first champion of a model states its AUC: without it no later version can be compared. Not judged when there is a champion.',
    },
    AUC_GAIN: { description: 'Its AUC on the same holdout is higher by a minimum, or it won an A/B test.' },
    CALIBRATION: {
      description: 'Its expected calibration error on the same holdout is not larger by more than a maximum.',
    },
    SCORE_SHIFT: {
      description:
        'The distribution of its scores on the latest recorded requests is close to that of the champion (PSI below a maximum).',
    },
    APPROVAL: { description: 'Another person than the one who requested the promotion approved it.' },
  },
});

/** GraphQL enum of the verdicts of a gate. */
export const GateVerdict = stringEnum(GATE_VERDICTS);
registerEnumType(GateVerdict, {
  name: 'GateVerdict',
  description: 'Verdict of a promotion gate.',
  valuesConfig: {
    PASSED: { description: 'The condition is met.' },
    FAILED: { description: 'The condition is not met: the gate refuses.' },
    INCONCLUSIVE: {
      description:
        'The champion states no metric to compare with, or there are too few data. The gate refuses only if the policy requires evidence.',
    },
  },
});

/** GraphQL enum of the states of a promotion request. */
export const PromotionRequestStatus = stringEnum(REQUEST_STATUSES);
registerEnumType(PromotionRequestStatus, {
  name: 'PromotionRequestStatus',
  description: 'State of a promotion request.',
  valuesConfig: {
    OPEN: { description: 'Another person has to decide on it.' },
    APPROVED: { description: 'The version became champion.' },
    REJECTED: { description: 'The champion stayed.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Result of one promotion gate.' })
export class GateResult {
  @Field(() => PromotionGate, { description: 'The gate.' })
  readonly gate: keyof typeof PromotionGate;

  @Field(() => GateVerdict, { description: 'Verdict of the gate.' })
  readonly verdict: keyof typeof GateVerdict;

  @Field(() => String, { description: 'Value that the gate found, such as AUC +0.004 (0.819 against 0.815).' })
  readonly found: string;

  @Field(() => String, { description: 'Value that the gate needs.' })
  readonly needed: string;
}

@ObjectType({ simpleResolvers: true, description: 'Promotion policy of a model: the gates and their limits.' })
export class PromotionPolicy {
  @Field(() => [PromotionGate], { description: 'Gates that are judged.' })
  readonly gates: readonly (keyof typeof PromotionGate)[];

  @Field(() => Float, { description: 'Minimum gain in AUC over the champion on the same holdout, −1 to 1.' })
  readonly minAucGain: number;

  @Field(() => Boolean, { description: 'Whether a passed A/B test counts as the gain in AUC.' })
  readonly acceptAbTest: boolean;

  @Field(() => Float, {
    description: 'Maximum by which the expected calibration error may exceed that of the champion, 0 to 1.',
  })
  readonly maxCalibrationLoss: number;

  @Field(() => Float, {
    description: 'Bound that the PSI of the scores against those of the champion must stay below, 0 to 100.',
  })
  readonly maxScorePsi: number;

  @Field(() => Int, { description: 'Minimum number of scores for a verdict on PSI, 1 to 1,000,000.' })
  readonly minScoreRows: number;

  @Field(() => Boolean, { description: 'Whether an INCONCLUSIVE gate refuses, too.' })
  readonly requireEvidence: boolean;
}

const byDefault = (value: unknown): string => `By default ${value}.`;

@InputType({ description: 'Changes of the promotion policy of a model. Absent fields keep their values.' })
export class PromotionPolicyInput {
  @Field(() => [PromotionGate], {
    nullable: true,
    description: `Gates that are judged. ${byDefault(DEFAULT_POLICY.gates.join(', '))}`,
  })
  readonly gates?: readonly (keyof typeof PromotionGate)[] | null;

  @Field(() => Float, {
    nullable: true,
    description: `Minimum gain in AUC, −1 to 1. ${byDefault(DEFAULT_POLICY.minAucGain)}`,
  })
  readonly minAucGain?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: `Whether a passed A/B test counts as the gain in AUC. ${byDefault(DEFAULT_POLICY.acceptAbTest)}`,
  })
  readonly acceptAbTest?: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: `Maximum by which the expected calibration error may rise, 0 to 1. ${byDefault(DEFAULT_POLICY.maxCalibrationLoss)}`,
  })
  readonly maxCalibrationLoss?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `Bound that the PSI of the scores must stay below, 0 to 100. ${byDefault(DEFAULT_POLICY.maxScorePsi)}`,
  })
  readonly maxScorePsi?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Minimum number of scores for a verdict on PSI, 1 to 1,000,000. ${byDefault(DEFAULT_POLICY.minScoreRows)}`,
  })
  readonly minScoreRows?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: `Whether an INCONCLUSIVE gate refuses, too. ${byDefault(DEFAULT_POLICY.requireEvidence)}`,
  })
  readonly requireEvidence?: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: 'Promotion that one person requests and another decides on.' })
export class PromotionRequest {
  @Field(() => ID, { description: 'Id of the request.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version to promote.' })
  readonly version: number;

  @Field(() => PromotionRequestStatus, { description: 'State of the request.' })
  readonly status: keyof typeof PromotionRequestStatus;

  @Field(() => [GateResult], {
    description: 'Results of the gates: at the decision, or at the request while it is open.',
  })
  readonly gates: readonly GateResult[];

  @Field(() => Boolean, { description: 'Whether it was approved although a gate refused.' })
  readonly overridden: boolean;

  @Field(() => DateTime, { description: 'Time of the request.' })
  readonly requestedAt: number;

  @Field(() => String, { description: 'Subject of the access token that requested it.' })
  readonly requestedBy: string;

  @Field(() => String, { description: 'Reason for the request.' })
  readonly requestReason: string;

  @Field(() => DateTime, { nullable: true, description: 'Time of the decision; null while it is open.' })
  readonly decidedAt: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Subject of the access token that decided; null while it is open.',
  })
  readonly decidedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Reason for the decision; null while it is open.' })
  readonly decisionReason: string | null;
}
