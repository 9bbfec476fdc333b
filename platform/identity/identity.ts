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
] as const;

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
