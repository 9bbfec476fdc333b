import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { Logger } from '../../../platform/logger.ts';

/** Names of the policies that are fulfilled. */
export type Policies = ReadonlySet<string>;

/**
 * Decides about `@policy`: which of the named policies are fulfilled for whoever asks.
 *
 * Called once per request, before anything is fetched, and only for operations that name policies. Throwing denies all
 * of them.
 */
export type DecidePolicies = (names: readonly string[], context: SubgraphContext) => Promise<Policies> | Policies;

/** No policy is fulfilled. */
export const NO_POLICIES: Policies = new Set();

/** Fulfils nothing: what happens where nobody decides. */
export const denyPolicies: DecidePolicies = () => NO_POLICIES;

/** Makes a hook that denies, and tells the log, when the one given throws. */
export function failingClosed(decide: DecidePolicies, log: Logger): DecidePolicies {
  return async (names, context) => {
    try {
      return await decide(names, context);
    } catch (error) {
      log.error({ policies: names, requestId: context.requestId, err: error }, 'policies not decided, so denied');
      return NO_POLICIES;
    }
  };
}
