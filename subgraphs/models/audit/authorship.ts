import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { Authorship } from './audit-event.ts';

/** Who asks for a change, why, and from where: what history and audit log keep. */
export function authorship(context: SubgraphContext, reason: string): Authorship {
  const { identity, clientAddress, requestId } = context;
  return { by: identity.subject, reason: reason.trim(), clientAddress, requestId };
}
