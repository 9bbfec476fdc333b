import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { BACKTEST_STATUSES, DECISION_TIMES } from '../rules/backtest.ts';

/** GraphQL enum of the states of a backtest. */
export const BacktestStatus = stringEnum(BACKTEST_STATUSES);
registerEnumType(BacktestStatus, {
  name: 'BacktestStatus',
  description: 'State of a backtest.',
  valuesConfig: {
    QUEUED: { description: 'It waits for the backtests before it: one runs at a time.' },
    RUNNING: { description: 'It scores. After the end of a process another one resumes it.' },
    SUCCEEDED: { description: 'Every decision of its window was scored.' },
    CANCELLED: { description: 'A person cancelled it. Its scores are deleted.' },
    FAILED: { description: 'It cannot be run; `message` has the reason. Its scores are deleted.' },
  },
});

/** GraphQL enum of the definitions of decision times. */
export const BacktestDecisionTime = stringEnum(DECISION_TIMES);
registerEnumType(BacktestDecisionTime, {
  name: 'BacktestDecisionTime',
  description: 'Definition of the times as of which a backtest scores a lead.',
  valuesConfig: {
    LEAD_AGE: {
      description: 'Once, when the lead had an age that its id draws from the distribution `leadAges`.',
    },
    RECORDED_SCORES: {
      description:
        'At the times of the scores of the lead that were recorded live by any version of the model, without backfills; ' +
        'at most the 100 oldest.',
    },
  },
});
