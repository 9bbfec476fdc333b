import type { AuditAction } from '../../../subgraphs/models/audit/audit-event.ts';
import { type Answer, codeOf, type ModelsBench } from '../models/models-bench.ts';

/** State of a rollout. */
const PLACE = 'id status step trafficShare endReason';

/** Starts and changes rollouts through the graph, as admins do. */
export class RolloutBench {
  readonly #bench: ModelsBench;

  constructor(bench: ModelsBench) {
    this.#bench = bench;
  }

  /** Registers a model with several versions, the first of which is champion. */
  async addModel(model: string, versions: number): Promise<void> {
    await this.#bench.addVersions(model, versions);
    await this.promote(model, 1);
  }

  /** Makes versions champion, one after another. */
  async promote(model: string, ...versions: readonly number[]): Promise<void> {
    for (const version of versions) {
      const { errors } = await this.#bench.change('promoteModelVersion', model, version);
      if (errors) throw new Error(errors[0]?.message);
    }
  }

  /** Starts a rollout. @param given further arguments, in the syntax of the document */
  async start(model: string, version: number, given = 'strategy: CANARY, replayRows: 0'): Promise<Answer> {
    return this.#bench.ask(`mutation { startRollout(model: "${model}", version: ${version}, ${given}, reason: "try")
      { rollout { ${PLACE} } } }`);
  }

  /** Starts a rollout. @returns its id */
  async started(model: string, version: number, given?: string): Promise<string> {
    const { data, errors } = await this.start(model, version, given);
    if (errors) throw new Error(errors[0]?.message);
    return data.startRollout.rollout.id;
  }

  /** Calls pauseRollout, resumeRollout … as a subject. @returns status and step after it, or the code of the refusal */
  async act(mutation: string, id: string, by = 'ann'): Promise<string> {
    const before = this.#bench.subject;
    this.#bench.subject = by;
    const answer = await this.#bench.ask(
      `mutation { ${mutation}(id: "${id}", reason: "because") { rollout { ${PLACE} } } }`,
    );
    this.#bench.subject = before;
    const { rollout } = answer.data?.[mutation] ?? {};
    return rollout ? `${rollout.status} ${rollout.step}` : (codeOf(answer) ?? 'no code');
  }

  /** The latest audit events of an action: actor, and the code of a refusal or `applied`. */
  async audited(action: AuditAction, count: number): Promise<string[]> {
    const { data } = await this.#bench.ask(`{ auditEvents(filter: { actions: [${action}] }, first: ${count}) {
      edges { node { actor code } } } }`);
    return data.auditEvents.edges.map(
      ({ node }: { node: { actor: string; code: string | null } }) => `${node.actor} ${node.code ?? 'applied'}`,
    );
  }

  /** Shares of the traffic: `1 CHAMPION 0.9`. */
  async traffic(model: string): Promise<string[]> {
    const { data } = await this.#bench.ask(`{ model(name: "${model}") {
      champion { version } challenger { version } rollout { trafficShare status } } }`);
    const { champion, challenger, rollout } = data.model;
    return [`champion ${champion.version}`, `challenger ${challenger?.version}`, `share ${rollout?.trafficShare}`];
  }
}
