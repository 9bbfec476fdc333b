import { useCallback, useEffect, useRef, useState } from 'react';
import { useMessages } from '../language/messages.ts';
import { session } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { keepDrafts } from '../ui/draft.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import type { OpenIdSettings } from './open-id.ts';
import { isReturning } from './returning.ts';
import { SIGN_IN_MESSAGES } from './sign-in.messages.ts';
import styles from './sign-in.module.css';
import { TokenForm } from './token-form.tsx';

/**
 * Signs in at the identity provider. After a reload the provider is asked first without a question to the reader; what it
 * sends back to the callback's address is exchanged for a session. Its library is loaded here, not with the page.
 */
export function ProviderSignIn({ settings }: { readonly settings: OpenIdSettings }): React.ReactNode {
  const texts = useMessages(SIGN_IN_MESSAGES);
  const { isBusy, error, start } = useProvider(settings);
  if (isBusy) return <Skeleton />;
  return (
    <>
      {error && (
        <p role="alert" className={styles.fault}>
          {texts.providerFailed} <bdi>{error.message}</bdi>
        </p>
      )}
      <Button kind="primary" onClick={start}>
        {texts.signInAtProvider}
      </Button>
      <details>
        <summary>{texts.useToken}</summary>
        <TokenForm />
      </details>
    </>
  );
}

/** Whether the page leaves for the provider. */
type Outcome = 'LEAVES' | 'STAYS';

function useProvider(settings: OpenIdSettings): { isBusy: boolean; error: Error | undefined; start: () => void } {
  const [isBusy, setBusy] = useState(true);
  const [error, setError] = useState<Error>();
  const run = useCallback((act: () => Promise<Outcome>): void => {
    setBusy(true);
    act().then(
      // busy until it is gone
      (outcome) => setBusy(outcome === 'LEAVES'),
      (cause: Error) => {
        setError(cause);
        setBusy(false);
      },
    );
  }, []);
  // development renders effects twice, and a code can be exchanged once
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    run(() => resume(settings));
  }, [settings, run]);
  useEffect(() => followReturn(() => setBusy(false)), []);
  return { isBusy, error, start: () => run(() => begin(settings)) };
}

async function resume(settings: OpenIdSettings): Promise<Outcome> {
  const { completeSignIn, isCallback, startSignIn } = await import('./open-id.ts');
  if (isCallback()) await completeSignIn(settings);
  else if (isReturning() && session.get().ended === undefined) {
    await startSignIn(settings, true);
    return 'LEAVES';
  }
  return 'STAYS';
}

async function begin(settings: OpenIdSettings): Promise<Outcome> {
  const { startSignIn } = await import('./open-id.ts');
  keepDrafts();
  await startSignIn(settings, false);
  return 'LEAVES';
}

/** Calls when the browser shows the page again as it was left: by going back from the provider. */
function followReturn(onReturn: () => void): () => void {
  const shown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) onReturn();
  };
  window.addEventListener('pageshow', shown);
  return () => window.removeEventListener('pageshow', shown);
}
