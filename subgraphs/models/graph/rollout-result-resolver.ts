import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { DomainError } from '../../../platform/errors.ts';
import type { RolloutRow } from '../rollout/rules/rollout-row.ts';
import type { Maturity } from '../rollout/store/outcome-store.ts';
import { readAbTest, readHoldoutEffect } from '../rollout/store/read-ab-test.ts';
import { readShadowReport } from '../rollout/store/read-shadow-report.ts';
import { findRollout } from '../rollout/store/rollout-store.ts';
import type { Db } from '../versions/store/version-store.ts';
import type { Loaders } from './loaders.ts';
import { presentAbTest, presentHoldout, presentShadowReport } from './present-rollout-result.ts';
import { AbTest, HoldoutEffect } from './types/ab-test.ts';
import { Rollout } from './types/rollout.ts';
import { ShadowReport } from './types/shadow-report.ts';

// each resolver reads the logs of scores
const COST = '@cost(weight: 50)';

/** Resolvers of the results of a rollout, computed on demand from the outcomes known by then. */
@Resolver(() => Rollout)
export class RolloutResultResolver {
  readonly #db: Db;
  readonly #loaders: Pick<Loaders, 'versions'>;
  readonly #maturity: () => Maturity;

  constructor(db: Db, loaders: Pick<Loaders, 'versions'>, maturity: () => Maturity) {
    this.#db = db;
    this.#loaders = loaders;
    this.#maturity = maturity;
  }

  @Directive(COST)
  @FieldResolver(() => AbTest, { nullable: true, description: 'Result of the A/B test; null for other strategies.' })
  async abTest(@Root() { id, model, strategy }: Rollout) {
    if (strategy !== 'AB_TEST') return null;
    const test = await readAbTest(this.#db, await this.#get(id), this.#maturity());
    const keys = test.arms.map(({ name }) => ({ model, version: Number(name) }));
    return presentAbTest(test, await Promise.all(keys.map((key) => this.#loaders.versions.load(key))));
  }

  @Directive(COST)
  @FieldResolver(() => HoldoutEffect, {
    nullable: true,
    description:
      'Effect of showing scores to sales, measured on leads whose scores are hidden; null without a holdout share.',
  })
  async holdout(@Root() { id }: Rollout) {
    const effect = await readHoldoutEffect(this.#db, await this.#get(id), this.#maturity());
    return effect ? presentHoldout(effect) : null;
  }

  @Directive(COST)
  @FieldResolver(() => ShadowReport, {
    nullable: true,
    description:
      "Comparison of a shadow's scores with the returned ones; null if the version is no shadow of this rollout.",
  })
  async shadowReport(
    @Root() { id, participants }: Rollout,
    @Arg('version', () => Int, { description: 'Number of the shadow version.' }) version: number,
  ) {
    if (!participants.some((each) => each.version === version && each.role === 'SHADOW')) return null;
    return presentShadowReport(await readShadowReport(this.#db, await this.#get(id), version, this.#maturity()));
  }

  async #get(id: string): Promise<RolloutRow> {
    const row = await findRollout(this.#db, id);
    if (row) return row;
    throw new DomainError('ROLLOUT_NOT_FOUND', `found no rollout ${id}`, { id });
  }
}
