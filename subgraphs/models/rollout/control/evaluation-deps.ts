import type { AuditDeps } from '../../audit/audited.ts';
import type { Db } from '../../versions/store/version-store.ts';
import type { ReplayRunner } from '../replay/replay-in-child-process.ts';

/** Collaborators of an evaluation. */
export interface EvaluationDeps extends AuditDeps {
  readonly db: Db;
  /** age from which a lead without an outcome counts as lost, milliseconds */
  readonly maturityMs: number;
  /** replays recorded requests in a child process */
  readonly replay: ReplayRunner;
  /** publishes committed changes; with whether traffic moved or the rollout ended */
  readonly publish: (isMoved: boolean) => void;
}
