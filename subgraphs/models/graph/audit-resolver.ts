import 'reflect-metadata';
import { Arg, Directive, Int, Query, Resolver } from 'type-graphql';
import { readConnection } from '../../../platform/graphql/connection.ts';
import { presentEvent } from '../audit/audit-record.ts';
import { listEvents } from '../audit/audit-store.ts';
import type { Db } from '../versions/store/version-store.ts';
import { AuditEventConnection, AuditEventFilter } from './types/audit-event.ts';

/** The audit log. */
@Resolver()
export class AuditResolver {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  @Directive('@requiresScopes(scopes: [["models:read"]])')
  @Query(() => AuditEventConnection, {
    nullable: true,
    description: 'Who changed models, or tried to, newest first.',
  })
  async auditEvents(
    @Arg('filter', () => AuditEventFilter, { defaultValue: {}, description: 'Which events; all by default.' })
    filter: AuditEventFilter,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, 200 at most.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Only events after this cursor, thus older.' })
    after: string | null | undefined,
  ): Promise<AuditEventConnection> {
    const read = (count: number, below: number | null) => listEvents(this.#db, filter, count, below);
    return readConnection({ list: 'auditEvents', first, after }, read, presentEvent);
  }
}
