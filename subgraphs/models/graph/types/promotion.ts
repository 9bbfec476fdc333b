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
  description: 'What a version must pass to replace a champion. A first champion passes APPROVAL only.',
  valuesConfig: {
    AUC_GAIN: { description: 'It ranks better on the same holdout, or passed an A/B test.' },
    CALIBRATION: { description: 'Its expected calibration error on the same holdout is not worse.' },
    SCORE_SHIFT: { description: "Its scores on the last window are distributed like the champion's." },
    APPROVAL: { description: 'Someone else than who asks for the promotion approves it.' },
  },
});

/** GraphQL enum of what gates say. */
export const GateVerdict = stringEnum(GATE_VERDICTS);
registerEnumType(GateVerdict, {
  name: 'GateVerdict',
  description: 'What a gate says.',
  valuesConfig: {
    PASSED: { description: 'Nothing stands in the way.' },
    FAILED: { description: 'It refuses.' },
    INCONCLUSIVE: {
      description:
        'The champion states no figure to compare with, or the data are too few. Refuses where the policy requires evidence.',
    },
  },
});

/** GraphQL enum of the states of a request. */
export const PromotionRequestStatus = stringEnum(REQUEST_STATUSES);
registerEnumType(PromotionRequestStatus, {
  name: 'PromotionRequestStatus',
  description: 'How far a promotion request has come.',
  valuesConfig: {
    OPEN: { description: 'It waits for someone else than who asked.' },
    APPROVED: { description: 'The version became champion.' },
    REJECTED: { description: 'Nothing changed.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'What a gate found in a promotion, and what it needs.' })
export class GateResult {
  @Field(() => PromotionGate, { description: 'The gate.' })
  readonly gate: keyof typeof PromotionGate;

  @Field(() => GateVerdict, { description: 'What it says.' })
  readonly verdict: keyof typeof GateVerdict;

  @Field(() => String, { description: 'What it found, such as AUC +0.004 (0.819 against 0.815).' })
  readonly found: string;

  @Field(() => String, { description: 'What it needs.' })
  readonly needed: string;
}

@ObjectType({ simpleResolvers: true, description: 'What the promotions of a model must pass.' })
export class PromotionPolicy {
  @Field(() => [PromotionGate], { description: 'The gates that are judged.' })
  readonly gates: readonly (keyof typeof PromotionGate)[];

  @Field(() => Float, { description: 'Least gain in AUC over the champion, on the same holdout.' })
  readonly minAucGain: number;

  @Field(() => Boolean, { description: 'Whether a passed A/B test stands for the gain in AUC.' })
  readonly acceptAbTest: boolean;

  @Field(() => Float, { description: "Most by which the expected calibration error may exceed the champion's." })
  readonly maxCalibrationLoss: number;

  @Field(() => Float, { description: "PSI of the scores against the champion's stays below this." })
  readonly maxScorePsi: number;

  @Field(() => Int, { description: 'Fewest scores of the last window for a judgement of PSI.' })
  readonly minScoreRows: number;

  @Field(() => Boolean, { description: 'Whether an INCONCLUSIVE gate refuses, too.' })
  readonly requireEvidence: boolean;
}

const byDefault = (value: unknown): string => `By default ${value}.`;

@InputType({ description: 'What to change in the policy of a model. What is absent stays as it is.' })
export class PromotionPolicyInput {
  @Field(() => [PromotionGate], {
    nullable: true,
    description: `The gates that are judged. ${byDefault(DEFAULT_POLICY.gates.join(', '))}`,
  })
  readonly gates?: readonly (keyof typeof PromotionGate)[] | null;

  @Field(() => Float, {
    nullable: true,
    description: `Least gain in AUC, −1 to 1. ${byDefault(DEFAULT_POLICY.minAucGain)}`,
  })
  readonly minAucGain?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: `Whether a passed A/B test stands for the gain in AUC. ${byDefault(DEFAULT_POLICY.acceptAbTest)}`,
  })
  readonly acceptAbTest?: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: `Most by which the calibration error may rise, 0 to 1. ${byDefault(DEFAULT_POLICY.maxCalibrationLoss)}`,
  })
  readonly maxCalibrationLoss?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: `PSI of the scores stays below this, 0 to 100. ${byDefault(DEFAULT_POLICY.maxScorePsi)}`,
  })
  readonly maxScorePsi?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Fewest scores for a judgement of PSI. ${byDefault(DEFAULT_POLICY.minScoreRows)}`,
  })
  readonly minScoreRows?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: `Whether an INCONCLUSIVE gate refuses, too. ${byDefault(DEFAULT_POLICY.requireEvidence)}`,
  })
  readonly requireEvidence?: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: 'A promotion that one person asks for and another decides on.' })
export class PromotionRequest {
  @Field(() => ID, { description: 'Id of the request.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version that is to become champion.' })
  readonly version: number;

  @Field(() => PromotionRequestStatus, { description: 'How far it has come.' })
  readonly status: keyof typeof PromotionRequestStatus;

  @Field(() => [GateResult], {
    description: 'What the gates said: at the decision, or at the request while it is open.',
  })
  readonly gates: readonly GateResult[];

  @Field(() => Boolean, { description: 'Whether it was approved although a gate refused.' })
  readonly overridden: boolean;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  readonly requestedAt: number;

  @Field(() => String, { description: 'Who asked.' })
  readonly requestedBy: string;

  @Field(() => String, { description: 'Why, in the words of whoever asked.' })
  readonly requestReason: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was decided; null while it is open.' })
  readonly decidedAt: number | null;

  @Field(() => String, { nullable: true, description: 'Who decided.' })
  readonly decidedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever decided.' })
  readonly decisionReason: string | null;
}
