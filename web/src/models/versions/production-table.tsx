import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import styles from '../shared/models.module.css';
import { COMPARISON_MESSAGES } from './comparison.messages.ts';
import type { Compared } from './comparison.tsx';
import { SideBySide, type SideBySideRow } from './side-by-side.tsx';

type Report = NonNullable<Compared['performance']>['report'];

/** Realised performance of the versions on the scores that callers received. */
export function ProductionTable({ versions }: { readonly versions: readonly Compared[] }): ReactNode {
  const texts = useMessages(COMPARISON_MESSAGES);
  const rows = useProductionRows(versions);
  const hasMatured = versions.some(({ performance }) => (performance?.report.matured ?? 0) > 0);
  if (!hasMatured)
    return (
      <div>
        <h3>{texts.production}</h3>
        <p className={styles.hint}>{texts.noneMatured}</p>
      </div>
    );
  return <SideBySide title={texts.production} versions={versions} rows={rows} />;
}

function useProductionRows(versions: readonly Compared[]): readonly SideBySideRow[] {
  const texts = useMessages(COMPARISON_MESSAGES);
  const format = useFormat();
  const row = (name: string, text: (report: Report) => ReactNode): SideBySideRow => ({
    name,
    cells: versions.map(({ performance }) => (performance ? text(performance.report) || undefined : undefined)),
  });
  const within = (estimate: number, lower: number, upper: number, show: (value: number) => string): ReactNode => (
    <bdi dir="ltr">{`${show(estimate)} (${show(lower)} – ${show(upper)})`}</bdi>
  );
  const decimals = (value: number): string => format.number(value, 4);
  return [
    row(texts.matured, ({ matured }) => format.number(matured)),
    row(
      texts.conversion,
      ({ conversionRate: rate }) => rate && within(rate.estimate, rate.lower, rate.upper, format.percent),
    ),
    row(texts.auc, ({ auc }) => auc && within(auc.auc, auc.lower, auc.upper, decimals)),
    row(texts.brier, ({ brierInterval: brier }) => brier && within(brier.estimate, brier.lower, brier.upper, decimals)),
    row(texts.logLoss, ({ logLoss }) => (logLoss === null ? undefined : format.number(logLoss ?? 0, 4))),
    row(texts.calibrationError, ({ calibration }) => calibration && format.number(calibration.expectedError, 4)),
    row(texts.bias, ({ calibration }) => calibration && format.signed(calibration.signedBias, 4)),
    row(texts.lift, ({ top }) => (top?.lift == null ? undefined : format.number(top.lift, 2))),
    row(texts.recall, ({ top }) => (top?.recall == null ? undefined : format.percent(top.recall))),
  ];
}
