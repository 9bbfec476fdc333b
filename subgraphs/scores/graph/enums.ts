import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { DEFAULT_GRADE_POLICY, GRADES } from '../../../scoring/grade.ts';
import { TREND_BAND, TREND_LIMIT, TRENDS } from '../../../scoring/trend.ts';
import { SCORE_CAUSES, SCORE_ROLES } from '../record/prediction.ts';

const { name: FIRST, limits } = DEFAULT_GRADE_POLICY;
const FACTOR = Math.exp(TREND_BAND).toFixed(2);

registerEnumType(GRADES, {
  name: 'Grade',
  description: "Grade of a lead, from A (best) to D, by the limits of its model's grade policy.",
  valuesConfig: {
    A: { description: `Probability of limit A or more, ${limits.A} in ${FIRST}: contact these leads first.` },
    B: { description: `Probability of limit B or more, ${limits.B} in ${FIRST}, below grade A.` },
    C: { description: `Probability of limit C or more, ${limits.C} in ${FIRST}, below grade B.` },
    D: { description: 'Probability below limit C.' },
  },
});

registerEnumType(TRENDS, {
  name: 'Trend',
  description: "Direction of a score, compared with the lead's previous score by the same model.",
  valuesConfig: {
    NEW: { description: 'The first score of the lead: there is no previous one.' },
    RISING: { description: `The log-odds rose by ${TREND_BAND} or more: the odds grew to ${FACTOR} times or more.` },
    STEADY: {
      description: `The log-odds, ln(p / (1 − p)), changed by less than ${TREND_BAND}. Probabilities within ${TREND_LIMIT} of 0, or of 1, count as equal.`,
    },
    FALLING: {
      description: `The log-odds fell by ${TREND_BAND} or more: the odds shrank by the factor ${FACTOR} or more.`,
    },
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
