/** Observer of the keys that identity providers publish. */
export interface KeyObserver {
  /** The keys of an issuer were read. @param atMs epoch milliseconds */
  refreshed(issuer: string, keys: number, atMs: number): void;
  /** They could not be read; the last good ones stay in use. */
  failed(issuer: string): void;
}

/** Observes nothing. */
export const NO_KEY_OBSERVER: KeyObserver = { refreshed: () => undefined, failed: () => undefined };
