import type { ReactNode } from 'react';
import { Curve } from '../../charts/curve.tsx';
import { ModelWorthDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { GradeBadge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import styles from '../shared/models.module.css';
import { BACKTESTS_MESSAGES } from './backtests.messages.ts';
import { cumulativeGains, type Gain } from './gains.ts';

const NOTHING = { x: 0, y: 0, count: 0 };

/** Worth of scoring so far: conversions and revenue by the grades that sales saw, against a random order. */
export function LiveWorth({ model }: { readonly model: string }): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const query = useGraph(ModelWorthDocument, { model });
  return (
    <Panel title={texts.worthOf(texts.live)}>
      <Answer of={query}>
        {({ conversionByGrade }) => conversionByGrade && <Worth gains={cumulativeGains(conversionByGrade)} />}
      </Answer>
    </Panel>
  );
}

/** Gains of working leads by their grades, in words, as a drawing and as a table. */
export function Worth({
  gains,
  children,
}: {
  readonly gains: readonly Gain[];
  /** a further drawing, beside that of the gains */
  readonly children?: ReactNode;
}): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const format = useFormat();
  const best = gains.find(({ leads }) => leads > 0);
  if (!best) return <Empty>{texts.noWorth}</Empty>;
  return (
    <>
      <p>
        {texts.worthLine(
          format.percent(best.leadShare),
          format.percent(best.conversionShare),
          format.number(best.lift, 1),
        )}
      </p>
      <GainsTable gains={gains} />
      <div className={styles.tables}>
        <Curve
          title={texts.gainsChart}
          xName={texts.leadShare}
          yName={texts.conversionShare}
          countName={texts.leads}
          diagonalName={texts.randomOrder}
          points={[NOTHING, ...gains.map(({ leadShare: x, conversionShare: y, leads: count }) => ({ x, y, count }))]}
        />
        {children}
      </div>
      <p className={styles.hint}>{texts.worthHow}</p>
    </>
  );
}

function GainsTable({ gains }: { readonly gains: readonly Gain[] }): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const format = useFormat();
  const hasRevenue = gains.some(({ revenueGain }) => revenueGain !== undefined);
  return (
    <DataTable
      caption={texts.worth}
      isCaptionHidden
      rows={gains}
      keyOf={({ downTo }) => downTo}
      columns={[
        { name: texts.downTo, cell: ({ downTo }) => <GradeBadge grade={downTo} /> },
        { name: texts.leads, isNumber: true, cell: ({ leads }) => format.number(leads) },
        { name: texts.leadShare, isNumber: true, cell: ({ leadShare }) => format.percent(leadShare) },
        { name: texts.conversions, isNumber: true, cell: ({ conversions }) => format.number(conversions) },
        { name: texts.conversionShare, isNumber: true, cell: (gain) => format.percent(gain.conversionShare) },
        { name: texts.random, isNumber: true, cell: ({ atRandom }) => format.number(atRandom, 1) },
        { name: texts.liftShort, isNumber: true, cell: ({ lift }) => format.number(lift, 2) },
        ...(hasRevenue
          ? [
              {
                name: texts.revenueGain,
                isNumber: true,
                cell: ({ revenueGain }: Gain) => (revenueGain === undefined ? '–' : format.signed(revenueGain, 0)),
              },
            ]
          : []),
      ]}
    />
  );
}
