import { type ReactNode, useState } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Figure, Figures, Panel } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { DATA_MESSAGES } from '../shared/data.messages.ts';
import shared from '../shared/data.module.css';
import { type CheckReport, MOST_REJECTS } from './rows/check-file.ts';
import type { ImportSource } from './rows/import-source.ts';
import { LEAD_FIELDS } from './rows/lead-field.ts';
import type { ReadRow } from './rows/read-lead.ts';
import { faultText } from './rows/row-fault-text.ts';
import { startImport } from './run/import-runner.ts';
import type { ImportSettings } from './state/import-state.ts';
import { Download } from './words/download.tsx';
import { IMPORT_MESSAGES } from './words/import.messages.ts';
import styles from './words/import.module.css';
import { RowPages } from './words/row-pages.tsx';

/** Outcome of the check: counts, the first rows as leads, and all rejected ones; then the start. */
export function CheckPanel({
  check,
  settings,
  source,
}: {
  readonly check: CheckReport | undefined;
  readonly settings: ImportSettings;
  readonly source: ImportSource;
}): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  const format = useFormat();
  const isMapped = Object.keys(settings.mapping).some((field) => field !== 'id' && field !== 'createdAt');
  if (!isMapped)
    return (
      <Panel title={texts.check}>
        <p className={shared.warning}>{texts.nothingMapped}</p>
      </Panel>
    );
  return (
    <Panel title={texts.check} actions={<Start check={check} updatesExisting={settings.updatesExisting} />}>
      {!check?.isDone && (
        <Progress label={texts.checking} share={check?.share ?? 0}>
          {texts.checking} · {format.percent(check?.share ?? 0, 0)}
        </Progress>
      )}
      {check && (
        <>
          <Counts check={check} />
          <FirstRows rows={check.first} />
          {check.rejected > 0 && <Rejects check={check} name={source.file.name} />}
        </>
      )}
    </Panel>
  );
}

function Counts({ check }: { readonly check: CheckReport }): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  const format = useFormat();
  return (
    <>
      <Figures>
        <Figure name={texts.rows}>{format.number(check.rows)}</Figure>
        <Figure name={texts.valid}>{format.number(check.valid)}</Figure>
        <Figure name={texts.rejected}>{format.number(check.rejected)}</Figure>
      </Figures>
      {check.isDone && check.valid === 0 && <p className={shared.warning}>{texts.noneValid}</p>}
    </>
  );
}

function FirstRows({ rows }: { readonly rows: readonly ReadRow[] }): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  const format = useFormat();
  return (
    <DataTable
      caption={texts.firstRows}
      columns={[
        { name: texts.row, isNumber: true, cell: ({ row }) => format.number(row) },
        {
          name: texts.state,
          cell: ({ faults }) =>
            faults.length === 0 ? <Badge tone="good">{texts.ok}</Badge> : <Badge tone="bad">{texts.bad}</Badge>,
        },
        { name: texts.values, cell: (row) => <Values row={row} /> },
      ]}
      rows={rows}
      keyOf={({ row }) => String(row)}
    />
  );
}

function Values({ row: { input, faults } }: { readonly row: ReadRow }): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  const format = useFormat();
  const show = (field: keyof typeof input): string =>
    field === 'createdAt' ? format.dateTime(String(input.createdAt)) : String(input[field]);
  return (
    <>
      <dl className={styles.values}>
        {LEAD_FIELDS.filter((field) => input[field] != null).map((field) => (
          <div key={field}>
            <dt>{texts.field[field]}</dt>
            <dd>
              <bdi>{show(field)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {faults.length > 0 && <Faults row={{ faults }} />}
    </>
  );
}

function Faults({ row: { faults } }: { readonly row: Pick<ReadRow, 'faults'> }): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  return (
    <ul className={styles.faults}>
      {faults.map((fault) => (
        <li key={`${fault.field} ${fault.rule}`}>
          <bdi>{faultText(texts, fault)}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Rejects({ check, name }: { readonly check: CheckReport; readonly name: string }): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  const format = useFormat();
  return (
    <div className={shared.stack}>
      <div className={shared.row}>
        <h3>{texts.rejects}</h3>
        {check.file && <Download file={check.file} name={name} text={texts.download} />}
      </div>
      {check.rejected > MOST_REJECTS && <p className={shared.note}>{texts.rejectsNote(format.number(MOST_REJECTS))}</p>}
      <RowPages rows={check.rejects}>
        {(rows) => (
          <DataTable
            caption={texts.rejectsCaption}
            isCaptionHidden
            columns={[
              { name: texts.row, isNumber: true, cell: ({ row }) => format.number(row) },
              { name: texts.reason, cell: (row) => <Faults row={row} /> },
              {
                name: texts.values,
                cell: ({ cells }) => (
                  <div className={shared.sentence}>
                    <bdi>{cells.filter(Boolean).join(' · ')}</bdi>
                  </div>
                ),
              },
            ]}
            rows={rows}
            keyOf={({ row }) => String(row)}
          />
        )}
      </RowPages>
      <p className={shared.note}>{texts.downloadNote}</p>
    </div>
  );
}

function Start({
  check,
  updatesExisting,
}: {
  readonly check: CheckReport | undefined;
  readonly updatesExisting: boolean;
}): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  const { cancel } = useMessages(DATA_MESSAGES);
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  if (!check) return null;
  return (
    <>
      <Button kind="primary" disabled={!check.isDone || check.valid === 0} onClick={() => setOpen(true)}>
        {texts.start(format.number(check.valid))}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={texts.startTitle}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{cancel}</Button>
            <Button kind="primary" onClick={startImport}>
              {texts.go}
            </Button>
          </>
        }
      >
        <p>{texts.startEffect(check.valid, format.number(check.valid))}</p>
        <p>{updatesExisting ? texts.startExisting.update : texts.startExisting.leave}</p>
        <p>{texts.startRepeat}</p>
      </Dialog>
    </>
  );
}
