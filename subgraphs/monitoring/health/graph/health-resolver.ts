import 'reflect-metadata';
import { Directive, Query, Resolver } from 'type-graphql';
import { READ } from '../../graph/scopes.ts';
import { checkHealth, type HealthCheckDeps } from '../check-health.ts';
import { Health } from './health.ts';

/** Health of the platform. */
@Resolver()
export class HealthResolver {
  readonly #deps: HealthCheckDeps;

  constructor(deps: HealthCheckDeps) {
    this.#deps = deps;
  }

  @Directive(READ)
  @Query(() => Health, { nullable: true, description: 'Health of the platform, checked now.' })
  async health(): Promise<Health> {
    return checkHealth(this.#deps);
  }
}
