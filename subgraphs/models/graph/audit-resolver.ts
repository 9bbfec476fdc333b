import 'reflect-metadata';
import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import { readConnection } from '../../../platform/graphql/connection.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { LEAD_ACTIONS } from '../audit/audit-event.ts';
import { type AuditEntry, presentEvent } from '../audit/audit-record.ts';
import { listEvents } from '../audit/audit-store.ts';
import type { Db } from '../versions/store/version-store.ts';
import { AuditEventConnection, AuditEventFilter } from './types/audit-event.ts';

/** Query of the audit log. */
@Resolver()
export class AuditResolver {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  @Directive('@requiresScopes(scopes: [["models:read"]])')
  @Query(() => AuditEventConnection, {
    nullable: true,
    description: 'Audit log of all models: changes and refused attempts, newest first.',
  })
  async auditEvents(
    @Arg('filter', () => AuditEventFilter, { defaultValue: {}, description: 'Restricts the events; by default all.' })
    filter: AuditEventFilter,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Number of events, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of an event; the page continues with the events before it in time.',
    })
    after: string | null | undefined,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<AuditEventConnection> {
    const read = (count: number, below: number | null) => listEvents(this.#db, filter, count, below);
    return readConnection({ list: 'auditEvents', first, after }, read, (row) => {
      const event = presentEvent(row);
      return identity.scopes.includes('leads:pii') ? event : masked(event);
    });
  }
}

/** An event without free text about a lead. */
function masked(event: AuditEntry): AuditEntry {
  return LEAD_ACTIONS.includes(event.action) ? { ...event, reason: 'masked: needs the scope leads:pii' } : event;
}
