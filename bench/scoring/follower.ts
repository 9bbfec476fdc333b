import { parse, subscribe } from 'graphql';
import type { Scores } from '../../subgraphs/scores/subgraph.ts';

const LEAD_SCORED = parse(
  'subscription { leadScored { cursor probability lead { id } modelVersion { model version } } }',
);

/** Subscribes to every score and reads each as soon as it comes, until it is closed. */
export async function followScores(scores: Scores): Promise<{ close(): Promise<void> }> {
  const contextValue = { identity: { subject: 'bench', scopes: [] }, requestId: 'bench' };
  const opened = await subscribe({ schema: scores.schema, document: LEAD_SCORED, contextValue });
  if (!(Symbol.asyncIterator in opened)) throw opened.errors?.[0] ?? new TypeError('the subgraph answered once');
  const reading = (async () => {
    for await (const { errors } of opened) if (errors?.[0]) throw errors[0];
  })();
  return {
    close: async () => {
      await opened.return();
      await reading;
    },
  };
}
