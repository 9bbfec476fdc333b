import 'reflect-metadata';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../platform/graphql/connection.ts';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { Grade } from '../leads/lead.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { endScoreOverride } from '../overrides/end-score-override.ts';
import { LONGEST_OVERRIDE_DAYS } from '../overrides/override-rule.ts';
import { type OverriddenLead, type OverrideAuthor, overrideScore } from '../overrides/override-score.ts';
import { listOverrides } from '../overrides/override-store.ts';
import type { ScoreOverride as ScoreOverrideData } from '../overrides/score-override.ts';
import { Lead } from './lead.ts';
import type { LeadLoaders } from './loaders.ts';
import {
  EndScoreOverridePayload,
  OverrideScorePayload,
  ScoreOverride,
  ScoreOverrideConnection,
} from './score-override.ts';

const WRITE = '@requiresScopes(scopes: [["leads:write"]])';
const LEAD_ID = { description: 'Id of the lead.' };

/** Mutations of overrides, and the fields of a lead about them. */
@Resolver(() => Lead)
export class ScoreOverrideResolver {
  readonly #deps: LeadsDeps;
  readonly #loaders: LeadLoaders;

  constructor(deps: LeadsDeps, loaders: LeadLoaders) {
    this.#deps = deps;
    this.#loaders = loaders;
  }

  @FieldResolver(() => ScoreOverride, {
    nullable: true,
    description: 'Grade that a person gave the lead and that is in force now; null without one.',
  })
  async scoreOverride(@Root() { id }: Lead): Promise<ScoreOverride | null> {
    const found = await this.#loaders.overrides.load(id);
    return found && present(found);
  }

  @FieldResolver(() => Grade, {
    nullable: true,
    description:
      'Grade to work by: that of `scoreOverride` while one is in force, else that of `crmScore`; null without either.',
  })
  async effectiveGrade(@Root() { id, crmScore }: Lead): Promise<Grade | null> {
    return (await this.#loaders.overrides.load(id))?.grade ?? crmScore?.grade ?? null;
  }

  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @FieldResolver(() => ScoreOverrideConnection, {
    nullable: true,
    description: 'Every override of the score of the lead, also those that have ended, newest first.',
  })
  async scoreOverrides(
    @Root() { id }: Lead,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of items on the page, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last item of the previous page. Default: the first page.',
    })
    after: string | null | undefined,
  ): Promise<ScoreOverrideConnection> {
    const read = (count: number, below: number | null) => listOverrides(this.#deps.db, id, count, below);
    return readConnection({ list: `scoreOverrides:${id}`, first, after }, read, present);
  }

  @Directive(WRITE)
  @Mutation(() => OverrideScorePayload, {
    nullable: true,
    description:
      'Gives an open lead a grade in place of the one of the model, until it expires, is ended or replaced, or the lead is ' +
      'closed. The score of the model, the order of lists, performance and drift do not change. An override that is in ' +
      'force is replaced; the same one again changes nothing.',
  })
  async overrideScore(
    @Arg('leadId', () => ID, LEAD_ID) leadId: string,
    @Arg('grade', () => Grade, { description: 'The grade to give.' }) grade: Grade,
    @Arg('reason', () => String, {
      description: 'Reason in words, 1 to 1,000 characters; stored with the override and in the audit log.',
    })
    reason: string,
    @Arg('expiresAt', () => DateTime, {
      description: `Time at which the override ends by itself, in the future, at most ${LONGEST_OVERRIDE_DAYS} days ahead.`,
    })
    expiresAt: number,
    @Ctx() context: SubgraphContext,
  ): Promise<OverrideScorePayload> {
    const terms = { grade, reason: reason.trim(), expiresAt };
    return presentLead(await overrideScore(this.#deps, leadId, terms, authorOf(context)));
  }

  @Directive(WRITE)
  @Mutation(() => EndScoreOverridePayload, {
    nullable: true,
    description: 'Ends the override of a lead that is in force: the grade of the model counts again.',
  })
  async endScoreOverride(
    @Arg('leadId', () => ID, LEAD_ID) leadId: string,
    @Arg('reason', () => String, {
      description: 'Reason in words, 1 to 1,000 characters; stored with the override and in the audit log.',
    })
    reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<EndScoreOverridePayload> {
    return presentLead(await endScoreOverride(this.#deps, leadId, reason.trim(), authorOf(context)));
  }
}

function authorOf({ identity, clientAddress, requestId }: SubgraphContext): OverrideAuthor {
  return { actor: identity.subject, clientAddress, requestId };
}

function presentLead({ leadId, lead, scoreOverride }: OverriddenLead): OverrideScorePayload {
  return { leadId, lead, scoreOverride: present(scoreOverride) };
}

function present({ id, leadId: _, ...override }: ScoreOverrideData): ScoreOverride {
  return { ...override, id: String(id) };
}
