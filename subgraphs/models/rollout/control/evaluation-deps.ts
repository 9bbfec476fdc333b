import type { AuditDeps } from '../../audit/audited.ts';
import type { Db } from '../../versions/store/version-store.ts';
import type { ReplayRunner } from '../replay/replay-in-child-process.ts';

/** What a look at a rollout needs. */
export interface EvaluationDeps extends AuditDeps {
  readonly db: Db;
  /** after which a lead without an outcome counts as lost, milliseconds */
  readonly maturityMs: number;
  /** runs recorded requests through versions in a process of its own */
  readonly replay: ReplayRunner;
  /** tells what was committed; whether traffic moved or the rollout ended */
  readonly publish: (isMoved: boolean) => void;
}
