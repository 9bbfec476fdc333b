import { type FormEvent, useState } from 'react';
import { useMessages } from '../language/messages.ts';
import { beginSession } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { SIGN_IN_MESSAGES } from './sign-in.messages.ts';
import styles from './sign-in.module.css';

// characters that an Authorization header may hold: RFC 6750, 2.1
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/** Signs in with a token that was created for the reader. */
export function TokenForm(): React.ReactNode {
  const texts = useMessages(SIGN_IN_MESSAGES);
  const [token, setToken] = useState('');
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const given = token.trim().replace(/^Bearer\s+/i, '');
    if (TOKEN.test(given)) beginSession(given);
    else setFault(texts.noToken);
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextField
        label={texts.token}
        hint={texts.tokenHint}
        fault={fault}
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
  );
}
