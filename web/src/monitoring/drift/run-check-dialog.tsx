import { type ReactNode, useState } from 'react';
import { type DriftWindowInput, MonitoringRunDriftCheckDocument } from '../../graph/generated/graphql.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { ChangeDialog } from '../common/change-dialog.tsx';
import { fromLocalField } from '../common/local-time.ts';
import { MONITORING_MESSAGES } from '../common/monitoring.messages.ts';
import monitoring from '../common/monitoring.module.css';
import { useSearch } from '../common/use-search.ts';
import type { VersionChoice } from '../common/versions.ts';
import { DRIFT_DIALOG_MESSAGES } from './drift-dialogs.messages.ts';

const MOST_ROWS = 100_000;

interface CheckedWindow {
  readonly kind: 'ROWS' | 'TIME';
  readonly rows: string;
  readonly from: string;
  readonly until: string;
}

/** Asks which scores to check, and runs the drift check. */
export function RunCheckDialog({
  choice,
  isOpen,
  onClose,
}: {
  readonly choice: VersionChoice;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages(DRIFT_DIALOG_MESSAGES);
  const { outcomes } = useMessages(MONITORING_MESSAGES);
  const [, change] = useSearch();
  const [window, setWindow] = useState<CheckedWindow>({ kind: 'ROWS', rows: '1000', from: '', until: '' });
  const check = useChange(MonitoringRunDriftCheckDocument);
  const run = (): void => {
    check.mutate(
      { model: choice.model, version: choice.version, window: inputOf(window) },
      {
        onSuccess: ({ data }) => {
          if (data.runDriftCheck) notify('done', texts.checked(outcomes[data.runDriftCheck.report.outcome]));
          change({ report: undefined });
          onClose();
        },
      },
    );
  };
  return (
    <ChangeDialog
      isOpen={isOpen}
      onClose={onClose}
      title={texts.check}
      action={texts.run}
      change={check}
      onSubmit={run}
    >
      <p>{texts.checkEffect(`${choice.model} ${choice.version}`)}</p>
      <WindowFields window={window} onChange={setWindow} />
    </ChangeDialog>
  );
}

function WindowFields({
  window,
  onChange,
}: {
  readonly window: CheckedWindow;
  readonly onChange: (window: CheckedWindow) => void;
}): ReactNode {
  const texts = useMessages(DRIFT_DIALOG_MESSAGES);
  return (
    <>
      <SelectField
        label={texts.windowKind}
        value={window.kind}
        onChange={(event) => onChange({ ...window, kind: event.target.value as CheckedWindow['kind'] })}
      >
        <option value="ROWS">{texts.lastRows}</option>
        <option value="TIME">{texts.byTime}</option>
      </SelectField>
      {window.kind === 'ROWS' ? (
        <TextField
          label={texts.rows}
          type="number"
          min={1}
          max={MOST_ROWS}
          value={window.rows}
          onChange={(event) => onChange({ ...window, rows: event.target.value })}
        />
      ) : (
        <div className={monitoring.fields}>
          <TextField
            label={texts.from}
            type="datetime-local"
            value={window.from}
            onChange={(event) => onChange({ ...window, from: event.target.value })}
          />
          <TextField
            label={texts.until}
            hint={texts.now}
            type="datetime-local"
            value={window.until}
            onChange={(event) => onChange({ ...window, until: event.target.value })}
          />
        </div>
      )}
    </>
  );
}

function inputOf({ kind, rows, from, until }: CheckedWindow): DriftWindowInput {
  if (kind === 'ROWS') return { lastRows: Number(rows) };
  return { from: fromLocalField(from) ?? null, until: fromLocalField(until) ?? null };
}
