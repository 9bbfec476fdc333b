import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { GRADE_POLICIES, GRADES } from '../../../scoring/grade.ts';
import { TREND_THRESHOLD, TRENDS } from '../explain/trend.ts';
import { SCORE_ROLES } from '../record/prediction.ts';

const { v1 } = GRADE_POLICIES;

registerEnumType(GRADES, {
  name: 'Grade',
  description: 'How promising a lead is, by absolute cut-points on its probability.',
  valuesConfig: {
    A: { description: `Probability of at least ${v1.A}: work it first.` },
    B: { description: `At least ${v1.B}.` },
    C: { description: `At least ${v1.C}.` },
    D: { description: 'Below that.' },
  },
});

registerEnumType(TRENDS, {
  name: 'Trend',
  description: "How a score compares with the lead's previous one.",
  valuesConfig: {
    NEW: { description: 'The lead had no score before.' },
    RISING: { description: `The probability rose by at least ${TREND_THRESHOLD}.` },
    STEADY: { description: `It changed by less than ${TREND_THRESHOLD}.` },
    FALLING: { description: `It fell by at least ${TREND_THRESHOLD}.` },
  },
});

registerEnumType(SCORE_ROLES, {
  name: 'ScoreRole',
  description: 'Why a model version computed a score.',
  valuesConfig: {
    CHAMPION: { description: 'The version in Production.' },
    CHALLENGER: { description: 'A version that answers a share of the leads during a rollout.' },
    SHADOW: { description: 'A version that is only watched: its scores reach nobody.' },
    HOLDOUT: {
      description:
        'The version in Production, for a lead whose scores are hidden from sales while a rollout runs: they reach nobody.',
    },
    TRIAL: { description: 'A version that somebody tried by name: the score is no score of the lead.' },
  },
});

export { GRADES, SCORE_ROLES, TRENDS };
