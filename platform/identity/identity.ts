/** Every scope a token can carry. */
export const SCOPES = [
  'leads:read',
  'leads:pii',
  'leads:write',
  'scores:write',
  'models:read',
  'models:promote',
  'models:approve',
  'monitoring:read',
  'monitoring:write',
  'metrics:read',
  'tokens:write',
] as const;

/** Meaning of each scope, for the documentation. */
export const SCOPE_MEANINGS: Readonly<Record<Scope, string>> = {
  'leads:read': 'Reads leads, their interactions, outcomes and scores, and follows them.',
  'leads:pii': 'Reads personal data of leads: name, e-mail address, phone number, and free text about a lead.',
  'leads:write': 'Submits and changes leads, and records interactions and outcomes.',
  'scores:write': 'Scores leads and features.',
  'models:read': 'Reads models, versions, rollouts, the audit log and webhook deliveries.',
  'models:promote': 'Registers versions, moves them between stages, and starts and ends rollouts.',
  'models:approve': 'Approves promotions and rollouts that somebody else asked for.',
  'monitoring:read': 'Reads metrics, performance, drift reports and alerts, and follows them.',
  'monitoring:write':
    'Acknowledges and mutes alerts, changes alert rules, runs drift checks and sets reference windows.',
  'metrics:read': 'Reads GET /metrics, and nothing else.',
  'tokens:write': 'Creates, lists and revokes tokens of machines.',
};

/** A right that a token grants. */
export type Scope = (typeof SCOPES)[number];

/** Verified content of the caller's token. */
export interface Identity {
  /** the token's `sub`: a person or a service */
  readonly subject: string;
  readonly scopes: readonly string[];
}

/**
 * Context of a request in a subgraph: only the caller's identity, address and request id.
 *
 * Everything else comes through `createX(deps)`, so that a subgraph in this process and one behind a URL behave alike.
 */
export interface SubgraphContext {
  readonly identity: Identity;
  readonly requestId: string;
  /** IP address of the client as the gateway saw it; for the audit log */
  readonly clientAddress?: string | undefined;
}
