import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../../platform/graphql/connection.ts';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { READ, WRITE } from '../../graph/scopes.ts';
import type { AlertCommands } from '../engine/alert-commands.ts';
import { listMembers } from '../store/incident-store.ts';
import { Alert, AlertConnection } from './alert.ts';
import { AcknowledgeIncidentPayload, AlertIncident } from './alert-incident.ts';
import type { AlertLoaders } from './alert-loaders.ts';
import { presentAlert } from './present-alert.ts';

const PAGE = '@listSize(slicingArguments: ["first"], sizedFields: ["edges"])';
const INCIDENT_ID = { description: 'Id of the incident.' };

/** Dependencies of the resolver of incidents. */
export interface IncidentResolverDeps {
  readonly db: Kysely<never>;
  readonly alerts: Pick<AlertCommands, 'acknowledgeIncident'>;
  readonly loaders: Pick<AlertLoaders, 'incidents'>;
  readonly publicUrl: string | undefined;
}

/** Query and mutation of incidents, and their alerts. */
@Resolver(() => AlertIncident)
export class IncidentResolver {
  readonly #deps: IncidentResolverDeps;

  constructor(deps: IncidentResolverDeps) {
    this.#deps = deps;
  }

  @Directive(READ)
  @Query(() => AlertIncident, { nullable: true, description: 'Incident with this id; null when there is none.' })
  alertIncident(@Arg('id', () => ID, INCIDENT_ID) id: string): Promise<AlertIncident | undefined> {
    return this.#deps.loaders.incidents.load(id);
  }

  @Directive(WRITE)
  @Mutation(() => AcknowledgeIncidentPayload, {
    nullable: true,
    description: 'Acknowledges every open alert of an incident: no more reminders, unless the severity rises.',
  })
  async acknowledgeIncident(
    @Arg('id', () => ID, INCIDENT_ID) id: string,
    @Arg('reason', () => String, {
      description: 'Reason, stored with the subject that gave it, at most 1,000 characters.',
    })
    reason: string,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<AcknowledgeIncidentPayload> {
    const { alerts, loaders } = this.#deps;
    await alerts.acknowledgeIncident(id, { by: identity.subject, reason: reason.trim() });
    return { incident: (await loaders.incidents.load(id)) as AlertIncident };
  }

  @Directive(PAGE)
  @FieldResolver(() => AlertConnection, {
    description: 'Alerts of the incident since it opened, resolved ones included, most recently opened first.',
  })
  alerts(
    @Root() { id: key, sinceOpening }: AlertIncident,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Number of alerts, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of an alert: the page starts after it.' })
    after: string | null | undefined,
  ): Promise<AlertConnection> {
    const { db, publicUrl } = this.#deps;
    const read = async (count: number, below: number | null) =>
      (await listMembers(db, { key, sinceOpening }, count, below)).map((row) => ({
        ...row,
        id: row.opening as number,
      }));
    return readConnection({ list: 'incident', first, after }, read, (row) => presentAlert(row, publicUrl));
  }
}

/** Incident of an alert. */
@Resolver(() => Alert)
export class AlertIncidentResolver {
  readonly #loaders: Pick<AlertLoaders, 'incidents'>;

  constructor(loaders: Pick<AlertLoaders, 'incidents'>) {
    this.#loaders = loaders;
  }

  @FieldResolver(() => AlertIncident, {
    nullable: true,
    description: 'Incident that the alert belongs to; null when alerts of its metric are not grouped.',
  })
  incident(@Root() { incidentKey }: Alert): Promise<AlertIncident | undefined> | null {
    return incidentKey === null ? null : this.#loaders.incidents.load(incidentKey);
  }
}
