import { type ReactNode, useState } from 'react';
import { serverNow } from '../../../clock/server-clock.ts';
import { useMessages } from '../../../language/messages.ts';
import { useRight } from '../../../session/rights.ts';
import { Button } from '../../../ui/button.tsx';
import { useFocusFallback } from '../../../ui/focus-fallback.ts';
import { ActionDialog } from './action-dialog.tsx';
import { ACTION_MESSAGES } from './actions.messages.ts';
import styles from './actions.module.css';
import { type ActionableAlert, type AlertAction, possibleActions } from './alert-actions.ts';

/** Buttons of what the reader may do with an alert now. */
export function AlertButtons({
  alert,
  subject,
}: {
  readonly alert: ActionableAlert & { readonly id: string };
  readonly subject: string;
}): ReactNode {
  const canWrite = useRight('monitoring:write');
  if (!canWrite) return null;
  return <ActionButtons id={alert.id} subject={subject} actions={possibleActions(alert, serverNow())} />;
}

/** Buttons that open the dialogs of actions. */
export function ActionButtons({
  id,
  subject,
  actions,
}: {
  readonly id: string;
  readonly subject: string;
  readonly actions: readonly AlertAction[];
}): ReactNode {
  const texts = useMessages(ACTION_MESSAGES);
  const [open, setOpen] = useState<AlertAction>();
  // the dialog stays while it closes, although its action may no longer be possible
  const [latest, setLatest] = useState<AlertAction>('ACKNOWLEDGE');
  const group = useFocusFallback<HTMLSpanElement>(`${actions.join(' ')} ${open}`);
  return (
    <span ref={group} className={styles.buttons} tabIndex={-1}>
      {actions.map((action) => (
        <Button
          key={action}
          aria-label={`${texts.names[action]}: ${subject}`}
          onClick={() => {
            setOpen(action);
            setLatest(action);
          }}
        >
          {texts.names[action]}
        </Button>
      ))}
      <ActionDialog
        key={latest}
        action={latest}
        id={id}
        subject={subject}
        isOpen={open !== undefined}
        onClose={() => setOpen(undefined)}
      />
    </span>
  );
}
