// of this tab alone; it holds no token
const RETURNING = 'lead-scoring.returning';

/** Whether this tab was signed in at the provider: after a reload it may be asked without a question to the reader. */
export function isReturning(): boolean {
  return sessionStorage.getItem(RETURNING) !== null;
}

/** Notes that this tab is signed in at the provider. */
export function setReturning(): void {
  sessionStorage.setItem(RETURNING, '1');
}

/** Forgets it: the next sign-in asks the reader. */
export function forgetReturning(): void {
  sessionStorage.removeItem(RETURNING);
}
