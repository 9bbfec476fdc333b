import { useEffect, useState } from 'react';
import { useMessages } from '../language/messages.ts';
import { session } from '../session/session.ts';
import { useStore } from '../store/store.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { Failure } from '../ui/states.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { ProviderSignIn } from './provider-sign-in.tsx';
import { readSettings, type Settings } from './settings.ts';
import { SIGN_IN_MESSAGES } from './sign-in.messages.ts';
import styles from './sign-in.module.css';
import { TokenForm } from './token-form.tsx';

/** The page before the others. The address stays, so that the reader lands where they meant to go. */
export function SignIn(): React.ReactNode {
  const texts = useMessages(SIGN_IN_MESSAGES);
  return (
    <main className={styles.page}>
      <h1>{texts.title}</h1>
      <SignInForms />
      <LanguageChoice />
    </main>
  );
}

/** The ways to sign in that this installation offers, and why the last session ended. */
export function SignInForms(): React.ReactNode {
  const texts = useMessages(SIGN_IN_MESSAGES);
  const { ended } = useStore(session);
  const { settings, error, retry } = useSettings();
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!settings) return <Skeleton />;
  return (
    <>
      {ended && <p role="status">{texts.ended[ended]}</p>}
      {settings.signIn.kind === 'OIDC' ? <ProviderSignIn settings={settings.signIn} /> : <TokenForm />}
    </>
  );
}

function useSettings(): { settings: Settings | undefined; error: Error | undefined; retry: () => void } {
  const [settings, setSettings] = useState<Settings>();
  const [error, setError] = useState<Error>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads again
  useEffect(() => {
    let isGone = false;
    setError(undefined);
    readSettings().then(
      (read) => isGone || setSettings(read),
      (cause) => isGone || setError(cause),
    );
    return () => {
      isGone = true;
    };
  }, [attempt]);
  return { settings, error, retry: () => setAttempt(attempt + 1) };
}
