import 'reflect-metadata';
import { Arg, Ctx, Directive, ID, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { logit } from '../../../scoring/log-odds.ts';
import { describeFeatures } from '../explain/describe-features.ts';
import type { Explanations, VersionExplanation } from '../explain/explanations.ts';
import { changeParts } from '../explain/score-change.ts';
import { type HypotheticalScore, type WhatIfDeps, whatIf } from '../explain/what-if.ts';
import { givenFeatures } from './feature-fields.ts';
import { FeatureInput } from './feature-input.ts';
import { presentExplanation, presentParts } from './present-explanation.ts';
import { WhatIf } from './what-if.ts';

/** Dependencies of {@link WhatIfResolver}. */
export interface WhatIfResolverDeps extends WhatIfDeps {
  readonly explanations: Pick<Explanations, 'explain'>;
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
    const { score, current } = found;
    const explain = (each: HypotheticalScore) => this.#deps.explanations.explain(found.version, each.features);
    const [after, before] = await Promise.all([explain(score), explain(current)]);
    const number = found.version.version;
    return {
      modelVersion: { model: found.version.model, version: number },
      score: present(score, after),
      current: present(current, before),
      difference: logit(score.probability) - logit(current.probability),
      probabilityDifference: score.probability - current.probability,
      parts: presentParts(changeParts(current, score, { before, after }), { from: number, to: number }),
    };
  }
}

function present(score: HypotheticalScore, explanation: VersionExplanation): WhatIf['score'] {
  return {
    ...score,
    features: describeFeatures(score.features),
    explanation: presentExplanation(explanation, score.model),
  };
}
