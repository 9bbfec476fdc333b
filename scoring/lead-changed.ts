/**
 * Topic of changes of leads, rows of `leads.change_log`. `leads` notifies after the commit; the process of `scores` that
 * scores changed leads reads the view then, and once a second anyway.
 */
export const LEADS_CHANGED = 'leads.change';
