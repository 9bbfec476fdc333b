import type { ErrorEntry } from './error-entry.ts';

/** Codes about merges of leads. */
export const MERGE_CODES = {
  LEAD_MERGED: {
    status: 409,
    meaning: 'The lead was merged into another one, which stands for it since: survivorId names that one.',
    cure: 'Use the lead that survivorId names, or undo the merge with undoMerge.',
  },
  MERGE_NOT_FOUND: {
    status: 404,
    meaning: 'No merge has this id.',
    cure: 'Read the id from Lead.merges of the lead that others were merged into.',
  },
  MERGE_UNDONE: {
    status: 409,
    meaning: 'The merge was undone already.',
    cure: 'Nothing to do; mergeLeads merges the leads again.',
  },
  MERGE_OUTCOME_CONTRADICTORY: {
    status: 409,
    meaning: 'One of the leads converted and another one was lost, so that they have no common outcome.',
    cure: 'Find out whether they are one person and which outcome is right; merge only those with the same outcome.',
  },
} as const satisfies Record<string, ErrorEntry>;
