import { DomainError } from '../../../platform/errors.ts';
import type { Authorship } from '../audit/audit-event.ts';
import { type AuditDeps, audited } from '../audit/audited.ts';
import { requireOtherApprover } from '../gates/approval-gate.ts';
import type { GateResult } from '../gates/gate.ts';
import { promotionRefused, refusingGates } from '../gates/judge-promotion.ts';
import { checkPolicy, type PromotionPolicy } from '../gates/promotion-policy.ts';
import { changeModel, getVersion, lockExistingModel, versionLabel } from '../versions/change-model.ts';
import { makeChampion, publishDeploymentChanged } from '../versions/move-version.ts';
import { stageAfter } from '../versions/rules/stage-rule.ts';
import type { Db, VersionKey } from '../versions/store/version-store.ts';
import { type EvidenceSource, gatherEvidence, judgeVersion } from './judge-version.ts';
import { findPolicy, putPolicy } from './policy-store.ts';
import { closeRequest, findRequest, insertRequest, type RequestRow } from './request-store.ts';

/** Collaborators of {@link Promotions}. */
export interface PromotionsDeps extends AuditDeps {
  /** evidence for the gates beside the metrics of the versions */
  readonly evidence: EvidenceSource;
  /** throws while a rollout of the model is open */
  readonly requireNoRollout: (trx: Db, model: string) => Promise<void>;
}

/**
 * Promotions: by one person past the gates of the model's policy, or by two people, one who requests and one who
 * approves. Only the approval may override a refusing gate.
 */
export class Promotions {
  readonly #deps: PromotionsDeps;
  readonly #db: Db;

  constructor(deps: PromotionsDeps) {
    this.#deps = deps;
    this.#db = deps.database.tables<never>();
  }

