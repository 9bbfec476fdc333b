import { useRef } from 'react';
import { LeadScoreNowDocument } from '../../graph/generated/graphql.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { notify } from '../../ui/notices.tsx';
import { ACTION_MESSAGES } from './actions.messages.ts';

/** Scores the lead at once. After a failure the next attempt has the same key, so that it scores once. */
export function useScoreNow(id: string): { readonly run: () => void; readonly isBusy: boolean } {
  const texts = useMessages(ACTION_MESSAGES);
  const format = useFormat();
  const change = useChange(LeadScoreNowDocument);
  const key = useRef<string>(undefined);
  const run = (): void => {
    if (change.isPending) return;
    key.current ??= crypto.randomUUID();
    change.mutate(
      { id, idempotencyKey: key.current },
      {
        onSuccess({ data }) {
          key.current = undefined;
          const score = data.scoreLead?.score;
          if (score) notify('done', texts.scored(score.grade, format.percent(score.probability)));
        },
        onError: ({ code, message }) => notify('failed', texts.failed(code, message)),
      },
    );
  };
  return { run, isBusy: change.isPending };
}
