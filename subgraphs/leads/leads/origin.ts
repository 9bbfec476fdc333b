/** Channel that a fact came by. */
export const Origin = {
  /** a web form, identified by its key */
  FORM: 'FORM',
  API: 'API',
  /** a file */
  IMPORT: 'IMPORT',
  CRM: 'CRM',
  DEMO: 'DEMO',
  /** recorded before origins were */
  UNKNOWN: 'UNKNOWN',
} as const;

/** See {@link Origin}. */
export type Origin = (typeof Origin)[keyof typeof Origin];
