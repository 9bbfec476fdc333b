import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ViewerDocument } from '../graph/generated/graphql.ts';
import { onReconnect } from '../graph/live.ts';
import { createQueryClient, useGraph } from '../graph/use-graph.ts';
import { useMessages } from '../language/messages.ts';
import { ViewerContext } from '../session/rights.ts';
import { type Session, session } from '../session/session.ts';
import { claimsOf } from '../session/token-claims.ts';
import { watchExpiry } from '../sign-in/expiry.ts';
import { SignIn } from '../sign-in/sign-in.tsx';
import { SignInAgain } from '../sign-in/sign-in-again.tsx';
import { useStore } from '../store/store.ts';
import { Answer } from '../ui/answer.tsx';
import { beginDraftsOf } from '../ui/draft.ts';
import { Notices } from '../ui/notices.tsx';
import { PageHead } from '../ui/panel.tsx';
import { FRAME_MESSAGES } from './frame.messages.ts';
import styles from './frame.module.css';
import { Frame } from './frame.tsx';
import { watchVersion } from './version-watch.ts';

/** The application: the sign-in, then the frame with the page of the address. */
export function Application(): React.ReactNode {
  const current = useStore(session);
  const reader = useReader(current);
  useEffect(watchExpiry, []);
  useEffect(watchVersion, []);
  return (
    <>
      {/* a fresh token of the same reader keeps the page; another reader never sees this one's answers */}
      {reader === undefined ? <SignIn /> : <SignedIn key={reader} />}
      {reader !== undefined && current.token === undefined && <SignInAgain />}
      <Notices />
    </>
  );
}

/** The reader whose page is shown: it outlasts a token that expired, and ends with a sign-out. */
function useReader({ token, ended }: Session): string | undefined {
  const [reader, setReader] = useState<string>();
  const subject = token === undefined ? undefined : claimsOf(token).sub;
  const next = token === undefined ? (ended === 'EXPIRED' ? reader : undefined) : (subject ?? token);
  if (next !== reader) {
    // before the page takes up what was typed in it
    if (token !== undefined) beginDraftsOf(subject);
    setReader(next);
  }
  return next;
}

function SignedIn(): React.ReactNode {
  const [queries] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <WithViewer />
    </QueryClientProvider>
  );
}

function WithViewer(): React.ReactNode {
  useRefresh();
  const { product } = useMessages(FRAME_MESSAGES);
  const viewer = useGraph(ViewerDocument, {});
  const known = viewer.data?.data.viewer;
  if (!known)
    return (
      <main className={styles.content}>
        <PageHead title={product} />
        <Answer of={viewer}>{() => null}</Answer>
      </main>
    );
  return (
    <ViewerContext value={{ subject: known.subject, scopes: new Set(known.scopes) }}>
      <Frame />
    </ViewerContext>
  );
}

/**
 * Reads everything on the screen again with a fresh token, as the last one may have failed or granted less, and after an
 * interruption, as not every stream has a cursor.
 */
function useRefresh(): void {
  const queries = useQueryClient();
  useEffect(() => onReconnect(() => void queries.invalidateQueries()), [queries]);
  const { token } = useStore(session);
  const last = useRef(token);
  useEffect(() => {
    if (token !== undefined && token !== last.current) void queries.invalidateQueries();
    last.current = token ?? last.current;
  }, [token, queries]);
}
