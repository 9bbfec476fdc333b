import { type ReactNode, useId } from 'react';
import { ModelCancelBacktestDocument } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Ago } from '../../ui/time.tsx';
import { ChangeButton } from '../shared/change-button.tsx';
import styles from '../shared/models.module.css';
import { BACKTEST_TONES } from '../shared/tones.ts';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { BACKTESTS_MESSAGES } from './backtests.messages.ts';
import type { ListedBacktest } from './backtests-tab.tsx';

/** Back-tests with their progress; one or two that are done are chosen for their results. */
export function BacktestTable({
  backtests,
  chosen,
  onChoose,
}: {
  readonly backtests: readonly ListedBacktest[];
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const format = useFormat();
  return (
    <DataTable
      caption={texts.compareHint}
      rows={backtests}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.compare,
          cell: ({ id, status }) =>
            status === 'SUCCEEDED' && (
              <input
                type="checkbox"
                className={styles.check}
                aria-label={texts.compareOne(id)}
                checked={chosen.includes(id)}
                onChange={() => onChoose(id)}
              />
            ),
        },
        { name: texts.version, cell: ({ id, version }) => `${id} · ${words.version(version)}` },
        {
          name: texts.status,
          cell: (backtest) => (
            <>
              <Badge tone={BACKTEST_TONES[backtest.status]}>{texts.statusWords[backtest.status]}</Badge>
              {backtest.errorCode && <code className={styles.secondary}>{backtest.errorCode}</code>}
              {backtest.message && <bdi className={styles.secondary}>{backtest.message}</bdi>}
              {backtest.prunedAt && <span className={styles.secondary}>{texts.pruned}</span>}
            </>
          ),
        },
        {
          name: texts.window,
          cell: ({ from, until, decisionTime }) => (
            <>
              {format.date(from)} – {format.date(until)}
              <span className={styles.secondary}>{texts.decision[decisionTime]}</span>
            </>
          ),
        },
        { name: texts.progress, cell: (backtest) => <Progress of={backtest} /> },
        {
          name: texts.started,
          cell: ({ requestedAt, startedBy }) => (
            <>
              <Ago time={requestedAt} /> <bdi className={styles.secondary}>{texts.by(startedBy)}</bdi>
            </>
          ),
        },
      ]}
    />
  );
}

function Progress({ of }: { readonly of: ListedBacktest }): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const format = useFormat();
  const mayCancel = useRight('models:promote');
  const id = useId();
  const isOpen = of.status === 'RUNNING' || of.status === 'QUEUED';
  if (!isOpen) return texts.scored(format.number(of.scored), format.number(of.failed));
  return (
    <div className={styles.stack}>
      <label htmlFor={id} data-volatile="">
        {texts.progressOf(format.number(of.leadsDone), of.leads, format.number(of.leads))}
      </label>
      <progress id={id} value={of.progress} max={1} data-volatile="" />
      {mayCancel && (
        <ChangeButton
          label={texts.cancel}
          kind="danger"
          document={ModelCancelBacktestDocument}
          variables={() => ({ id: of.id })}
          hasReason={false}
          consequences={texts.cancelling}
          done={texts.cancelled}
          draft={`models.cancelBacktest.${of.id}`}
        />
      )}
    </div>
  );
}
