import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { Authorship } from './audit-event.ts';

/** Authorship of a change that a request asks for. */
export function authorship(context: SubgraphContext, reason: string): Authorship {
  const { identity, clientAddress, requestId } = context;
  return { by: identity.subject, reason: reason.trim(), clientAddress, requestId };
}
