import type { FormEvent, ReactNode } from 'react';
import { useMessages } from '../../language/messages.ts';
import { Button, type ButtonKind } from '../../ui/button.tsx';
import { FORM_MESSAGES } from './form.messages.ts';
import styles from './form.module.css';

/** The form of a dialog: its fields, faults that belong to none of them, and its two buttons. */
export function ActionForm({
  submit,
  kind = 'primary',
  isBusy,
  isBlocked = false,
  faults,
  onSubmit,
  onCancel,
  children,
}: {
  readonly submit: string;
  readonly kind?: ButtonKind;
  readonly isBusy: boolean;
  readonly isBlocked?: boolean;
  readonly faults: readonly string[];
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const texts = useMessages(FORM_MESSAGES);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!isBusy) onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      {children}
      <div role="alert" className={styles.faults}>
        {faults.map((fault) => (
          <p key={fault}>
            <bdi>{fault}</bdi>
          </p>
        ))}
      </div>
      <div className={styles.foot}>
        <Button onClick={onCancel}>{texts.cancel}</Button>
        <Button type="submit" kind={kind} isBusy={isBusy} disabled={isBlocked}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
