import { type ReactNode, useState } from 'react';
import { serverNow } from '../../../clock/server-clock.ts';
import { useMessages } from '../../../language/messages.ts';
import { useDraft } from '../../../ui/draft.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { notify } from '../../../ui/notices.tsx';
import { ChangeDialog } from '../../common/change-dialog.tsx';
import { fromLocalField } from '../../common/local-time.ts';
import monitoring from '../../common/monitoring.module.css';
import { ReasonField } from '../../common/reason-field.tsx';
import { ACTION_MESSAGES } from './actions.messages.ts';
import { type AlertAction, minutesUntil } from './alert-actions.ts';
import { useAlertAction } from './use-alert-action.ts';

const DURATIONS = [30, 120, 480, 1440, 10080, 0] as const;

/**
 * Asks for the reason of an action, and runs it.
 *
 * @param id      of the alert, or of the incident
 * @param subject what it is about, in words
 */
export function ActionDialog({
  action,
  id,
  subject,
  isOpen,
  onClose,
}: {
  readonly action: AlertAction;
  readonly id: string;
  readonly subject: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages(ACTION_MESSAGES);
  const [reason, setReason, forget] = useDraft(`${action} ${id}`);
  const [mute, setMute] = useState<MuteLength>({ minutes: 120, until: '' });
  const [isAsked, setAsked] = useState(false);
  const { run, isPending, error } = useAlertAction(action);
  const forMinutes = action === 'MUTE' ? lengthOf(mute) : 0;
  const submit = (): void => {
    setAsked(true);
    if (reason.trim() === '' || forMinutes === undefined) return;
    run({ id, reason, forMinutes }, () => {
      notify('done', texts.done[action]);
      setAsked(false);
      forget();
      onClose();
    });
  };
  return (
    <ChangeDialog
      isOpen={isOpen}
      onClose={onClose}
      title={texts.names[action]}
      action={texts.names[action]}
      change={{ isPending, error }}
      onSubmit={submit}
    >
      <p>
        <strong>
          <bdi>{subject}</bdi>
        </strong>
      </p>
      <p>{texts.effects[action]}</p>
      {action === 'MUTE' && <MuteFields mute={mute} onChange={setMute} isFault={isAsked && forMinutes === undefined} />}
      <ReasonField reason={reason} onChange={setReason} isAsked={isAsked} maxLength={1_000} />
    </ChangeDialog>
  );
}

interface MuteLength {
  /** 0: until a time */
  readonly minutes: (typeof DURATIONS)[number];
  readonly until: string;
}

function lengthOf({ minutes, until }: MuteLength): number | undefined {
  return minutes === 0 ? minutesUntil(fromLocalField(until), serverNow()) : minutes;
}

function MuteFields({
  mute,
  onChange,
  isFault,
}: {
  readonly mute: MuteLength;
  readonly onChange: (mute: MuteLength) => void;
  readonly isFault: boolean;
}): ReactNode {
  const texts = useMessages(ACTION_MESSAGES);
  return (
    <div className={monitoring.fields}>
      <SelectField
        label={texts.duration}
        value={mute.minutes}
        onChange={(event) => onChange({ ...mute, minutes: Number(event.target.value) as MuteLength['minutes'] })}
      >
        {DURATIONS.map((minutes) => (
          <option key={minutes} value={minutes}>
            {texts.durations[minutes]}
          </option>
        ))}
      </SelectField>
      {mute.minutes === 0 && (
        <TextField
          label={texts.until}
          type="datetime-local"
          value={mute.until}
          onChange={(event) => onChange({ ...mute, until: event.target.value })}
          fault={isFault ? texts.untilNeeded : undefined}
        />
      )}
    </div>
  );
}
