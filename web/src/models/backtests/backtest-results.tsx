import type { ReactNode } from 'react';
import { Curve } from '../../charts/curve.tsx';
import { ModelBacktestDocument, type ModelBacktestQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty, NoRight } from '../../ui/states.tsx';
import styles from '../shared/models.module.css';
import { BACKTESTS_MESSAGES } from './backtests.messages.ts';
import { cumulativeGains } from './gains.ts';
import { ResultTable } from './result-table.tsx';
import { Worth } from './worth.tsx';

/** A back-test with its performance. */
export type MeasuredBacktest = NonNullable<ModelBacktestQuery['backtest']>;

/** Results of one back-test, or of two side by side, and what scoring by each would have been worth. */
export function BacktestResults({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const [first, second] = ids;
  const mayMonitor = useRight('monitoring:read');
  const one = useGraph(ModelBacktestDocument, { id: first ?? '', mayMonitor }, { enabled: first !== undefined });
  const other = useGraph(ModelBacktestDocument, { id: second ?? '', mayMonitor }, { enabled: second !== undefined });
  if (!mayMonitor)
    return (
      <Panel title={texts.results}>
        <NoRight scope="monitoring:read" />
      </Panel>
    );
  if (first === undefined)
    return (
      <Panel title={texts.results}>
        <Empty>{texts.chooseOne}</Empty>
      </Panel>
    );
  return (
    <>
      <Panel title={texts.results}>
        <Answer of={one} lines={8}>
          {({ backtest }) =>
            second === undefined ? (
              <ResultTable of={[backtest]} />
            ) : (
              <Answer of={other} lines={8}>
                {({ backtest: compared }) => <ResultTable of={[backtest, compared]} />}
              </Answer>
            )
          }
        </Answer>
      </Panel>
      {[one, other].map(
        ({ data }, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the first and the second
          data?.data.backtest && <BacktestWorth key={index} of={data.data.backtest} />,
      )}
    </>
  );
}

function BacktestWorth({ of }: { readonly of: MeasuredBacktest }): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  return (
    <Panel title={texts.worthOf(texts.backtest(of.id, of.version))}>
      {of.performance ? (
        <Worth gains={cumulativeGains(of.performance.grades)}>
          <Calibration of={of.performance.report.calibrationCurve} />
        </Worth>
      ) : (
        <p className={styles.hint}>{texts.noPerformance}</p>
      )}
    </Panel>
  );
}

function Calibration({
  of,
}: {
  readonly of: NonNullable<MeasuredBacktest['performance']>['report']['calibrationCurve'];
}): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  return (
    <Curve
      title={texts.calibrationChart}
      xName={texts.meanProbability}
      yName={texts.rate}
      countName={texts.leads}
      diagonalName={texts.calibrated}
      points={of.map(({ meanProbability, conversionRate: { estimate, lower, upper }, leads }) => ({
        x: meanProbability,
        y: estimate,
        lower,
        upper,
        count: leads,
      }))}
    />
  );
}
