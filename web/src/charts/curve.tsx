import type { ReactNode } from 'react';
import { useFormat } from '../language/format.ts';
import { DataTable } from '../ui/data-table.tsx';
import { ChartFigure } from './chart-figure.tsx';
import styles from './curve.module.css';
import { ticksTo } from './ticks.ts';

/** A point of a curve of shares. */
export interface CurvePoint {
  /** 0 to 1 */
  readonly x: number;
  /** 0 to 1 */
  readonly y: number;
  /** bounds of y, where they are known */
  readonly lower?: number;
  readonly upper?: number;
  /** the leads behind the point */
  readonly count?: number;
}

const WIDTH = 420;
const HEIGHT = 280;
const EDGE = { start: 46, end: 12, top: 10, bottom: 40 };

/**
 * A curve of one share over another: a calibration curve, or a gain chart. A dashed diagonal shows where both are equal.
 *
 * @param countName names the column of counts in the table
 */
export function Curve({
  title,
  xName,
  yName,
  countName,
  diagonalName,
  points,
}: {
  readonly title: string;
  readonly xName: string;
  readonly yName: string;
  readonly countName: string;
  /** meaning of the diagonal */
  readonly diagonalName: string;
  readonly points: readonly CurvePoint[];
}): ReactNode {
  const format = useFormat();
  const share = (value: number): string => format.percent(value);
  return (
    <ChartFigure
      title={title}
      isEmpty={points.length === 0}
      drawing={
        <>
          <Drawing title={title} xName={xName} yName={yName} points={points} />
          <ul className={styles.legend}>
            <li data-line="curve">{yName}</li>
            <li data-line="diagonal">{diagonalName}</li>
          </ul>
        </>
      }
      table={
        <DataTable
          caption={title}
          isCaptionHidden
          rows={points}
          keyOf={({ x, y }) => `${x}/${y}`}
          columns={[
            { name: xName, isNumber: true, cell: ({ x }) => share(x) },
            { name: yName, isNumber: true, cell: (point) => <bdi>{intervalText(point, share)}</bdi> },
            {
              name: countName,
              isNumber: true,
              cell: ({ count }) => (count === undefined ? '–' : format.number(count)),
            },
          ]}
        />
      }
    />
  );
}

function intervalText({ y, lower, upper }: CurvePoint, share: (value: number) => string): string {
  return lower === undefined || upper === undefined ? share(y) : `${share(y)} (${share(lower)} – ${share(upper)})`;
}

function Drawing({
  title,
  xName,
  yName,
  points,
}: {
  readonly title: string;
  readonly xName: string;
  readonly yName: string;
  readonly points: readonly CurvePoint[];
}): ReactNode {
  const format = useFormat();
  const highest = Math.min(1, Math.max(0.01, ...points.flatMap(({ x, y, upper }) => [x, y, upper ?? 0])));
  const ticks = ticksTo(highest);
  const end = ticks.at(-1) as number;
  const x = (value: number): number => EDGE.start + (value / end) * (WIDTH - EDGE.start - EDGE.end);
  const y = (value: number): number => HEIGHT - EDGE.bottom - (value / end) * (HEIGHT - EDGE.top - EDGE.bottom);
  return (
    <svg className={styles.drawing} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      {ticks.map((tick) => (
        <g key={tick} className={styles.tick}>
          <line x1={x(0)} x2={x(end)} y1={y(tick)} y2={y(tick)} />
          <text x={EDGE.start - 6} y={y(tick)} textAnchor="end" dominantBaseline="middle">
            {format.percent(tick)}
          </text>
          <text x={x(tick)} y={HEIGHT - EDGE.bottom + 14} textAnchor="middle">
            {format.percent(tick)}
          </text>
        </g>
      ))}
      <line className={styles.diagonal} x1={x(0)} y1={y(0)} x2={x(end)} y2={y(end)} />
      {points.map(
        (point) =>
          point.lower !== undefined &&
          point.upper !== undefined && (
            <line
              key={`${point.x}/${point.y}`}
              className={styles.whisker}
              x1={x(point.x)}
              x2={x(point.x)}
              y1={y(point.lower)}
              y2={y(Math.min(end, point.upper))}
            />
          ),
      )}
      <polyline className={styles.curve} points={points.map((point) => `${x(point.x)},${y(point.y)}`).join(' ')} />
      {points.map((point) => (
        <circle key={`${point.x}/${point.y}`} className={styles.point} cx={x(point.x)} cy={y(point.y)} r="3.5">
          <title>{`${xName} ${format.percent(point.x)}, ${yName} ${intervalText(point, (value) => format.percent(value))}`}</title>
        </circle>
      ))}
      <text className={styles.axis} x={x(end / 2)} y={HEIGHT - 6} textAnchor="middle">
        {xName}
      </text>
    </svg>
  );
}
