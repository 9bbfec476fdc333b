import type { ReactNode } from 'react';
import type { MonitoringDriftReportQuery } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { MONITORING_MESSAGES } from '../common/monitoring.messages.ts';
import monitoring from '../common/monitoring.module.css';
import { TONES } from '../common/tones.ts';
import { DRIFT_MESSAGES } from './drift.messages.ts';

const ORDER = ['CRITICAL', 'WARNING', 'NONE', 'INSUFFICIENT'];
// most slices are small: those that are decided come first
const MOST_SHOWN = 30;

/** Drift within slices of the leads, the most severe first. */
export function Slices({
  slices,
}: {
  readonly slices: NonNullable<MonitoringDriftReportQuery['driftReport']>['slices'];
}): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const { outcomes, feature: nameOf } = useMessages(MONITORING_MESSAGES);
  const format = useFormat();
  const dimensions: Readonly<Record<string, string>> = texts.dimensions;
  const ordered = slices
    .filter(({ outcome }) => outcome !== 'INSUFFICIENT')
    .toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome) || b.currentRows - a.currentRows)
    .slice(0, MOST_SHOWN);
  return (
    <Panel title={texts.slices}>
      {ordered.length === 0 ? (
        <p>{texts.noSlices}</p>
      ) : (
        <DataTable
          caption={texts.slices}
          isCaptionHidden
          rows={ordered}
          keyOf={({ dimension, slice }) => `${dimension}=${slice}`}
          columns={[
            {
              name: texts.slice,
              cell: ({ dimension, slice }) => (
                <>
                  {dimensions[dimension] ?? dimension}: <bdi>{slice}</bdi>
                </>
              ),
            },
            {
              name: texts.outcome,
              cell: ({ outcome }) => <Badge tone={TONES[outcome] ?? 'neutral'}>{outcomes[outcome]}</Badge>,
            },
            {
              name: texts.drifting,
              cell: ({ drifting }) => (
                <bdi>
                  {drifting
                    .map(({ feature, degree }) => `${nameOf(feature)} ${format.number(degree ?? 0, 1)}`)
                    .join(' · ') || '–'}
                </bdi>
              ),
            },
            { name: texts.referenceWindow, isNumber: true, cell: (row) => format.number(row.referenceRows) },
            { name: texts.currentWindow, isNumber: true, cell: (row) => format.number(row.currentRows) },
          ]}
        />
      )}
      <p className={monitoring.note}>{texts.sliceHint}</p>
    </Panel>
  );
}
