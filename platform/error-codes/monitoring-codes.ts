import type { ErrorEntry } from './error-entry.ts';

/** Codes about drift and alerts. */
export const MONITORING_CODES = {
  REFERENCE_WINDOW_NOT_FOUND: {
    status: 404,
    meaning: 'The version has no reference window; setReferenceWindow makes one of its predictions.',
    cure: 'Call setReferenceWindow, or register the version with a reference window in its manifest.',
  },
  DRIFT_WINDOW_EMPTY: {
    status: 409,
    meaning: 'The version answered nothing within the window.',
    cure: 'Choose a longer window, or a version with traffic.',
  },
  ALERT_RULE_INVALID: {
    status: 400,
    meaning: 'The levels, counts or times of the alert rule contradict each other.',
    cure: 'Correct the values that the message names.',
  },
  ALERT_NOT_FOUND: {
    status: 404,
    meaning: 'No alert has this id.',
    cure: 'Check the id; the query alerts lists the alerts.',
  },
  ALERT_CHANNEL_NOT_CONFIGURED: {
    status: 409,
    meaning: 'The environment names no receiver for this channel.',
    cure: 'Set the variables of the channel, such as ALERT_SLACK_URL, and start the platform again.',
  },
  MAINTENANCE_WINDOW_NOT_FOUND: {
    status: 404,
    meaning: 'No maintenance window has this id.',
    cure: 'Check the id; the query maintenanceWindows lists them.',
  },
  ALERT_ACTION_REFUSED: {
    status: 409,
    meaning: 'The alert is not in a state that allows this.',
    cure: 'Read the state of the alert; a resolved alert can be neither acknowledged nor muted.',
  },
} as const satisfies Record<string, ErrorEntry>;
