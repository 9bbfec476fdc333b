import { requiresScopes } from '../../../platform/graphql/type-access.ts';

/** Directive of fields that read what is monitored. */
export const READ: string = requiresScopes('monitoring:read');

/** Directive of fields that change alerts, rules or reference windows. */
export const WRITE: string = requiresScopes('monitoring:write');
