/** Identity of an alert: its rule, and the model, feature and slice that the rule watches. No time, no id. */
export interface AlertIdentity {
  readonly rule: string;
  readonly model: string;
  readonly feature?: string;
  /** as `country=AE` */
  readonly slice?: string;
}

/** Selection of identities: an absent part matches any. */
export type AlertScope = Partial<AlertIdentity>;

const PARTS = ['rule', 'model', 'feature', 'slice'] as const satisfies readonly (keyof AlertIdentity)[];

/**
 * Identity as one text, for database keys and for channels that group messages by a key.
 *
 * `alertKey({ rule: 'feature-drift', model: 'lead', feature: 'page_views' })` is `feature-drift/lead/page_views/`.
 */
export function alertKey(identity: AlertIdentity): string {
  return PARTS.map((part) => encodeURIComponent(identity[part] ?? '')).join('/');
}

/** Checks whether an identity belongs to a selection. */
export function isInScope(identity: AlertIdentity, scope: AlertScope): boolean {
  return PARTS.every((part) => scope[part] === undefined || scope[part] === identity[part]);
}
