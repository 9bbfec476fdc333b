import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { BACKTESTS_MESSAGES } from './backtests.messages.ts';
import own from './backtests.module.css';
import type { Gain } from './gains.ts';

const WIDTH = 320;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 28;
const TOP = 10;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** Cumulative gains: conversions found by the share of leads worked, against a random order. The table has the values. */
export function GainsChart({ gains }: { readonly gains: readonly Gain[] }): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const format = useFormat();
  const x = (share: number): number => LEFT + share * (WIDTH - LEFT - TOP);
  const y = (share: number): number => HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  const points = [{ leadShare: 0, conversionShare: 0 }, ...gains];
  return (
    <figure className={own.figure}>
      <figcaption>{texts.gainsChart}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={own.chart} role="img" aria-label={texts.gainsChart}>
        {TICKS.map((share) => (
          <g key={share}>
            <line className={own.grid} x1={x(0)} x2={x(1)} y1={y(share)} y2={y(share)} />
            <text className={own.tick} x={LEFT - 6} y={y(share) + 4} textAnchor="end">
              {format.percent(share, 0)}
            </text>
            <text className={own.tick} x={x(share)} y={HEIGHT - 10} textAnchor="middle">
              {format.percent(share, 0)}
            </text>
          </g>
        ))}
        <line className={own.random} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
        <polyline
          className={own.line}
          points={points.map(({ leadShare, conversionShare }) => `${x(leadShare)},${y(conversionShare)}`).join(' ')}
        />
        {gains.map(({ downTo, leadShare, conversionShare }) => (
          <circle key={downTo} className={own.dot} cx={x(leadShare)} cy={y(conversionShare)} r={4} />
        ))}
      </svg>
      <ul className={own.legend}>
        <li data-line="scored">{texts.scoredOrder}</li>
        <li data-line="random">{texts.randomOrder}</li>
      </ul>
    </figure>
  );
}
