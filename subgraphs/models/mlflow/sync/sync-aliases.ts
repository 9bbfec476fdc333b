import { DomainError } from '../../../../platform/errors.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { Promotions } from '../../promotion/promotions.ts';
import { findRequest, listRequests } from '../../promotion/request-store.ts';
import type { Db } from '../../versions/store/version-store.ts';
import { reconcile } from '../rules/reconcile.ts';
import {
  type ConflictRow,
  closeConflict,
  listOpenConflicts,
  openConflict,
  putConflictState,
} from '../store/conflict-store.ts';
import { listLinks } from '../store/link-store.ts';
import { type ComparedModel, type ComparedValue, findComparedValues } from './compared-versions.ts';
import type { SyncReport } from './sync-report.ts';

/** Actor of changes by users of MLflow. */
export const MLFLOW_ACTOR = 'mlflow';

/** Collaborators and settings of {@link syncAliases}. */
export interface SyncAliasesDeps {
  readonly promotions: Promotions;
  readonly aliasMoves: 'write-back' | 'request';
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
}

const MAX_OPEN_REQUESTS = 200;

/**
 * Reconciles aliases and stages of a model with MLflow.
 *
 * This registry decides. Its changes are written to MLflow; a change in MLflow is recorded as a conflict and reverted,
 * except where this registry has no value (no champion, no challenger, stage NONE): there it stays. With `aliasMoves:
 * 'request'` a moved champion first becomes a promotion request, and stays in MLflow while that is open.
 *
 * @returns the first refusal; the other values are reconciled nevertheless
 */
export async function syncAliases(
  compared: ComparedModel,
  deps: SyncAliasesDeps,
  report: SyncReport,
): Promise<DomainError | undefined> {
  const open = new Map((await listOpenConflicts(compared.db, compared.model.name)).map((row) => [row.subject, row]));
  let failure: DomainError | undefined;
  for (const subject of await findComparedValues(compared)) {
    try {
      const step = new Step(compared.db, deps, subject, report);
      await step.take(open.get(subject.subject));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      failure ??= error;
      report.skipped.push({ name: subject.name, version: undefined, code: error.code, reason: error.message });
    }
  }
  return failure;
}

/** Reconciliation of one value. */
class Step {
  readonly #db: Db;
  readonly #deps: SyncAliasesDeps;
  readonly #subject: ComparedValue;
  readonly #report: SyncReport;

  constructor(db: Db, deps: SyncAliasesDeps, subject: ComparedValue, report: SyncReport) {
    this.#db = db;
    this.#deps = deps;
    this.#subject = subject;
    this.#report = report;
  }

  async take(open: ConflictRow | undefined): Promise<void> {
    const { sides } = this.#subject;
    const verdict = reconcile(sides);
    if (verdict === 'IN_STEP') return this.#agree(open);
    if (verdict === 'WRITE') return this.#write(open);
    const conflict = await this.#request(await this.#record(open, verdict));
    if (conflict.state === 'PENDING') await this.#write(conflict);
    else this.#report.conflicts.push(conflict);
  }

  async #agree(open: ConflictRow | undefined): Promise<void> {
    const { here, there, lastHere, lastThere } = this.#subject.sides;
    if (here !== lastHere || there !== lastThere) await this.#subject.settle(there);
    if (open) await this.#close(open, 'AGREED');
  }

  async #write(conflict: ConflictRow | undefined): Promise<void> {
    const { name, subject, sides } = this.#subject;
    if (!(await this.#subject.write())) return;
    await this.#subject.settle(sides.here);
    this.#report.updated.push({ name, subject, value: sides.here });
    if (conflict) await this.#close(conflict, 'WRITTEN_BACK');
  }

  async #close(conflict: ConflictRow, state: 'WRITTEN_BACK' | 'AGREED'): Promise<void> {
    const at = this.#deps.clock();
    await closeConflict(this.#db, conflict.id, state, at);
    this.#report.conflicts.push({ ...conflict, state, closed_at: at });
  }

  /** Opens a conflict; PENDING when it is to be reverted or requested. */
  async #record(open: ConflictRow | undefined, verdict: 'LEFT' | 'MOVED_THERE'): Promise<ConflictRow> {
    const { name, subject, sides } = this.#subject;
    const disagreement = { name, subject, here: sides.here, there: sides.there };
    const state = verdict === 'LEFT' && !this.#canBeRequested() ? 'LEFT' : 'PENDING';
    const conflict = await openConflict(this.#db, open, disagreement, state, this.#deps.clock());
    if (conflict !== open) this.#deps.log.warn({ ...disagreement, verdict }, 'MLflow differs from the registry');
    if (verdict === 'LEFT' && sides.there !== sides.lastThere) await this.#subject.settle(sides.there);
    return conflict;
  }

  #canBeRequested(): boolean {
    const { subject, sides } = this.#subject;
    return this.#deps.aliasMoves === 'request' && subject === 'champion' && sides.there !== undefined;
  }

  /** Requests the promotion of a champion that was moved in MLflow, or checks the request. */
  async #request(conflict: ConflictRow): Promise<ConflictRow> {
    if (conflict.state === 'LEFT' || !this.#canBeRequested()) return conflict;
    const id = conflict.request_id ?? (await this.#requestPromotion());
    const isOpen = id !== undefined && (await findRequest(this.#db, id))?.status === 'OPEN';
    const changed: ConflictRow = {
      ...conflict,
      state: isOpen ? 'REQUESTED' : this.#stateUnrequested(),
      request_id: id ?? null,
    };
    if (changed.state !== conflict.state || changed.request_id !== conflict.request_id)
      await putConflictState(this.#db, changed);
    return changed;
  }

  /** State of a conflict without a request: without a value of its own, this registry reverts nothing. */
  #stateUnrequested(): 'LEFT' | 'PENDING' {
    const { here, lastHere } = this.#subject.sides;
    return here === undefined && lastHere === undefined ? 'LEFT' : 'PENDING';
  }

  /** Requests a promotion. @returns the id of the request; undefined when the version cannot be promoted */
  async #requestPromotion(): Promise<number | undefined> {
    const { name, sides } = this.#subject;
    const link = (await listLinks(this.#db, name)).find((each) => each.mlflow_version === Number(sides.there));
    if (link?.version == null || link.model === null) return undefined;
    const key = { model: link.model, version: link.version };
    const reason = `alias champion moved to version ${sides.there} in MLflow`;
    try {
      return await this.#deps.promotions.request(key, { by: MLFLOW_ACTOR, reason });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code !== 'PROMOTION_REQUEST_EXISTS') return undefined;
      const requests = await listRequests(this.#db, key.model, 'OPEN', MAX_OPEN_REQUESTS);
      return requests.find(({ version }) => version === key.version)?.id;
    }
  }
}
