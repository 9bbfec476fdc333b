import type { ReactNode } from 'react';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import monitoring from '../common/monitoring.module.css';
import { PERFORMANCE_MESSAGES, type PerformanceTexts } from './performance.messages.ts';
import type { Measured } from './performance-view.tsx';

interface Measure {
  readonly name: keyof PerformanceTexts['names'];
  readonly realised: number | null | undefined;
  readonly interval?: { readonly lower: number; readonly upper: number } | null | undefined;
  readonly estimated?: number | null | undefined;
  readonly pending?: number | null | undefined;
  readonly words: string;
  readonly text: (value: number) => string;
}

/** Every measure: realised with its interval, estimated from the probabilities alone, and in words. */
export function Measures({ measured }: { readonly measured: Measured }): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const format = useFormat();
  const orNone = (value: number | null | undefined, text: (value: number) => string): string =>
    value === null || value === undefined ? '–' : text(value);
  return (
    <Panel title={texts.measures}>
      <DataTable<Measure>
        caption={texts.measures}
        isCaptionHidden
        rows={[...ranking(measured, texts, format), ...probabilities(measured, texts, format)]}
        keyOf={({ name }) => name}
        columns={[
          { name: texts.measure, cell: ({ name }) => texts.names[name] },
          { name: texts.realised, isNumber: true, cell: ({ realised, text }) => orNone(realised, text) },
          {
            name: texts.interval,
            isNumber: true,
            cell: ({ interval, text }) => (
              <bdi>{interval ? `${text(interval.lower)} – ${text(interval.upper)}` : '–'}</bdi>
            ),
          },
          { name: texts.estimatedMatured, isNumber: true, cell: ({ estimated, text }) => orNone(estimated, text) },
          { name: texts.estimatedPending, isNumber: true, cell: ({ pending, text }) => orNone(pending, text) },
          { name: texts.words, cell: ({ words }) => <span className={monitoring.words}>{words}</span> },
        ]}
      />
      <p className={monitoring.note}>{texts.estimateNote}</p>
    </Panel>
  );
}

/** Measures of the order of the leads. */
function ranking(
  { report, estimateOfMatured, estimateOfPending }: Measured,
  { meanings }: PerformanceTexts,
  format: Formats,
): readonly Measure[] {
  const { auc, top, topPrecision } = report;
  const share = (value: number): string => format.percent(value);
  return [
    {
      name: 'auc',
      realised: auc?.auc,
      interval: auc,
      estimated: estimateOfMatured?.auc,
      pending: estimateOfPending?.auc,
      words: auc ? meanings.auc(format.percent(auc.auc, 0)) : '',
      text: (value) => format.number(value, 3),
    },
    {
      name: 'lift',
      realised: top?.lift,
      words: typeof top?.lift === 'number' ? meanings.lift(format.number(top.lift, 1)) : '',
      text: (value) => format.number(value, 2),
    },
    {
      name: 'topPrecision',
      realised: top?.precision,
      interval: topPrecision,
      estimated: estimateOfMatured?.topPrecision,
      pending: estimateOfPending?.topPrecision,
      words: top ? meanings.topPrecision(share(top.precision)) : '',
      text: share,
    },
    {
      name: 'recall',
      realised: top?.recall,
      words: typeof top?.recall === 'number' ? meanings.recall(share(top.recall)) : '',
      text: share,
    },
  ];
}

/** Measures of the probabilities. */
function probabilities(
  { report, estimateOfMatured, estimateOfPending }: Measured,
  { meanings }: PerformanceTexts,
  format: Formats,
): readonly Measure[] {
  const { brierInterval, logLoss, calibration, biasInterval } = report;
  return [
    {
      name: 'calibrationError',
      realised: calibration?.expectedError,
      words: calibration ? meanings.calibrationError(format.percent(calibration.expectedError)) : '',
      text: (value) => format.percent(value),
    },
    {
      name: 'bias',
      realised: calibration?.signedBias,
      interval: biasInterval,
      words: biasInterval ? biasWords(biasInterval, meanings) : '',
      text: (value) => format.signed(value, 3),
    },
    {
      name: 'brier',
      realised: brierInterval?.estimate,
      interval: brierInterval,
      estimated: estimateOfMatured?.brier,
      pending: estimateOfPending?.brier,
      words: meanings.brier,
      text: (value) => format.number(value, 4),
    },
    {
      name: 'logLoss',
      realised: logLoss,
      estimated: estimateOfMatured?.logLoss,
      pending: estimateOfPending?.logLoss,
      words: meanings.logLoss,
      text: (value) => format.number(value, 4),
    },
  ];
}

function biasWords(
  { lower, upper }: { readonly lower: number; readonly upper: number },
  meanings: PerformanceTexts['meanings'],
): string {
  if (lower <= 0 && upper >= 0) return meanings.biasNone;
  return lower > 0 ? meanings.biasHigh : meanings.biasLow;
}
