import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { Logger } from '../../../platform/logger.ts';

/** Names of fulfilled policies. */
export type Policies = ReadonlySet<string>;

/**
 * Decides about `@policy`: which of the named policies a requester fulfils.
 *
 * Called once per request, before anything is fetched, and only for operations that name policies. A thrown error
 * denies all of them.
 */
export type DecidePolicies = (names: readonly string[], context: SubgraphContext) => Promise<Policies> | Policies;

/** No policy is fulfilled. */
export const NO_POLICIES: Policies = new Set();

/** Denies every policy: the default. */
export const denyPolicies: DecidePolicies = () => NO_POLICIES;

/** Makes a hook that denies all policies, and logs the error, when the given one throws. */
export function failingClosed(decide: DecidePolicies, log: Logger): DecidePolicies {
  return async (names, context) => {
    try {
      return await decide(names, context);
    } catch (error) {
      log.error(
        { policies: names, requestId: context.requestId, err: error },
        'policy decision failed; all policies are denied',
      );
      return NO_POLICIES;
    }
  };
}
