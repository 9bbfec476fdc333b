import type { ErrorEntry } from './error-entry.ts';

/** Codes about the CRM: its database, its mapping, its rows. */
export const CRM_CODES = {
  CRM_MAPPING_INVALID: {
    status: 422,
    meaning: 'The mapping of the CRM is not valid; the message names every fault with its path.',
    cure: 'Correct the file that CRM_MAPPING names.',
  },
  CRM_UNAVAILABLE: {
    status: 503,
    meaning: "The CRM's database does not answer.",
    cure: 'Nothing to do while it is away for a time: the sync and the write-back resume by themselves.',
  },
  CRM_LOGIN_FAILED: {
    status: 503,
    meaning: "The CRM's database refuses the role, its password or the name of the database.",
    cure: 'Correct CRM_DATABASE_URL, or the role in the CRM; what waits is kept.',
  },
  CRM_ACCESS_DENIED: {
    status: 503,
    meaning: 'The role has no right to a table or column of the mapping.',
    cure: 'Grant the rights that the guide lists; the sync resumes by itself.',
  },
  CRM_TABLE_MISSING: {
    status: 503,
    meaning: 'The CRM has no table or view of a name in the mapping.',
    cure: 'Correct the mapping, or restore the table; the sync resumes by itself.',
  },
  CRM_COLUMN_MISSING: {
    status: 503,
    meaning: 'A table of the CRM has no column of a name in the mapping.',
    cure: 'Correct the mapping, or restore the column; the sync resumes by itself.',
  },
  CRM_SCHEMA_CHANGED: {
    status: 503,
    meaning: 'A column of the mapping has another type than before.',
    cure: 'Check that its values still mean the same, then call acceptCrmSchema.',
  },
  CRM_READ_ONLY: {
    status: 503,
    meaning: "The CRM's database takes no writes at present.",
    cure: 'Point CRM_DATABASE_URL at the primary server; scores wait and are written afterwards.',
  },
  CRM_TIMEOUT: {
    status: 504,
    meaning: 'A statement in the CRM took longer than CRM_STATEMENT_TIMEOUT_MS, or waited that long for a lock.',
    cure: 'Check for long transactions and missing indexes in the CRM; it is tried again by itself.',
  },
  CRM_STATEMENT_FAILED: {
    status: 503,
    meaning: 'A view or function of the CRM fails when its rows are read; the message has the SQLSTATE.',
    cure: 'Read the table of the mapping by hand with the same role to see the whole error, and correct the view.',
  },
  CRM_TARGET_UNFIT: {
    status: 503,
    meaning: 'A column that scores are written to cannot hold them, or the key of their table is not unique.',
    cure: 'Correct writeBack of the mapping, or the table as the guide shows it; the write-back resumes by itself.',
  },
  CRM_LEAD_MISSING: {
    status: 404,
    meaning: 'The CRM has no row of the lead that a score is written to.',
    cure: 'Nothing to do where the lead comes later; else map a table of scores with mode upsert.',
  },
  CRM_VALUE_REFUSED: {
    status: 422,
    meaning: 'The CRM refused one score, by a constraint, a trigger or the answer of its webhook.',
    cure: 'Find out what refuses it, then call retryDelivery.',
  },
  CRM_DELIVERY_NOT_FOUND: {
    status: 404,
    meaning: 'No delivery of a score has this id, or its target is no longer configured.',
    cure: 'Check the id; delivered ones are deleted after seven days.',
  },
  CRM_DELIVERY_SUPERSEDED: {
    status: 409,
    meaning: 'A newer delivery of the same lead followed: the CRM gets only the newest.',
    cure: 'Retry the newest delivery of the lead, which crmDeliveries lists first.',
  },
} as const satisfies Record<string, ErrorEntry>;
