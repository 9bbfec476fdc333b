import 'reflect-metadata';
import { Arg, Directive, Int, Query, Resolver } from 'type-graphql';
import { readConnection } from '../../../platform/graphql/connection.ts';
import { presentEvent } from '../audit/audit-record.ts';
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
  ): Promise<AuditEventConnection> {
    const read = (count: number, below: number | null) => listEvents(this.#db, filter, count, below);
    return readConnection({ list: 'auditEvents', first, after }, read, presentEvent);
  }
}
