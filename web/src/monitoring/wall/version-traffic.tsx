import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { MONITORING_MESSAGES } from '../common/monitoring.messages.ts';
import monitoring from '../common/monitoring.module.css';
import type { LiveTrafficFigures } from './use-live-traffic.ts';
import { WALL_MESSAGES } from './wall.messages.ts';

/** Live traffic of each version in each role, and failures by code. */
export function VersionTraffic({
  figures: { versions, errors },
}: {
  readonly figures: LiveTrafficFigures;
}): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const { version, unit } = useMessages(MONITORING_MESSAGES);
  const format = useFormat();
  const roles: Readonly<Record<string, string>> = texts.roles;
  return (
    <div className={monitoring.stack} data-volatile="">
      {versions.length === 0 ? (
        <p className={monitoring.note}>{texts.noTraffic}</p>
      ) : (
        <DataTable
          caption={texts.traffic}
          rows={versions}
          keyOf={(row) => `${row.model}/${row.version}/${row.role}`}
          columns={[
            { name: version, cell: (row) => <bdi className={monitoring.nowrap}>{`${row.model} ${row.version}`}</bdi> },
            { name: texts.role, cell: (row) => roles[row.role] ?? row.role },
            {
              name: texts.throughputShort,
              isNumber: true,
              cell: (row) => unit.perSecond(format.number(row.throughput, 2)),
            },
            {
              name: texts.p95Long,
              isNumber: true,
              cell: ({ latency }) => (latency ? unit.milliseconds(format.number(latency.p95Ms, 1)) : '–'),
            },
            {
              name: texts.errorRate,
              isNumber: true,
              cell: ({ errorRate }) => (errorRate === null ? '–' : format.percent(errorRate)),
            },
          ]}
        />
      )}
      {errors.length > 0 && (
        <DataTable
          caption={texts.errors}
          rows={errors}
          keyOf={({ code }) => code}
          columns={[
            { name: texts.code, cell: ({ code }) => <code>{code}</code> },
            { name: texts.failures, isNumber: true, cell: ({ failures }) => format.number(failures) },
          ]}
        />
      )}
    </div>
  );
}
