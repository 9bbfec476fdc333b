import { type ReactNode, useEffect, useState } from 'react';
import { ModelBacktestsDocument, type ModelBacktestsQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { FocusPlace } from '../shared/focus-place.tsx';
import styles from '../shared/models.module.css';
import { PageTurner } from '../shared/page-turner.tsx';
import { BacktestResults } from './backtest-results.tsx';
import { BacktestTable } from './backtest-table.tsx';
import { BACKTESTS_MESSAGES } from './backtests.messages.ts';
import { PowerPanel } from './power.tsx';
import { StartBacktest } from './start-backtest.tsx';
import { LiveWorth } from './worth.tsx';

/** A back-test of the list. */
export type ListedBacktest = NonNullable<ModelBacktestsQuery['backtests']>['edges'][number]['node'];

const BUSY_MS = 2_000;
const QUIET_MS = 30_000;
const MOST_CHOSEN = 2;

/** Back-tests of a model: started, followed, compared; and what scoring is worth. */
export default function BacktestsTab({ model }: { readonly model: string }): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const mayStart = useRight('models:promote');
  const mayMonitor = useRight('monitoring:read');
  const [after, setAfter] = useState<string | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>();
  const [isBusy, setBusy] = useState(true);
  const query = useGraph(
    ModelBacktestsDocument,
    { model, after },
    { every: isBusy ? BUSY_MS : QUIET_MS, keepsPrevious: true },
  );
  const listed = query.data?.data.backtests?.edges.map(({ node }) => node);
  const isRunning = listed?.some(({ status }) => status === 'RUNNING' || status === 'QUEUED') ?? false;
  useEffect(() => setBusy(isRunning), [isRunning]);
  const shown = chosen ?? firstChosen(listed ?? []);
  return (
    <div className={styles.stack}>
      <Panel title={texts.title} actions={mayStart && <StartBacktest model={model} />}>
        <Answer of={query}>
          {({ backtests }) =>
            backtests && backtests.edges.length > 0 ? (
              <>
                <FocusPlace state={backtests.edges.map(({ node }) => node.status).join()}>
                  <BacktestTable
                    backtests={backtests.edges.map(({ node }) => node)}
                    chosen={shown}
                    onChoose={(id) => setChosen(toggle(shown, id))}
                  />
                </FocusPlace>
                <PageTurner after={after} info={backtests.pageInfo} onTurn={setAfter} />
              </>
            ) : (
              <Empty>{texts.none}</Empty>
            )
          }
        </Answer>
      </Panel>
      {listed && listed.length > 0 && <BacktestResults ids={shown} />}
      {mayMonitor && shown[0] !== undefined && <PowerPanel id={shown[0]} />}
      {mayMonitor && <LiveWorth model={model} />}
    </div>
  );
}

function firstChosen(backtests: readonly ListedBacktest[]): readonly string[] {
  const done = backtests.filter(({ status, prunedAt }) => status === 'SUCCEEDED' && !prunedAt);
  const [newest] = done;
  const other = done.find(
    ({ version, from, until, decisionTime }) =>
      version !== newest?.version &&
      from === newest?.from &&
      until === newest.until &&
      decisionTime === newest.decisionTime,
  );
  return [newest, other].filter((backtest) => backtest !== undefined).map(({ id }) => id);
}

function toggle(chosen: readonly string[], id: string): readonly string[] {
  return chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id].slice(-MOST_CHOSEN);
}
