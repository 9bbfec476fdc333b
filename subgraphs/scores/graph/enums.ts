import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { GRADE_POLICIES, GRADES } from '../../../scoring/grade.ts';
import { TREND_THRESHOLD, TRENDS } from '../explain/trend.ts';
import { SCORE_CAUSES, SCORE_ROLES } from '../record/prediction.ts';

const { v1 } = GRADE_POLICIES;

registerEnumType(GRADES, {
  name: 'Grade',
  description: 'Grade of a lead, from A (best) to D, by fixed limits of its probability.',
  valuesConfig: {
    A: { description: `Probability of ${v1.A} or more: contact these leads first.` },
    B: { description: `Probability of ${v1.B} or more, below grade A.` },
    C: { description: `Probability of ${v1.C} or more, below grade B.` },
    D: { description: `Probability below ${v1.C}.` },
  },
});

registerEnumType(TRENDS, {
  name: 'Trend',
  description: "Direction of a score, compared with the lead's previous score by the same model.",
  valuesConfig: {
    NEW: { description: 'The first score of the lead: there is no previous one.' },
    RISING: { description: `The probability rose by ${TREND_THRESHOLD} or more.` },
    STEADY: { description: `The probability changed by less than ${TREND_THRESHOLD}.` },
    FALLING: { description: `The probability fell by ${TREND_THRESHOLD} or more.` },
  },
});

registerEnumType(SCORE_ROLES, {
  name: 'ScoreRole',
  description: 'Role that a model version had when it computed a score.',
  valuesConfig: {
    CHAMPION: { description: 'The version in Production, which answers requests.' },
    CHALLENGER: { description: 'A new version that answers a share of the requests during a rollout.' },
    SHADOW: {
      description:
        'A version that scores the same requests for comparison only. Its scores are recorded and not shown.',
    },
    HOLDOUT: {
      description:
        'The version in Production, for a lead whose scores are hidden from sales during a rollout. The score is recorded and not shown.',
    },
    TRIAL: {
      description:
        'A version that the request named. The score is recorded, and does not count as a score of the lead.',
    },
  },
});

registerEnumType(SCORE_CAUSES, {
  name: 'ScoreCause',
  description: 'Event that led to a score. Scores of SWEEP, BATCH and BACKTEST count neither as traffic nor in drift.',
  valuesConfig: {
    REQUESTED: { description: 'A client asked for the score.' },
    LEAD_CHANGED: { description: 'The lead was created, changed, or got an interaction.' },
    SWEEP: { description: 'The previous score was old, or by an earlier version.' },
    BATCH: { description: 'A batch scored many leads, such as a backlog after an import.' },
    BACKTEST: { description: 'A backtest scored the lead as of a time in the past.' },
  },
});

export { GRADES, SCORE_CAUSES, SCORE_ROLES, TRENDS };
