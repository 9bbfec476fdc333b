import type { FaultSite } from './fault-site.ts';
import type { FaultWorld } from './fault-world.ts';

/** One fault, done to a running platform under load. */
export interface FaultTrial {
  readonly name: string;
  /** Says why it cannot run here, naming what is missing; undefined when it can. */
  whyNot?(): string | undefined;
  /** Starts the processes that the fault is done to. */
  open(site: FaultSite): Promise<OpenedTrial>;
}

/** A trial whose processes run. */
export interface OpenedTrial {
  readonly world: FaultWorld;
  /**
   * Does the fault, and ends it; for a fault that has no end (connections that stay silent) resolves once it is done.
   *
   * @param holdMs how long each fault lasts
   * @returns observations worth a word in the trial's line
   */
  inject(holdMs: number): Promise<readonly string[]>;
}
