import { parse } from 'graphql';
import { z } from 'zod';
import type { SubgraphContext } from '../../platform/identity/identity.ts';
import type { Source, SubgraphCall, SubgraphResult } from '../federation/sources/source.ts';
import type { ListedToken, TokenOwner } from './machine-tokens.ts';

const LIST = '{ activeMachineTokens { id digest name scopes expiresAt } }';
const USES = 'mutation ($ids: [ID!]!) { recordMachineTokenUses(ids: $ids) }';

/** Context of requests of this gateway itself: without scopes, as no client could see these fields with any. */
const CONTEXT: SubgraphContext = { identity: { subject: 'gateway', scopes: [] }, requestId: 'machine-tokens' };

const listSchema = z.object({
  activeMachineTokens: z.array(
    z.object({
      id: z.string(),
      digest: z.string(),
      name: z.string(),
      scopes: z.array(z.string()),
      expiresAt: z.union([z.string(), z.date()]).transform((at) => new Date(at).getTime()),
    }),
  ),
});

/** The subgraph `models` as the owner of the tokens of machines, by fields that clients cannot see. */
export function machineTokenOwner(models: Source): TokenOwner {
  const list = prepare(models, 'query', LIST);
  const recordUses = prepare(models, 'mutation', USES);
  return {
    list: async (): Promise<readonly ListedToken[]> =>
      listSchema.parse(dataOf(await list({}, CONTEXT, undefined))).activeMachineTokens,
    recordUses: async (ids) => {
      dataOf(await recordUses({ ids }, CONTEXT, undefined));
    },
  };
}

function prepare(source: Source, kind: 'query' | 'mutation', text: string): SubgraphCall {
  return source.prepare({ kind, text, document: parse(text) });
}

function dataOf({ data, errors }: SubgraphResult): unknown {
  const [error] = errors ?? [];
  if (error) throw new Error(error.message, { cause: error });
  return data;
}
