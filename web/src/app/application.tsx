import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { ViewerDocument } from '../graph/generated/graphql.ts';
import { createQueryClient, useGraph } from '../graph/use-graph.ts';
import { ViewerContext } from '../session/rights.ts';
import { session } from '../session/session.ts';
import { claimsOf } from '../session/token-claims.ts';
import { SignIn } from '../sign-in/sign-in.tsx';
import { useStore } from '../store/store.ts';
import { Answer } from '../ui/answer.tsx';
import { Notices } from '../ui/notices.tsx';
import { Frame } from './frame.tsx';

/** The application: the sign-in, then the frame with the page of the address. */
export function Application(): React.ReactNode {
  const { token } = useStore(session);
  return (
    <>
      {/* a fresh token of the same reader keeps the page; another reader never sees this one's answers */}
      {token === undefined ? <SignIn /> : <SignedIn key={claimsOf(token).sub ?? token} />}
      <Notices />
    </>
  );
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
  const viewer = useGraph(ViewerDocument, {});
  return (
    <Answer of={viewer} isPage>
      {({ viewer }) => (
        <ViewerContext value={{ subject: viewer?.subject ?? '', scopes: new Set(viewer?.scopes) }}>
          <Frame />
        </ViewerContext>
      )}
    </Answer>
  );
}
