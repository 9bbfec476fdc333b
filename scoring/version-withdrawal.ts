/**
 * Topic of new rows of `scores.withdrawal_log`: a version was taken out of traffic. `scores` notifies
 * after the commit; `models` then makes the previous champion answer again, and `monitoring` raises an alert.
 */
export const VERSION_WITHDRAWN = 'scores.version_withdrawal';
