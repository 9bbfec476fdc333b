import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { COMPARISON_MESSAGES } from './comparison.messages.ts';
import type { Compared } from './comparison.tsx';
import type { TrafficSummary } from './comparison-rows.ts';
import { SideBySide } from './side-by-side.tsx';

/** Traffic of the versions over the last days. */
export function TrafficTable({
  versions,
  traffic,
}: {
  readonly versions: readonly Compared[];
  readonly traffic: readonly TrafficSummary[];
}): ReactNode {
  const texts = useMessages(COMPARISON_MESSAGES);
  const format = useFormat();
  return (
    <SideBySide
      title={texts.traffic}
      versions={versions}
      rows={[
        { name: texts.predictions, cells: traffic.map(({ predictions }) => format.number(predictions)) },
        {
          name: texts.errorRate,
          cells: traffic.map(({ errorRate }) => (errorRate === undefined ? undefined : format.percent(errorRate, 2))),
        },
        {
          name: texts.p95,
          cells: traffic.map(({ worstP95Ms }) => (worstP95Ms === undefined ? undefined : format.duration(worstP95Ms))),
        },
        {
          name: texts.drift,
          cells: versions.map(({ drift }) => {
            const [latest] = drift?.edges ?? [];
            return latest && `${texts.driftOutcome[latest.node.outcome]}, ${format.date(latest.node.at)}`;
          }),
        },
      ]}
    />
  );
}
