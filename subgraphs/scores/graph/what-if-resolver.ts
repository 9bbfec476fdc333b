import 'reflect-metadata';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { logit } from '../../../scoring/log-odds.ts';
import { describeFeatures } from '../explain/describe-features.ts';
import type { Explanations } from '../explain/explanations.ts';
import { changeParts } from '../explain/score-change.ts';
import {
  type WhatIf as Found,
  type HypotheticalScore as Hypothetical,
  type WhatIfDeps,
  whatIf,
} from '../explain/what-if.ts';
import type { ScoringVersion } from '../inference/scoring-version.ts';
import { givenFeatures } from './feature-fields.ts';
import { FeatureInput } from './feature-input.ts';
import { type PresentedExplanation, presentExplanation, presentParts } from './present-explanation.ts';
import { ScoreChangePart } from './score-change.ts';
import { ScoreExplanation } from './score-explanation.ts';
import { HypotheticalScore, WhatIf } from './what-if.ts';

/** Dependencies of {@link WhatIfResolver}. */
export interface WhatIfResolverDeps extends WhatIfDeps {
  /** name of the model of requests that name none */
  readonly crmModel: string;
}

/** The query `whatIf`. */
@Resolver()
export class WhatIfResolver {
  readonly #deps: WhatIfResolverDeps;

  constructor(deps: WhatIfResolverDeps) {
    this.#deps = deps;
  }

  @Directive('@requiresScopes(scopes: [["leads:read"]])')
  @Directive('@cost(weight: 10)')
  @Query(() => WhatIf, {
    nullable: true,
    description:
      'Scores a lead with other values, beside its current ones. Nothing is recorded, sent or counted, and the lead does not change.',
  })
  async whatIf(
    @Arg('leadId', () => ID, { description: 'Id of the lead.' }) leadId: string,
    @Arg('features', () => FeatureInput, { description: 'Values in place of those of the lead.' })
    features: FeatureInput,
    @Arg('model', () => String, {
      nullable: true,
      description: 'Name of the model, such as lead-conversion. Default: the model whose scores the CRM gets.',
    })
    model: string | null | undefined,
    @Arg('version', () => Int, {
      nullable: true,
      description:
        'Number of a version of any stage except ARCHIVED. Default: the version that answers for the lead now.',
    })
    version: number | null | undefined,
    @Ctx() { requestId }: SubgraphContext,
  ): Promise<WhatIf> {
    const asked = { leadId, model: model ?? this.#deps.crmModel, version: version ?? undefined, requestId };
    const found = await whatIf(this.#deps, { ...givenFeatures(features), ...asked });
    return present(found);
  }
}

/** Fields of `HypotheticalScore` that are computed on request. */
@Resolver(() => HypotheticalScore)
export class HypotheticalScoreResolver {
  readonly #explanations: Pick<Explanations, 'explain'>;

  constructor(explanations: Pick<Explanations, 'explain'>) {
    this.#explanations = explanations;
  }

  @Directive('@cost(weight: 2)')
  @FieldResolver(() => ScoreExplanation, {
    nullable: true,
    description: 'The score as a sum over features, in log-odds. It is computed on request.',
  })
  async explanation(@Root() { version, score }: PresentedScore): Promise<PresentedExplanation> {
    return presentExplanation(await this.#explanations.explain(version, score.features), version.model);
  }
}

/** Fields of `WhatIf` that are computed on request. */
@Resolver(() => WhatIf)
export class WhatIfPartsResolver {
  readonly #explanations: Pick<Explanations, 'explain'>;

  constructor(explanations: Pick<Explanations, 'explain'>) {
    this.#explanations = explanations;
  }

  @Directive('@cost(weight: 4)')
  @FieldResolver(() => [ScoreChangePart], {
    nullable: true,
    description: 'Parts of the difference, the strongest first. They are computed on request.',
  })
  async parts(@Root() { found: { version, score, current } }: PresentedWhatIf): Promise<readonly ScoreChangePart[]> {
    const explain = ({ features }: Pick<Hypothetical, 'features'>) => this.#explanations.explain(version, features);
    const [after, before] = await Promise.all([explain(score), explain(current)]);
    const versions = { from: version.version, to: version.version };
    return presentParts(changeParts(current, score, { before, after }), versions);
  }
}

/** A score as GraphQL gives it, with what its explanation is computed from. */
interface PresentedScore extends HypotheticalScore {
  readonly version: ScoringVersion;
  readonly score: Hypothetical;
}

interface PresentedWhatIf extends WhatIf {
  readonly found: Found;
}

function present(found: Found): PresentedWhatIf {
  const { version, score, current } = found;
  const presentScore = (each: Hypothetical): PresentedScore => {
    return { ...each, version, score: each, features: describeFeatures(each.features) };
  };
  return {
    found,
    modelVersion: { model: version.model, version: version.version },
    score: presentScore(score),
    current: presentScore(current),
    difference: logit(score.probability) - logit(current.probability),
    probabilityDifference: score.probability - current.probability,
  };
}
