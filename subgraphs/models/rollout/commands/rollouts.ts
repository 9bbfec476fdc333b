import { DomainError } from '../../../../platform/errors.ts';
import type { AuditAction, Authorship } from '../../audit/audit-event.ts';
import { type AuditDeps, audited } from '../../audit/audited.ts';
import { changeModel } from '../../versions/change-model.ts';
import { publishDeploymentChanged } from '../../versions/move-version.ts';
import type { RolloutEvent } from '../rules/rollout-event.ts';
import type { RolloutRequest } from '../rules/rollout-request.ts';
import type { RolloutRow } from '../rules/rollout-row.ts';
import { publishRolloutChanged } from '../store/rollout-feed.ts';
import { findRollout } from '../store/rollout-store.ts';
import { applyRolloutEvent, isMoved } from './apply-rollout-event.ts';
import { startRollout } from './start-rollout.ts';

/** Collaborators of {@link Rollouts}. */
export interface RolloutsDeps extends AuditDeps {
  /** draws the salt of a rollout, which assigns leads to the challenger */
  readonly newSalt: () => string;
}

type RolloutAction = Extract<AuditAction, `${string}_ROLLOUT`>;

/**
 * Commands on rollouts. As in the registry, each change is one transaction that locks the model and writes its own
 * audit event; refused changes are audited, too. Ids are GraphQL ids.
 */
export class Rollouts {
  readonly #deps: RolloutsDeps;

  constructor(deps: RolloutsDeps) {
    this.#deps = deps;
  }

  /**
   * Starts a rollout. A model has at most one open rollout.
   *
   * @throws {DomainError} MODEL_NOT_FOUND, and as {@link startRollout}
   */
  async start(request: RolloutRequest, authorship: Authorship): Promise<RolloutRow> {
    const { model, version } = request;
    const attempt = { action: 'START_ROLLOUT', model, version, ...authorship } as const;
    const nothing = async () => undefined;
    const started: { row?: RolloutRow } = {};
    await changeModel(this.#deps, attempt, nothing, async (trx, at) => {
      started.row = await startRollout(trx, request, at, authorship, this.#deps.newSalt());
      return version;
    });
    const row = started.row as RolloutRow;
    publishDeploymentChanged(this.#deps.database);
    this.#publish(row, 'START_ROLLOUT', authorship);
    return row;
  }

  /**
   * Pauses a rollout: it keeps its traffic share and step. @throws {DomainError} ROLLOUT_NOT_FOUND,
   * ROLLOUT_ACTION_REFUSED
   */
  async pause(id: string, authorship: Authorship): Promise<RolloutRow> {
    return this.#act(id, 'PAUSE_ROLLOUT', authorship, (at) => ({ type: 'PAUSE', at, by: authorship.by }));
  }

  /** Resumes a paused rollout. @throws {DomainError} as {@link pause} */
  async resume(id: string, authorship: Authorship): Promise<RolloutRow> {
    return this.#act(id, 'RESUME_ROLLOUT', authorship, (at) => ({ type: 'RESUME', at, by: authorship.by }));
  }

  /**
   * Moves a rollout to its next step now, or completes it after the last; a required approval is still awaited.
   *
   * @throws {DomainError} as {@link pause}; ARTIFACT_CORRUPT when the challenger was to become champion
   */
  async advance(id: string, authorship: Authorship): Promise<RolloutRow> {
    return this.#act(id, 'ADVANCE_ROLLOUT', authorship, (at) => ({ type: 'ADVANCE', at, by: authorship.by }));
  }

  /** Approves the step that a rollout waits for. @throws {DomainError} as {@link pause}; ROLLOUT_SELF_APPROVED */
  async approve(id: string, authorship: Authorship): Promise<RolloutRow> {
    return this.#act(id, 'APPROVE_ROLLOUT', authorship, (at) => ({ type: 'APPROVE', at, by: authorship.by }));
  }

  /** Aborts a rollout: the champion answers every lead again. @throws {DomainError} as {@link pause} */
  async abort(id: string, authorship: Authorship): Promise<RolloutRow> {
    const { by, reason } = authorship;
    return this.#act(id, 'ABORT_ROLLOUT', authorship, (at) => ({ type: 'ABORT', at, by, reason }));
  }

  async #act(
    id: string,
    action: RolloutAction,
    authorship: Authorship,
    eventAt: (at: number) => RolloutEvent,
  ): Promise<RolloutRow> {
    const rollout = await this.#getNamed(id, action, authorship);
    const { model, versions } = rollout;
    const version = versions[0]?.version as number;
    const change = { before: rollout, after: rollout };
    const attempt = { action, model, version, ...authorship };
    await changeModel(
      this.#deps,
      attempt,
      async () => undefined,
      async (trx, at) => {
        change.before = (await findRollout(trx, id)) as RolloutRow;
        change.after = await applyRolloutEvent(trx, change.before, eventAt(at), authorship);
        return version;
      },
    );
    if (isMoved(change.before, change.after)) publishDeploymentChanged(this.#deps.database);
    this.#publish(change.after, action, authorship);
    return change.after;
  }

  /** Rollout by its GraphQL id. Attempts on an unknown one are audited, too. */
  async #getNamed(id: string, action: RolloutAction, authorship: Authorship): Promise<RolloutRow> {
    const rollout = await findRollout(this.#deps.database.tables<never>(), id);
    if (rollout) return rollout;
    const refuse = async (): Promise<never> => {
      throw new DomainError('ROLLOUT_NOT_FOUND', `found no rollout ${id}`, { id });
    };
    return audited(this.#deps, { action, model: undefined, ...authorship }, refuse, async (_, none) => none);
  }

  #publish({ id, model, state }: RolloutRow, action: RolloutAction, { by }: Authorship): void {
    publishRolloutChanged(this.#deps.database);
    this.#deps.log.info({ rollout: id, model, action, by, status: state.status, step: state.step }, 'rollout changed');
  }
}
