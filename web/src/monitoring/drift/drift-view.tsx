import { type ReactNode, useState } from 'react';
import { MonitoringDriftDocument, type MonitoringDriftQuery } from '../../graph/generated/graphql.ts';
import { useGraphPages } from '../../graph/use-pages.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty } from '../../ui/states.tsx';
import { MONITORING_MESSAGES } from '../common/monitoring.messages.ts';
import monitoring from '../common/monitoring.module.css';
import { useSearch } from '../common/use-search.ts';
import { WithVersion } from '../common/version-choice.tsx';
import type { VersionChoice } from '../common/versions.ts';
import { DRIFT_MESSAGES } from './drift.messages.ts';
import { DriftChanges } from './drift-changes.tsx';
import { ReferenceDialog } from './reference-dialog.tsx';
import { Report } from './report.tsx';
import { RunCheckDialog } from './run-check-dialog.tsx';

/** Reports of a model or version, as its list shows them. */
export type DriftReports = NonNullable<MonitoringDriftQuery['driftReports']>['edges'][number]['node'][];

/** Drift of a version: the newest report or a chosen one, the trend over reports, and changes of its streams. */
export default function DriftView(): ReactNode {
  return (
    <WithVersion actions={(choice) => <Actions choice={choice} />}>
      {(choice) => <Reports key={`${choice.model}/${choice.version}`} choice={choice} />}
    </WithVersion>
  );
}

function Reports({ choice }: { readonly choice: VersionChoice }): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const [search] = useSearch();
  const { model, version } = choice;
  const pages = useGraphPages(MonitoringDriftDocument, { model, version }, (page) => page.driftReports?.pageInfo, {
    every: 60_000,
  });
  return (
    <>
      <Answer of={pages.query} lines={10}>
        {(read) => {
          const found = read.flatMap(({ driftReports }) => driftReports?.edges ?? []).map(({ node }) => node);
          const [newest] = found;
          if (!newest) return <Empty>{texts.noReport}</Empty>;
          const chosen = search.get('report') ?? newest.id;
          return (
            <>
              <div className={monitoring.wide}>
                <ReportField reports={found} chosen={chosen} />
              </div>
              <ShowMore list={texts.report} shown={found.length} extent={pages} />
              <Report id={chosen} reports={found} />
            </>
          );
        }}
      </Answer>
      <DriftChanges choice={choice} />
    </>
  );
}

function ReportField({ reports, chosen }: { readonly reports: DriftReports; readonly chosen: string }): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const { outcomes } = useMessages(MONITORING_MESSAGES);
  const format = useFormat();
  const [, change] = useSearch();
  const nameOf = ({ at, current, outcome, backtest }: DriftReports[number]): string => {
    const name = texts.reportName(format.dateTime(at), format.number(current.rows), outcomes[outcome]);
    return backtest ? `${name} · ${texts.ofBacktest}` : name;
  };
  return (
    <SelectField
      label={texts.report}
      value={chosen}
      onChange={(event) => change({ report: event.target.value === reports[0]?.id ? undefined : event.target.value })}
    >
      {!reports.some(({ id }) => id === chosen) && <option>{chosen}</option>}
      {reports.map((report) => (
        <option key={report.id} value={report.id}>
          {nameOf(report)}
        </option>
      ))}
    </SelectField>
  );
}

function Actions({ choice }: { readonly choice: VersionChoice }): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const canWrite = useRight('monitoring:write');
  const [open, setOpen] = useState<'CHECK' | 'REFERENCE'>();
  if (!canWrite) return null;
  const close = (): void => setOpen(undefined);
  return (
    <>
      <Button onClick={() => setOpen('REFERENCE')}>{texts.setReference}</Button>
      <Button kind="primary" onClick={() => setOpen('CHECK')}>
        {texts.runCheck}
      </Button>
      <RunCheckDialog choice={choice} isOpen={open === 'CHECK'} onClose={close} />
      <ReferenceDialog choice={choice} isOpen={open === 'REFERENCE'} onClose={close} />
    </>
  );
}
