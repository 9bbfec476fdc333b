import { type FormEvent, useState } from 'react';
import { useMessages } from '../language/messages.ts';
import { beginSession, session } from '../session/session.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { SIGN_IN_MESSAGES } from './sign-in.messages.ts';
import styles from './sign-in.module.css';

/** The page before the others. The address stays, so that the reader lands where they meant to go. */
export function SignIn(): React.ReactNode {
  const texts = useMessages(SIGN_IN_MESSAGES);
  const { ended } = useStore(session);
  const [token, setToken] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (token.trim()) beginSession(token.trim());
  };
  return (
    <main className={styles.page}>
      <h1>{texts.title}</h1>
      {ended && <p role="status">{texts.ended[ended]}</p>}
      <form onSubmit={submit} className={styles.form}>
        <TextField
          label={texts.token}
          hint={texts.tokenHint}
          type="password"
          autoComplete="off"
          dir="ltr"
          value={token}
          onChange={({ target }) => setToken(target.value)}
        />
        <Button type="submit" kind="primary">
          {texts.signIn}
        </Button>
      </form>
    </main>
  );
}
