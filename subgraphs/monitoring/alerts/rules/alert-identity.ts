/** What makes two alerts the same: the rule and what it looks at. No time, no id. */
export interface AlertIdentity {
  readonly rule: string;
  readonly model: string;
  readonly feature?: string;
  /** as `country=AE` */
  readonly slice?: string;
}

/** A selection of identities: a part that is absent fits any. */
export type AlertScope = Partial<AlertIdentity>;

const PARTS = ['rule', 'model', 'feature', 'slice'] as const satisfies readonly (keyof AlertIdentity)[];

/**
 * An identity as one text, for keys of the database and for channels that join messages by a key.
 *
 * `alertKey({ rule: 'feature-drift', model: 'lead', feature: 'page_views' })` is `feature-drift/lead/page_views/`.
 */
export function alertKey(identity: AlertIdentity): string {
  return PARTS.map((part) => encodeURIComponent(identity[part] ?? '')).join('/');
}

/** Whether an identity belongs to a selection. */
export function isInScope(identity: AlertIdentity, scope: AlertScope): boolean {
  return PARTS.every((part) => scope[part] === undefined || scope[part] === identity[part]);
}
