import { useEffect, useRef } from 'react';
import { useMessages } from '../language/messages.ts';
import { SIGN_IN_MESSAGES } from './sign-in.messages.ts';
import styles from './sign-in.module.css';
import { SignInForms } from './sign-in.tsx';

/** The sign-in over a page whose token has ended: the page stays as it was, typed text included, and is not readable. */
export function SignInAgain(): React.ReactNode {
  const texts = useMessages(SIGN_IN_MESSAGES);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.again} aria-label={texts.title} onCancel={(event) => event.preventDefault()}>
      <h2>{texts.title}</h2>
      <SignInForms />
    </dialog>
  );
}
