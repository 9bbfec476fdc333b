import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Figure, Figures, Panel } from '../../ui/panel.tsx';
import monitoring from '../common/monitoring.module.css';
import { useSearch } from '../common/use-search.ts';
import { PERFORMANCE_MESSAGES } from './performance.messages.ts';
import type { Measured } from './performance-view.tsx';
import { readSlice } from './slice-address.ts';

/** Basis of the measurement: source, period, matured and pending leads, base rate, and the chosen slice. */
export function PerformanceHead({ measured }: { readonly measured: Measured }): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const format = useFormat();
  const { report, excluded } = measured;
  const rate = report.conversionRate;
  const isExcluded = excluded.contradictory + excluded.outcomeBeforeLead + excluded.outcomeBeforePrediction > 0;
  return (
    <Panel title={texts.sourceIs[measured.source]} actions={<ChosenSlice />}>
      <Figures>
        <Figure name={texts.matured}>{format.number(report.matured)}</Figure>
        <Figure name={texts.pending}>{format.number(report.pending)}</Figure>
        {report.endedBefore > 0 && <Figure name={texts.endedBefore}>{format.number(report.endedBefore)}</Figure>}
        <Figure name={texts.baseRate}>
          {rate ? (
            <>
              {format.percent(rate.estimate)}{' '}
              <small className={monitoring.note}>
                <bdi>{`(${format.percent(rate.lower)} – ${format.percent(rate.upper)})`}</bdi>
              </small>
            </>
          ) : (
            '–'
          )}
        </Figure>
      </Figures>
      {report.matured === 0 && <p>{texts.notMatured}</p>}
      <p className={monitoring.note}>
        {texts.period(format.date(measured.from), format.date(measured.until))} ·{' '}
        {texts.maturity(format.number(measured.maturityDays))}
        {!measured.isComplete && ` · ${texts.incomplete}`}
      </p>
      {isExcluded && (
        <p className={monitoring.note}>
          {texts.excluded(
            format.number(excluded.contradictory),
            format.number(excluded.outcomeBeforeLead),
            format.number(excluded.outcomeBeforePrediction),
          )}
        </p>
      )}
    </Panel>
  );
}

function ChosenSlice(): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const [search, change] = useSearch();
  const slice = readSlice(search.get('slice'));
  if (!slice) return null;
  return (
    <Button onClick={() => change({ slice: undefined })}>
      <bdi>{texts.sliceName(texts.dimensions[slice.dimension], slice.value ?? texts.noValue)}</bdi>{' '}
      <span aria-hidden="true">×</span>
      <span className="visually-hidden">{texts.wholeSlice}</span>
    </Button>
  );
}
