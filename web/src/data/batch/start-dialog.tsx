import { type ReactNode, useState } from 'react';
import { DataBatchStartDocument } from '../../graph/generated/graphql.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { ChangeFault } from '../shared/change-fault.tsx';
import { DATA_MESSAGES } from '../shared/data.messages.ts';
import shared from '../shared/data.module.css';
import { BATCH_MESSAGES } from './batch.messages.ts';
import { FIRST_FORM, type JobForm, type JobFormPart, jobInput, toggled } from './job-input.ts';
import { LeadChoices } from './lead-choices.tsx';
import { VersionChoice } from './version-choice.tsx';

/** The form for a new batch job. What was chosen stays while the page is open. */
export function StartDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const { cancel } = useMessages(DATA_MESSAGES);
  const [form, setForm] = useState(FIRST_FORM);
  const start = useChange(DataBatchStartDocument);
  const send = (): void =>
    start.mutate(
      { input: jobInput(form) },
      {
        onSuccess() {
          setForm(FIRST_FORM);
          notify('done', texts.startDone);
          onClose();
        },
      },
    );
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={texts.startTitle}
      actions={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button kind="primary" isBusy={start.isPending} disabled={form.outputs.size === 0} onClick={send}>
            {texts.startNow}
          </Button>
        </>
      }
    >
      <Fields form={form} onChange={setForm} />
      <p>
        {effectOf(form, texts.startEffect)} {texts.startQueue}
      </p>
      <ChangeFault error={start.error} />
    </Dialog>
  );
}

function Fields({ form, onChange }: JobFormPart): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const mayReadModels = useRight('models:read');
  const mayReadLeads = useRight('leads:read');
  return (
    <>
      {mayReadModels && <VersionChoice form={form} onChange={onChange} />}
      {mayReadLeads && <LeadChoices form={form} onChange={onChange} />}
      <CheckField
        label={texts.includeClosed}
        checked={form.includeClosed}
        onChange={() => onChange({ ...form, includeClosed: !form.includeClosed })}
      />
      <CheckField
        label={texts.onlyChanged}
        checked={form.onlyChanged}
        onChange={() => onChange({ ...form, onlyChanged: !form.onlyChanged })}
      />
      <fieldset className={shared.choice}>
        <legend>{texts.outputs}</legend>
        {(['LOG', 'LAKE'] as const).map((output) => (
          <CheckField
            key={output}
            label={texts.output[output]}
            checked={form.outputs.has(output)}
            onChange={() => onChange({ ...form, outputs: toggled(form.outputs, output) })}
          />
        ))}
      </fieldset>
      <TextField
        label={texts.asOf}
        hint={texts.asOfHint}
        type="datetime-local"
        value={form.asOf}
        onChange={(event) => onChange({ ...form, asOf: event.target.value })}
      />
    </>
  );
}

function effectOf({ outputs }: JobForm, texts: { both: string; log: string; lake: string }): string {
  if (outputs.size === 2) return texts.both;
  return outputs.has('LAKE') ? texts.lake : texts.log;
}
