import { type ReactNode, useState } from 'react';
import { serverNow } from '../../../clock/server-clock.ts';
import { MonitoringSetMaintenanceDocument } from '../../../graph/generated/graphql.ts';
import { useChange } from '../../../graph/use-graph.ts';
import { useMessages } from '../../../language/messages.ts';
import { useDraft } from '../../../ui/draft.ts';
import { TextField } from '../../../ui/field.tsx';
import { notify } from '../../../ui/notices.tsx';
import { ChangeDialog } from '../../common/change-dialog.tsx';
import { fromLocalField, toLocalField } from '../../common/local-time.ts';
import monitoring from '../../common/monitoring.module.css';
import { ReasonField } from '../../common/reason-field.tsx';
import { MAINTENANCE_MESSAGES } from './maintenance.messages.ts';

interface WindowForm {
  readonly from: string;
  readonly until: string;
  readonly rule: string;
  readonly model: string;
  readonly feature: string;
  readonly slice: string;
}

const HOUR_MS = 3_600_000;
const SCOPE = ['rule', 'model', 'feature', 'slice'] as const;

/** Plans a maintenance window: times, the alerts that it applies to, and the reason. */
export function CreateWindowDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages(MAINTENANCE_MESSAGES);
  const [form, setForm] = useState(nextHour);
  const [reason, setReason, forget] = useDraft('maintenance');
  const [isAsked, setAsked] = useState(false);
  const set = useChange(MonitoringSetMaintenanceDocument);
  const submit = (): void => {
    setAsked(true);
    const [from, until] = [fromLocalField(form.from), fromLocalField(form.until)];
    if (reason.trim() === '' || from === undefined || until === undefined || !isOrdered(form)) return;
    set.mutate(
      { window: { from, until, scope: scopeOf(form) }, reason },
      {
        onSuccess: () => {
          notify('done', texts.created);
          setForm(nextHour());
          setAsked(false);
          forget();
          onClose();
        },
      },
    );
  };
  return (
    <ChangeDialog
      isOpen={isOpen}
      onClose={onClose}
      title={texts.create}
      action={texts.create}
      change={set}
      onSubmit={submit}
    >
      <p>{texts.createEffect}</p>
      <WindowFields form={form} onChange={setForm} isAsked={isAsked} />
      <ReasonField reason={reason} onChange={setReason} isAsked={isAsked} />
    </ChangeDialog>
  );
}

function WindowFields({
  form,
  onChange,
  isAsked,
}: {
  readonly form: WindowForm;
  readonly onChange: (form: WindowForm) => void;
  readonly isAsked: boolean;
}): ReactNode {
  const texts = useMessages(MAINTENANCE_MESSAGES);
  return (
    <div className={monitoring.fields}>
      <TextField
        label={texts.from}
        type="datetime-local"
        value={form.from}
        onChange={(event) => onChange({ ...form, from: event.target.value })}
        fault={isAsked && form.from === '' ? texts.neededTime : undefined}
      />
      <TextField
        label={texts.until}
        type="datetime-local"
        value={form.until}
        onChange={(event) => onChange({ ...form, until: event.target.value })}
        fault={isAsked && !isOrdered(form) ? texts.neededOrder : undefined}
      />
      {SCOPE.map((field) => (
        <TextField
          key={field}
          label={texts[field]}
          hint={texts.anyHint}
          value={form[field]}
          onChange={(event) => onChange({ ...form, [field]: event.target.value })}
        />
      ))}
    </div>
  );
}

function nextHour(): WindowForm {
  const now = serverNow();
  return { from: toLocalField(now), until: toLocalField(now + HOUR_MS), rule: '', model: '', feature: '', slice: '' };
}

function isOrdered({ from, until }: WindowForm): boolean {
  const end = Date.parse(until);
  return end > Date.parse(from) && end > serverNow();
}

function scopeOf(form: WindowForm): Record<(typeof SCOPE)[number], string | null> {
  const text = (field: (typeof SCOPE)[number]): string | null => form[field].trim() || null;
  return { rule: text('rule'), model: text('model'), feature: text('feature'), slice: text('slice') };
}
