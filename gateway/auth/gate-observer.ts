/** Hears whom a gate does not let through. */
export interface GateObserver {
  /** A token or form key was wrong. @param reason one of a few words */
  refused(reason: string): void;
  /** Somebody came too often: after wrong tokens, a web form, or the subject of a token. */
  limited(limit: 'authentication' | 'form' | 'subject'): void;
}

/** Hears nothing. */
export const NO_GATE_OBSERVER: GateObserver = { refused: () => undefined, limited: () => undefined };
