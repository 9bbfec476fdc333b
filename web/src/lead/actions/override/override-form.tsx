import { useState } from 'react';
import { serverNow } from '../../../clock/server-clock.ts';
import { type Grade, LeadOverrideDocument } from '../../../graph/generated/graphql.ts';
import { useChange } from '../../../graph/use-graph.ts';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { useDraft } from '../../../ui/draft.ts';
import { TextField } from '../../../ui/field.tsx';
import { notify } from '../../../ui/notices.tsx';
import { ActionForm } from '../../forms/action-form.tsx';
import { Choices } from '../../forms/choices.tsx';
import { FORM_MESSAGES } from '../../forms/form.messages.ts';
import styles from '../../forms/form.module.css';
import type { FormProps } from '../../forms/form-props.ts';
import { fromLocalField, toLocalField } from '../../forms/local-time.ts';
import { ReasonField } from '../../forms/reason-field.tsx';
import { useFormFaults } from '../../forms/use-form-faults.ts';
import { OVERRIDE_MESSAGES } from './override.messages.ts';

const GRADES: readonly Grade[] = ['A', 'B', 'C', 'D'];
const PRESET_DAYS = [1, 7, 30, 90] as const;
const DAY_MS = 86_400_000;
// the gateway's limit is 90 days from the moment at which it gets the request
const MARGIN_MS = 60_000;

/** The form that gives a lead a grade in place of the one of the model. */
export function OverrideForm({ lead, onClose }: FormProps): React.ReactNode {
  const texts = useMessages(OVERRIDE_MESSAGES);
  const common = useMessages(FORM_MESSAGES);
  const change = useChange(LeadOverrideDocument);
  const [grade, setGrade] = useState<Grade | undefined>(lead.scoreOverride?.grade);
  const [reason, setReason, forgetReason] = useDraft(`lead.override.reason.${lead.id}`);
  const [expires, setExpires] = useState(() => toLocalField(serverNow() + 7 * DAY_MS));
  const faults = useFormFaults(change.error, ['grade', 'reason', 'expiresAt']);
  const submit = (): void => {
    const expiresAt = fromLocalField(expires);
    const isFilled = faults.check({
      grade: !grade && common.required,
      reason: !reason.trim() && common.required,
      expiresAt: !expiresAt && common.notTime,
    });
    if (!isFilled || !grade || !expiresAt) return;
    change.mutate(
      { id: lead.id, grade, reason: reason.trim(), expiresAt },
      {
        onSuccess() {
          forgetReason();
          notify('done', texts.done(grade));
          onClose();
        },
      },
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
      {lead.scoreOverride && (
        <p className={styles.says}>
          <bdi>{texts.replaces(lead.scoreOverride.grade, lead.scoreOverride.actor)}</bdi>
        </p>
      )}
      <Choices
        legend={[texts.grade, lead.score && texts.model(lead.score.grade), faults.of('grade')]
          .filter(Boolean)
          .join(' – ')}
        options={GRADES.map((value) => ({ value, label: value }))}
        value={grade}
        onChoose={setGrade}
      />
      <ReasonField value={reason} fault={faults.of('reason')} onChange={setReason} />
      <Expiry value={expires} fault={faults.of('expiresAt')} onChange={setExpires} />
    </ActionForm>
  );
}

function Expiry({
  value,
  fault,
  onChange,
}: {
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
}): React.ReactNode {
  const texts = useMessages(OVERRIDE_MESSAGES);
  const format = useFormat();
  return (
    <div className={styles.pair}>
      <TextField
        label={texts.expires}
        hint={texts.expiresHint}
        fault={fault}
        type="datetime-local"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <fieldset className={styles.choices}>
        <legend>{texts.presets}</legend>
        {PRESET_DAYS.map((days) => (
          <Button key={days} onClick={() => onChange(toLocalField(serverNow() + days * DAY_MS - MARGIN_MS))}>
            {texts.days(days, format.number(days))}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}