  /**
   * Judges the promotion of a version by the gates, without promoting it. @throws {DomainError} MODEL_VERSION_NOT_FOUND
   */
  async judge(key: VersionKey): Promise<readonly GateResult[]> {
    return judgeVersion(this.#db, key, await gatherEvidence(this.#db, this.#deps.evidence, key));
  }

  /**
   * Makes a version the champion and archives the previous one, in one transaction.
   *
   * @throws {DomainError} PROMOTION_REFUSED naming each refusing gate, MODEL_NOT_FOUND, MODEL_VERSION_NOT_FOUND,
   *   STAGE_TRANSITION_REFUSED, ARTIFACT_CORRUPT; ROLLOUT_IN_PROGRESS
   */
  async promote(key: VersionKey, authorship: Authorship): Promise<void> {
    const gather = () => gatherEvidence(this.#db, this.#deps.evidence, key);
    const attempt = { action: 'PROMOTE', ...key, ...authorship } as const;
    await changeModel(this.#deps, attempt, gather, async (trx, at, measured) => {
      await this.#deps.requireNoRollout(trx, key.model);
      await checkStage(trx, key);
      const refusing = await refusals(trx, key, await judgeVersion(trx, key, measured));
      if (refusing.length > 0) throw promotionRefused(versionLabel(key), refusing);
      await makeChampion(trx, 'PROMOTE', key, at, authorship);
      return key.version;
    });
    publishDeploymentChanged(this.#deps.database);
    this.#deps.log.info({ ...key, by: authorship.by }, 'model version promoted');
  }

  /**
   * Requests a promotion that another person approves.
   *
   * @returns the id of the request
   * @throws {DomainError} PROMOTION_REQUEST_EXISTS, and as {@link promote} except for the gates, which only report
   */
  async request(key: VersionKey, authorship: Authorship): Promise<number> {
    const { by, reason } = authorship;
    const attempt = { action: 'REQUEST_PROMOTION', ...key, ...authorship } as const;
    const gather = () => gatherEvidence(this.#db, this.#deps.evidence, key);
    return audited(this.#deps, attempt, gather, async (trx, measured) => {
      await lockExistingModel(trx, key.model);
      await checkStage(trx, key);
      const gates = await judgeVersion(trx, key, measured);
      const id = await insertRequest(trx, { ...key, at: this.#deps.clock(), by, reason, gates });
      if (id === undefined)
        throw new DomainError('PROMOTION_REQUEST_EXISTS', `${versionLabel(key)}: found an open request`, { ...key });
      return { result: id, before: {}, after: { request: id, status: 'OPEN', gates } };
    });
  }

  /**
   * Approves a request: the version becomes champion at once.
   *
   * @param override whether to promote although gates refuse
   * @throws {DomainError} PROMOTION_SELF_APPROVED for the person who requested it; PROMOTION_REQUEST_NOT_FOUND,
   *   PROMOTION_REQUEST_CLOSED, and as {@link promote}
   */
  async approve(id: number, override: boolean, authorship: Authorship): Promise<void> {
    const { by, reason } = authorship;
    const gather = async (key: VersionKey) => gatherEvidence(this.#db, this.#deps.evidence, key);
    await this.#decide(id, 'APPROVE_PROMOTION', authorship, gather, async (trx, request, measured) => {
      requireOtherApprover(request, by);
      await this.#deps.requireNoRollout(trx, request.model);
      await checkStage(trx, request);
      const gates = await judgeVersion(trx, request, measured, by);
      const refusing = await refusals(trx, request, gates);
      if (refusing.length > 0 && !override) throw promotionRefused(versionLabel(request), refusing);
      const at = this.#deps.clock();
      await makeChampion(trx, 'PROMOTE', request, at, authorship);
      await closeRequest(trx, id, { status: 'APPROVED', at, by, reason, gates, overridden: refusing.length > 0 });
      return { status: 'APPROVED', gates, overridden: refusing.map(({ gate }) => gate) };
    });
    publishDeploymentChanged(this.#deps.database);
    this.#deps.log.info({ request: id, by, override }, 'promotion approved');
  }

  /**
   * Rejects a request; the champion stays. @throws {DomainError} PROMOTION_REQUEST_NOT_FOUND, PROMOTION_REQUEST_CLOSED
   */
  async reject(id: number, authorship: Authorship): Promise<void> {
    const { by, reason } = authorship;
    const nothing = async () => undefined;
    await this.#decide(id, 'REJECT_PROMOTION', authorship, nothing, async (trx, { gates }) => {
      const at = this.#deps.clock();
      await closeRequest(trx, id, { status: 'REJECTED', at, by, reason, gates, overridden: false });
      return { status: 'REJECTED' };
    });
  }

  /** Changes the given parts of a model's promotion policy. @throws {DomainError} MODEL_NOT_FOUND, VALIDATION_FAILED */
  async setPolicy(model: string, changes: Partial<PromotionPolicy>, authorship: Authorship): Promise<void> {
    const attempt = { action: 'SET_PROMOTION_POLICY', model, ...authorship } as const;
    const nothing = async () => undefined;
    await audited(this.#deps, attempt, nothing, async (trx) => {
      await lockExistingModel(trx, model);
      const before = await findPolicy(trx, model);
      const after = { ...before, ...changes };
      checkPolicy(after);
      await putPolicy(trx, model, after, { at: this.#deps.clock(), by: authorship.by });
      return { result: undefined, before: { ...before }, after };
    });
  }

  async #decide<Measured>(
    id: number,
    action: 'APPROVE_PROMOTION' | 'REJECT_PROMOTION',
    authorship: Authorship,
    prepare: (key: VersionKey) => Promise<Measured>,
    decide: (trx: Db, request: RequestRow, measured: Measured) => Promise<Readonly<Record<string, unknown>>>,
  ): Promise<void> {
    const named = await findRequest(this.#db, id);
    const attempt = { action, model: named?.model, version: named?.version, ...authorship };
    const getNamed = async () => prepare(existing(id, named));
    await audited(this.#deps, attempt, getNamed, async (trx, measured) => {
      await lockExistingModel(trx, existing(id, named).model);
      const request = existing(id, await findRequest(trx, id));
      if (request.status !== 'OPEN')
        throw new DomainError('PROMOTION_REQUEST_CLOSED', `request ${id}: found ${request.status}, expected OPEN`);
      const after = await decide(trx, request, measured);
      return { result: undefined, before: { request: id, status: 'OPEN' }, after: { request: id, ...after } };
    });
  }
}

function existing(id: number, request: RequestRow | undefined): RequestRow {
  if (request) return request;
  throw new DomainError('PROMOTION_REQUEST_NOT_FOUND', `found no promotion request ${id}`, { id });
}

async function checkStage(trx: Db, key: VersionKey): Promise<void> {
  stageAfter('PROMOTE', (await getVersion(trx, key)).stage, versionLabel(key));
}

async function refusals(trx: Db, { model }: VersionKey, gates: readonly GateResult[]): Promise<readonly GateResult[]> {
  return refusingGates(gates, await findPolicy(trx, model));
}
