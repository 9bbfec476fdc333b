import { Suspense } from 'react';
import { type Formats, useFormat } from '../language/format.ts';
import { useMessages } from '../language/messages.ts';
import { DataTable } from '../ui/data-table.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { CHART_MESSAGES } from './chart.messages.ts';
import { ChartFigure } from './chart-figure.tsx';

/** A line of a chart. */
export interface Series {
  readonly name: string;
  /** one per time; null where there is none: the line has a gap */
  readonly values: readonly (number | null)[];
  /** drawn in steps, for values that hold until the next */
  readonly isStepped?: boolean;
  /** marks each value, so that single ones are seen */
  readonly hasPoints?: boolean;
}

/** Severities of a limit, which its name says too. */
export type LimitTone = 'info' | 'warn' | 'bad';

/** A limit across the chart. */
export interface Threshold {
  readonly name: string;
  readonly value: number;
  /** default `bad` */
  readonly tone?: LimitTone;
}

/** A band between two values behind the lines, such as a grade or an accepted range. */
export interface Band {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** with its name at the edge, for bands that cover the whole axis: every other one is shaded. Default: shaded, nameless */
  readonly look?: 'shaded' | 'plain';
  /** default none: a neutral band */
  readonly tone?: LimitTone;
}

/** Data of a chart over time. */
export interface TimeSeriesData {
  /** epoch milliseconds, ascending */
  readonly times: readonly number[];
  readonly series: readonly Series[];
  readonly thresholds?: readonly Threshold[];
  readonly bands?: readonly Band[];
  /** limits of the value axis; default those of the data */
  readonly range?: readonly [number, number];
}

const MOST_ROWS = 200;
const Plot = lazyPart(() => import('./plot.tsx'));

/**
 * Lines over time, drawn on a canvas, with a table of the same values for readers who want numbers and for screen
 * readers. The drawing library is loaded with the first chart.
 *
 * @param format of values
 */
export function TimeSeries({
  title,
  data,
  format = (value, formats) => formats.number(value, 2),
  height = 200,
}: {
  readonly title: string;
  readonly data: TimeSeriesData;
  readonly format?: (value: number, formats: Formats) => string;
  readonly height?: number;
}): React.ReactNode {
  return (
    <ChartFigure
      title={title}
      isEmpty={data.times.length === 0}
      drawing={
        <Suspense fallback={<div style={{ height }} />}>
          <Plot data={data} height={height} format={format} label={title} />
        </Suspense>
      }
      table={<Values title={title} data={data} format={format} />}
    />
  );
}

function Values({
  title,
  data: { times, series },
  format,
}: {
  readonly title: string;
  readonly data: TimeSeriesData;
  readonly format: (value: number, formats: Formats) => string;
}): React.ReactNode {
  const texts = useMessages(CHART_MESSAGES);
  const formats = useFormat();
  const rows = times.map((_, index) => index).slice(-MOST_ROWS);
  return (
    <DataTable
      caption={title}
      isCaptionHidden
      keyOf={(index) => String(times[index])}
      rows={rows}
      columns={[
        { name: texts.time, cell: (index) => formats.dateTime(times[index] as number) },
        ...series.map(({ name, values }) => ({
          name,
          isNumber: true,
          cell: (index: number) => {
            const value = values[index];
            return value === null || value === undefined ? '–' : format(value, formats);
          },
        })),
      ]}
    />
  );
}
