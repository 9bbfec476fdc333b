/** Name of the model that scores when a request names none. */
export const DEFAULT_MODEL = 'lead-conversion';
