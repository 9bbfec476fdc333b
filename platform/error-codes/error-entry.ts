/** Entry of the table of error codes. */
export interface ErrorEntry {
  /** HTTP status that carries the code */
  readonly status: number;
  /** cause, for the caller */
  readonly meaning: string;
  /** what the caller does about it */
  readonly cure: string;
}
