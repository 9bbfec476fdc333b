/**
 * Topic of the events that tell of rows of `scores.withdrawal_log`: a version was taken out of traffic. `scores` publishes
 * it after the commit; `models` then makes the champion before answer again, and `monitoring` raises an alert.
 */
export const VERSION_WITHDRAWN = 'scores.version_withdrawal';
