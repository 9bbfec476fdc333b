import { type ReactNode, useState } from 'react';
import { MonitoringFixedWindowsDocument, MonitoringSetReferenceDocument } from '../../graph/generated/graphql.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useGraphPages } from '../../graph/use-pages.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDraft } from '../../ui/draft.ts';
import { TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { fromLocalField } from '../common/local-time.ts';
import { MONITORING_MESSAGES } from '../common/monitoring.messages.ts';
import monitoring from '../common/monitoring.module.css';
import { ReasonField } from '../common/reason-field.tsx';
import { Refusal } from '../common/refusal.tsx';
import type { VersionChoice } from '../common/versions.ts';
import { DRIFT_DIALOG_MESSAGES } from './drift-dialogs.messages.ts';

/** Asks for a reference window and the reason, and sets it. Shows the windows that were set before. */
export function ReferenceDialog({
  choice,
  isOpen,
  onClose,
}: {
  readonly choice: VersionChoice;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages(DRIFT_DIALOG_MESSAGES);
  const shared = useMessages(MONITORING_MESSAGES);
  const format = useFormat();
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [reason, setReason, forget] = useDraft(`reference ${choice.model} ${choice.version}`);
  const [isAsked, setAsked] = useState(false);
  const set = useChange(MonitoringSetReferenceDocument);
  const [start, end] = [fromLocalField(from), fromLocalField(until)];
  const isOrdered = start !== undefined && end !== undefined && start < end;
  const submit = (): void => {
    setAsked(true);
    if (!isOrdered || reason.trim() === '') return;
    set.mutate(
      { model: choice.model, version: choice.version, from: start, until: end, reason },
      {
        onSuccess: ({ data }) => {
          notify('done', texts.wasSet(format.number(data.setReferenceWindow?.referenceWindow.rows ?? 0)));
          forget();
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={texts.reference}
      actions={
        <>
          <Button onClick={onClose}>{shared.cancel}</Button>
          <Button kind="primary" isBusy={set.isPending} onClick={submit}>
            {texts.set}
          </Button>
        </>
      }
    >
      <p>{texts.referenceEffect(`${choice.model} ${choice.version}`)}</p>
      <div className={monitoring.fields}>
        <TextField
          label={texts.from}
          type="datetime-local"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
          fault={isAsked && !start ? texts.neededTime : undefined}
        />
        <TextField
          label={texts.until}
          type="datetime-local"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
          fault={isAsked && !isOrdered ? (end ? texts.neededOrder : texts.neededTime) : undefined}
        />
      </div>
      <ReasonField reason={reason} onChange={setReason} isAsked={isAsked} />
      <Refusal error={set.error} />
      <FixedWindows choice={choice} />
    </Dialog>
  );
}

function FixedWindows({ choice: { model, version } }: { readonly choice: VersionChoice }): ReactNode {
  const texts = useMessages(DRIFT_DIALOG_MESSAGES);
  const { reason } = useMessages(MONITORING_MESSAGES);
  const format = useFormat();
  const pages = useGraphPages(
    MonitoringFixedWindowsDocument,
    { model, version },
    ({ modelVersion }) => modelVersion?.fixedReferenceWindows?.pageInfo,
  );
  return (
    <Answer of={pages.query}>
      {(read) => {
        const windows = read
          .flatMap(({ modelVersion }) => modelVersion?.fixedReferenceWindows?.edges ?? [])
          .map(({ node }) => node);
        if (windows.length === 0) return <p className={monitoring.note}>{texts.none}</p>;
        return (
          <>
            <DataTable
              caption={texts.fixed}
              rows={windows}
              keyOf={({ id }) => id}
              columns={[
                {
                  name: texts.window,
                  cell: ({ from, until }) => `${format.dateTime(from)} – ${format.dateTime(until)}`,
                },
                { name: texts.rows, isNumber: true, cell: ({ rows }) => format.number(rows) },
                { name: texts.by, cell: ({ actor }) => <bdi>{actor}</bdi> },
                { name: reason, cell: (row) => <bdi>{row.reason}</bdi> },
              ]}
            />
            <ShowMore list={texts.fixed} shown={windows.length} extent={pages} />
          </>
        );
      }}
    </Answer>
  );
}
