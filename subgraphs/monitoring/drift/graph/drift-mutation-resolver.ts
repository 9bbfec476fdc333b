import 'reflect-metadata';
import { Arg, Ctx, Directive, Int, Mutation, Resolver } from 'type-graphql';
import { DEFAULT_MODEL } from '../../../../platform/config/default-model.ts';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { WRITE } from '../../graph/scopes.ts';
import type { ReferenceRequest } from '../checks/fix-reference.ts';
import type { RunDriftCheck } from '../checks/run-drift-check.ts';
import type { DriftReportRow } from '../rules/drift-report.ts';
import type { FixedReference } from '../store/fixed-reference-store.ts';
import { DriftWindowInput, RunDriftCheckPayload, SetReferenceWindowPayload } from './drift-payloads.ts';
import { presentReference, presentReport } from './present-drift.ts';

const MODEL = { defaultValue: DEFAULT_MODEL, description: 'Name of the model.' };

/** Dependencies of the mutations of drift. */
export interface DriftMutationDeps {
  readonly runCheck: RunDriftCheck;
  readonly fixReference: (request: ReferenceRequest, context: SubgraphContext) => Promise<FixedReference>;
}

/** Mutations of drift. */
@Resolver()
export class DriftMutationResolver {
  readonly #deps: DriftMutationDeps;

  constructor(deps: DriftMutationDeps) {
    this.#deps = deps;
  }

  @Directive(WRITE)
  @Mutation(() => RunDriftCheckPayload, {
    nullable: true,
    description:
      'Runs a drift check now: compares the predictions of a version that callers received with its reference window, and stores the report.',
  })
  async runDriftCheck(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('version', () => Int, { nullable: true, description: 'Number of the version; the champion by default.' })
    version: number | null | undefined,
    @Arg('window', () => DriftWindowInput, { defaultValue: {}, description: 'Predictions to check.' })
    { from, until, lastRows }: DriftWindowInput,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<RunDriftCheckPayload> {
    const window = { from: from ?? undefined, until: until ?? undefined, lastRows: lastRows ?? undefined };
    const about = { model, version: version ?? undefined, requestedBy: identity.subject, slot: null };
    // only a turn of the schedule can have been stored by another
    const report = (await this.#deps.runCheck({ ...about, ...window })) as DriftReportRow;
    return { report: presentReport(report) };
  }

  @Directive(WRITE)
  @Mutation(() => SetReferenceWindowPayload, {
    nullable: true,
    description:
      'Makes the predictions of a version within a time window its reference window from now on. The predictions are ' +
      'copied; earlier reference windows stay in the list.',
  })
  async setReferenceWindow(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('version', () => Int, { description: 'Number of the version.' }) version: number,
    @Arg('from', () => DateTime, { description: 'Start of the window.' }) from: number,
    @Arg('until', () => DateTime, {
      description: 'End of the window. Of more than 100,000 predictions the newest are used.',
    })
    until: number,
    @Arg('reason', () => String, { description: 'Reason, stored with the window.' }) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<SetReferenceWindowPayload> {
    const fixed = await this.#deps.fixReference({ model, version, from, until, reason }, context);
    return { referenceWindow: presentReference(fixed) };
  }
}
