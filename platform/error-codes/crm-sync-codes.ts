import type { ErrorEntry } from './error-entry.ts';

/** Codes about the sync from the CRM: its rows, and what stops it. */
export const CRM_SYNC_CODES = {
  CRM_OFF: {
    status: 409,
    meaning: 'The platform has no CRM.',
    cure: 'Set CRM_DATABASE_URL and CRM_MAPPING, and restart.',
  },
  CRM_ROW_INVALID: {
    status: 422,
    meaning: 'A row of the CRM does not fit the mapping; it is parked, the others are synced.',
    cure: 'Correct the row in the CRM, or the mapping: the message names the columns. A changed row is read again by itself.',
  },
  CRM_ROW_REFUSED: {
    status: 422,
    meaning: 'The database of the platform refused a row of the CRM; it is parked, the others are synced.',
    cure: 'Correct the row in the CRM; the message has the SQLSTATE and the constraint.',
  },
  CRM_KEY_DUPLICATE: {
    status: 409,
    meaning: 'Several rows of the CRM have one key, so that each would overwrite the other; they are parked.',
    cure: 'Name a unique column as the key of the mapping, or mend the rows, then use retryCrmRows.',
  },
  CRM_MASS_REMOVAL: {
    status: 409,
    meaning:
      'More than a fifth of the leads are gone from the CRM, which is rather a mistake there than so many deletions; they were kept.',
    cure: 'Check the table and the rights on its rows; when the leads are really gone, use acceptCrmRemovals.',
  },
  CRM_SYNC_FAILED: {
    status: 500,
    meaning: 'The sync met an internal error; it is tried again.',
    cure: 'See the log of the process that runs leads, and report it.',
  },
} as const satisfies Record<string, ErrorEntry>;
