/** NUL, which PostgreSQL's text cannot hold, and halves of surrogate pairs, which are no UTF-8. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Whether the database can hold a text: whatever it cannot hold, no row can have. */
export function isStorableText(text: string): boolean {
  return !UNSTORABLE.test(text);
}
