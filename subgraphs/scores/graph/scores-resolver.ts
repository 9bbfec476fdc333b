import 'reflect-metadata';
import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import { DomainError } from '../../../platform/errors.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { Logger } from '../../../platform/logger.ts';
import { type Replay, replayScore } from '../explain/replay-score.ts';
import type { Prediction } from '../record/prediction.ts';
import { type LeadResult, MOST_LEADS, scoreLeads } from '../scoring/score-leads.ts';
import type { Scorer } from '../scoring/scorer.ts';
import type { HistoricalModels } from '../versions/historical-models.ts';
import { ScoreReplay } from './explanation.ts';
import { givenFeatures } from './feature-fields.ts';
import { ScoreFeaturesInput } from './inputs.ts';
import type { ScoreLoaders } from './loaders.ts';
import { ScoreFeaturesPayload, ScoreLeadPayload, ScoreLeadsPayload } from './payloads.ts';
import { Score } from './score.ts';

const READ = '@requiresScopes(scopes: [["leads:read"]])';
const WRITE = '@requiresScopes(scopes: [["scores:write"]])';
const MODEL = {
  nullable: true,
  description: 'Name of the model, such as lead-conversion. Default: the model whose scores the CRM gets.',
} as const;

/** Dependencies of {@link ScoresResolver}. */
export interface ScoresResolverDeps {
  readonly scorer: Scorer;
  readonly loaders: ScoreLoaders;
  readonly recorded: HistoricalModels;
  readonly log: Logger;
  /** name of the model of requests that name none */
  readonly crmModel: string;
}

/** Root fields of `scores`. */
@Resolver()
export class ScoresResolver {
  readonly #deps: ScoresResolverDeps;

  constructor(deps: ScoresResolverDeps) {
    this.#deps = deps;
  }

  @Directive(READ)
  @Query(() => Score, { nullable: true, description: 'The score with this id; null when there is none.' })
  async score(@Arg('id', () => ID, { description: 'Id of the score.' }) id: string): Promise<Prediction | undefined> {
    return this.#deps.loaders.byId.load(id);
  }

  @Directive(READ)
  @Directive('@cost(weight: 10)')
  @Query(() => ScoreReplay, {
    nullable: true,
    description: 'Computes a recorded score again, and compares the result with the record in every bit.',
  })
  async replayScore(@Arg('id', () => ID, { description: 'Id of the score.' }) id: string): Promise<Replay> {
    const prediction = await this.#deps.loaders.byId.load(id);
    if (!prediction) throw new DomainError('SCORE_NOT_FOUND', `score ${id}: found none with this id`);
    return replayScore(this.#deps.recorded, prediction);
  }

  @Directive(WRITE)
  @Mutation(() => ScoreLeadPayload, {
    nullable: true,
    description:
      'Scores a lead from the facts that are known now. The score is stored durably before the reply. A closed lead is ' +
      'scored too; its score counts as traffic, and neither in drift nor in performance.',
  })
  async scoreLead(
    @Arg('leadId', () => ID, { description: 'Id of the lead.' }) leadId: string,
    @Arg('idempotencyKey', () => String, {
      nullable: true,
      description:
        'Key that makes a retry safe, 1 to 200 characters: the same key with the same lead and model returns the score that is stored already.',
    })
    idempotencyKey: string | undefined,
    @Arg('model', () => String, MODEL) model: string | null | undefined,
    @Ctx() { requestId }: SubgraphContext,
  ): Promise<{ score: Prediction }> {
    const request = { leadId, idempotencyKey: idempotencyKey ?? undefined, model: this.#modelOf(model), requestId };
    return { score: await this.#deps.scorer.score(request) };
  }

  @Directive(WRITE)
  @Directive('@cost(weight: 100)')
  @Mutation(() => ScoreLeadsPayload, {
    nullable: true,
    description:
      `Scores up to ${MOST_LEADS} leads, with one score or one error per lead, in order. A lead that is listed twice is ` +
      'scored once. Scores of closed leads count neither in drift nor in performance.',
  })
  async scoreLeads(
    @Arg('leadIds', () => [ID], { description: `Ids of the leads, at most ${MOST_LEADS}.` }) leadIds: string[],
    @Arg('model', () => String, MODEL) model: string | null | undefined,
    @Arg('backfill', () => Boolean, {
      defaultValue: false,
      description:
        'True for a backlog, such as newly imported leads: the CRM gets the scores as usual, and they count neither as ' +
        'traffic nor in drift.',
    })
    backfill: boolean,
    @Ctx() { requestId }: SubgraphContext,
  ): Promise<{ results: readonly LeadResult[]; scored: number; failed: number }> {
    const { scorer, log } = this.#deps;
    const cause = backfill ? 'BATCH' : 'REQUESTED';
    const results = await scoreLeads(scorer, log, { leadIds, model: this.#modelOf(model), requestId, cause });
    const scored = results.filter(({ score }) => score !== null).length;
    return { results, scored, failed: results.length - scored };
  }

  @Directive(WRITE)
  @Mutation(() => ScoreFeaturesPayload, {
    nullable: true,
    description:
      'Scores the features of the request, alone or in place of those of a lead. An unknown lead is scored from the features of the request alone.',
  })
  async scoreFeatures(
    @Arg('input', () => ScoreFeaturesInput, { description: 'Lead and features to score.' }) input: ScoreFeaturesInput,
    @Ctx() { requestId }: SubgraphContext,
  ): Promise<{ score: Prediction }> {
    const score = await this.#deps.scorer.score({
      ...givenFeatures(input.features ?? {}),
      leadId: input.leadId ?? undefined,
      idempotencyKey: input.idempotencyKey ?? undefined,
      model: this.#modelOf(input.model),
      version: input.version ?? undefined,
      requestId,
    });
    return { score };
  }

  #modelOf(asked: string | null | undefined): string {
    return asked ?? this.#deps.crmModel;
  }
}
