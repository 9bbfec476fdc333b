/** Topic of the notification that results of expectations were stored. */
export const LAKE_CHECKED = 'leads.lake_checked';
