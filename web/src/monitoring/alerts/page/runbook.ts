/** A runbook entry: advice, and the page with more. */
export interface Runbook {
  readonly advice: string;
  /** path of a page of the documentation, with its section */
  readonly page: string | undefined;
}

/** Splits `Compare the histograms. See docs/guides/operations.md#feature-drift.` into advice and page. */
export function splitRunbook(text: string): Runbook {
  const [, advice, page] = /^(.*?)\s*See (\S+?)\.?$/s.exec(text) ?? [];
  return advice === undefined ? { advice: text, page: undefined } : { advice, page };
}
