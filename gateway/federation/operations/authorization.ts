import type { Identity } from '../../../platform/identity/identity.ts';
import type { AccessRequirement } from '../supergraph/access-rules.ts';
import type { Policies } from './policies.ts';

/** Who asks, and which of the policies that the operation names are fulfilled for them. */
export interface Requester {
  readonly identity: Identity;
  readonly policies: Policies;
}

/** Why a part of the graph is not shown. */
export interface Denial {
  readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN';
  readonly message: string;
}

/** Whether somebody holds a right. A token without a subject is nobody's. */
export function isSatisfied(right: AccessRequirement, { identity: { subject, scopes }, policies }: Requester): boolean {
  if (subject === '') return false;
  if (right.policies) return right.policies.some((set) => set.every((policy) => policies.has(policy)));
  return right.scopes === undefined || right.scopes.some((set) => set.every((scope) => scopes.includes(scope)));
}

/** Says why a right is not held, and what would do. Names of policies are not told: they are nobody's business. */
export function denialOf(right: AccessRequirement, place: string, { identity: { subject } }: Requester): Denial {
  if (subject === '') return { code: 'UNAUTHENTICATED', message: `${place}: no valid token; it is for known users` };
  if (right.policies) return { code: 'FORBIDDEN', message: `${place}: a policy does not let you` };
  const expected = (right.scopes ?? []).map((set) => set.join(' and ')).join(', or ');
  return {
    code: 'FORBIDDEN',
    message: `${place}: the token lacks a scope, expected ${expected || 'one nobody holds'}`,
  };
}
