import type { ReactNode } from 'react';
import { Curve } from '../../charts/curve.tsx';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Panel } from '../../ui/panel.tsx';
import monitoring from '../common/monitoring.module.css';
import { gainCurve } from './gain-curve.ts';
import { PERFORMANCE_MESSAGES } from './performance.messages.ts';
import type { Measured } from './performance-view.tsx';

/** The calibration curve, and the lift chart as cumulative gain. */
export function PerformanceCurves({ report }: { readonly report: Measured['report'] }): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const format = useFormat();
  const gain = gainCurve(report.calibrationCurve);
  const best = gain[1];
  return (
    <div className={monitoring.pair}>
      <Panel title={texts.calibration}>
        <Curve
          title={texts.calibrationHint}
          xName={texts.meanProbability}
          yName={texts.observed}
          countName={texts.leads}
          diagonalName={texts.perfect}
          points={report.calibrationCurve.map(({ meanProbability, conversionRate, leads }) => ({
            x: meanProbability,
            y: conversionRate.estimate,
            lower: conversionRate.lower,
            upper: conversionRate.upper,
            count: leads,
          }))}
        />
      </Panel>
      <Panel title={texts.gain}>
        <Curve
          title={best ? texts.gainHint(format.number(best.y / best.x, 1), format.percent(best.x)) : texts.found}
          xName={texts.contacted}
          yName={texts.found}
          countName={texts.leads}
          diagonalName={texts.chance}
          points={gain}
        />
      </Panel>
    </div>
  );
}
