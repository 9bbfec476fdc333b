import { type ReactNode, useState } from 'react';
import { serverNow } from '../../../clock/server-clock.ts';
import { useMessages } from '../../../language/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useDraft } from '../../../ui/draft.ts';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { notify } from '../../../ui/notices.tsx';
import { fromLocalField } from '../../common/local-time.ts';
import { MONITORING_MESSAGES } from '../../common/monitoring.messages.ts';
import monitoring from '../../common/monitoring.module.css';
import { Refusal } from '../../common/refusal.tsx';
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
  const shared = useMessages(MONITORING_MESSAGES);
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
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={texts.names[action]}
      actions={
        <>
          <Button onClick={onClose}>{shared.cancel}</Button>
          <Button kind="primary" isBusy={isPending} onClick={submit}>
            {texts.names[action]}
          </Button>
        </>
      }
    >
      <p>
        <strong>
          <bdi>{subject}</bdi>
        </strong>
      </p>
      <p>{texts.effects[action]}</p>
      {action === 'MUTE' && <MuteFields mute={mute} onChange={setMute} isFault={isAsked && forMinutes === undefined} />}
      <TextArea
        label={shared.reason}
        hint={shared.reasonHint}
        value={reason}
        maxLength={1_000}
        onChange={(event) => setReason(event.target.value)}
        fault={isAsked && reason.trim() === '' ? shared.reasonNeeded : undefined}
      />
      <Refusal error={error} />
    </Dialog>
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
