import { useState } from 'react';
import { serverNow } from '../../../clock/server-clock.ts';
import { type InteractionKind, LeadRecordInteractionsDocument } from '../../../graph/generated/graphql.ts';
import { useChange } from '../../../graph/use-graph.ts';
import { useMessages } from '../../../language/messages.ts';
import { useDraft } from '../../../ui/draft.ts';
import { CheckField, TextArea, TextField } from '../../../ui/field.tsx';
import { notify } from '../../../ui/notices.tsx';
import { ActionForm } from '../../forms/action-form.tsx';
import { FORM_MESSAGES } from '../../forms/form.messages.ts';
import styles from '../../forms/form.module.css';
import type { FormProps } from '../../forms/form-props.ts';
import { fromLocalField, toLocalField } from '../../forms/local-time.ts';
import { type FormFaults, useFormFaults } from '../../forms/use-form-faults.ts';
import { INTERACTION_MESSAGES } from './interaction.messages.ts';
import { type InteractionFields, interactionInput, isAmount } from './interaction-input.ts';
import { KindAndAmounts } from './kind-and-amounts.tsx';

const NAMES = ['kind', 'occurredAt', 'durationSeconds', 'quantity', 'note'];
const EMPTY: InteractionFields = { kind: 'CALL' satisfies InteractionKind, minutes: '', pages: '' };

/** The form that records an interaction. Sent twice, it is recorded once: its id is of the form. */
export function InteractionForm({ lead, onClose }: FormProps): React.ReactNode {
  const texts = useMessages(INTERACTION_MESSAGES);
  const common = useMessages(FORM_MESSAGES);
  const change = useChange(LeadRecordInteractionsDocument);
  const [id, setId] = useState(() => crypto.randomUUID());
  const [fields, setFields] = useState(EMPTY);
  const [at, setAt] = useState(() => toLocalField(serverNow()));
  const [note, setNote, forgetNote] = useDraft(`lead.interaction.note.${lead.id}`);
  const [isAnother, setAnother] = useState(false);
  const faults = useFormFaults(change.error, NAMES);
  const recorded = (): void => {
    forgetNote();
    notify('done', texts.done);
    setId(crypto.randomUUID());
    setFields({ ...EMPTY, kind: fields.kind });
    if (!isAnother) onClose();
  };
  const submit = (): void => {
    const occurredAt = fromLocalField(at);
    const isFilled = faults.check({
      occurredAt: !occurredAt && common.notTime,
      durationSeconds: !isAmount(fields.minutes) && texts.notNumber,
      quantity: !isAmount(fields.pages) && texts.notNumber,
    });
    if (!isFilled || !occurredAt) return;
    change.mutate(
      { id: lead.id, interactions: [interactionInput(id, occurredAt, fields, note)] },
      { onSuccess: recorded },
    );
  };
  return (
    <ActionForm
      submit={texts.submit}
      isBusy={change.isPending}
      faults={faults.others}
      onSubmit={submit}
      onCancel={onClose}
    >
      <p className={styles.says}>{texts.says}</p>
      <KindAndAmounts fields={fields} faults={faults} onChange={setFields} />
      <When value={at} faults={faults} onChange={setAt} />
      <TextArea
        label={texts.note}
        hint={texts.noteHint}
        fault={faults.of('note')}
        maxLength={2000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <CheckField label={texts.another} checked={isAnother} onChange={({ target }) => setAnother(target.checked)} />
    </ActionForm>
  );
}

function When({
  value,
  faults,
  onChange,
}: {
  readonly value: string;
  readonly faults: FormFaults;
  readonly onChange: (value: string) => void;
}): React.ReactNode {
  const texts = useMessages(INTERACTION_MESSAGES);
  return (
    <TextField
      label={texts.at}
      hint={texts.atHint}
      fault={faults.of('occurredAt')}
      type="datetime-local"
      max={toLocalField(serverNow())}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
