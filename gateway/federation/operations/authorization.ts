import type { Identity } from '../../../platform/identity/identity.ts';
import type { AccessRequirement } from '../supergraph/access-rules.ts';
import type { Policies } from './policies.ts';

/** The requester of an operation, with the policies that it fulfils. */
export interface Requester {
  readonly identity: Identity;
  readonly policies: Policies;
}

/** Reason why a field is denied. */
export interface Denial {
  readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN';
  readonly message: string;
}

/** Whether a requester satisfies a requirement. An empty subject, that of an anonymous requester, satisfies none. */
export function isSatisfied(
  requirement: AccessRequirement,
  { identity: { subject, scopes }, policies }: Requester,
): boolean {
  if (subject === '') return false;
  if (requirement.policies) return requirement.policies.some((set) => set.every((policy) => policies.has(policy)));
  return (
    requirement.scopes === undefined || requirement.scopes.some((set) => set.every((scope) => scopes.includes(scope)))
  );
}

/**
 * Reason why a requirement is not satisfied, with the scopes that would satisfy it. Names of policies are not
 * revealed.
 */
export function denialOf(requirement: AccessRequirement, place: string, { identity: { subject } }: Requester): Denial {
  if (subject === '') return { code: 'UNAUTHENTICATED', message: `${place}: found no valid token, expected one` };
  if (requirement.policies) return { code: 'FORBIDDEN', message: `${place}: denied by a policy` };
  const expected = (requirement.scopes ?? []).map((set) => set.join(' and ')).join(', or ');
  return {
    code: 'FORBIDDEN',
    message: `${place}: the token lacks a scope, expected ${expected || 'one that is never granted'}`,
  };
}
