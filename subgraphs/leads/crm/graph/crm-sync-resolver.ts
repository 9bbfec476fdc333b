import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import { DomainError } from '../../../../platform/errors.ts';
import { readConnection } from '../../../../platform/graphql/connection.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import { refusal } from '../../../../platform/refusal.ts';
import type { SyncedEntity } from '../inbound/crm-entity.ts';
import { listParkedRows, wakeRows } from '../inbound/parked-rows.ts';
import { acceptRemovals, acceptSchema, requestCompare } from '../inbound/sync-requests.ts';
import { faultOf, overallState, readStatus } from '../inbound/sync-status.ts';
import { CrmParkedRowFilter } from './crm-sync-inputs.ts';
import { CrmParkedRowConnection, CrmSync, CrmSyncPayload, RetryCrmRowsPayload } from './crm-sync-types.ts';
import { presentEntity } from './present-crm-sync.ts';

const READ = requiresScopes('leads:read');
const WRITE = requiresScopes('leads:write');
const MOST_KEYS = 1_000;
const ENTITY = { nullable: true, description: 'Name of the entity, such as `leads`. Default: every one.' };

/** Dependencies of the {@link CrmSyncResolver}. */
export interface CrmSyncResolverDeps {
  readonly db: Kysely<unknown>;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** undefined without a CRM */
  readonly sync: { readonly entities: readonly SyncedEntity[]; wake(): void } | undefined;
}

/** Sync with the CRM: its state, its parked rows, and requests to it. */
@Resolver()
export class CrmSyncResolver {
  readonly #deps: CrmSyncResolverDeps;

  constructor(deps: CrmSyncResolverDeps) {
    this.#deps = deps;
  }

  @Directive(READ)
  @Query(() => CrmSync, { nullable: true, description: 'Sync of leads, activities and outcomes from the CRM.' })
  async crmSync(): Promise<CrmSync> {
    const { db, clock, sync } = this.#deps;
    const entities = await readStatus(db, sync?.entities ?? [], clock());
    return {
      state: overallState(entities),
      entities: entities.map((status) => presentEntity(status, faultOf(status.stored))),
    };
  }

  @Directive(READ)
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @Query(() => CrmParkedRowConnection, {
    nullable: true,
    description:
      'Rows of the CRM that could not be written, newest first. A row is read again when it changes, when the lead that it waits for arrives, and by `retryCrmRows`.',
  })
  async crmParkedRows(
    @Arg('filter', () => CrmParkedRowFilter, { nullable: true, description: 'Which rows. Default: all of them.' })
    filter: CrmParkedRowFilter | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of items on the page, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last item of the previous page. Default: the first page.',
    })
    after: string | null | undefined,
  ): Promise<CrmParkedRowConnection> {
    const wanted = checkFilter(filter ?? {}, 'filter');
    const read = (count: number, below: number | null) => listParkedRows(this.#deps.db, wanted, count, below);
    return readConnection({ list: 'crmParkedRows', first, after }, read, (row) => row);
  }

  @Directive(WRITE)
  @Mutation(() => RetryCrmRowsPayload, {
    nullable: true,
    description: 'Reads parked rows from the CRM again. One that is at fault still stays parked.',
  })
  async retryCrmRows(
    @Arg('input', () => CrmParkedRowFilter, { description: 'Which rows; all of them without a field.' })
    input: CrmParkedRowFilter,
  ): Promise<RetryCrmRowsPayload> {
    const rows = await wakeRows(this.#deps.db, checkFilter(input, 'input'));
    this.#sync().wake();
    return { rows };
  }

  @Directive(WRITE)
  @Mutation(() => CrmSyncPayload, {
    nullable: true,
    description:
      'Compares all rows of the CRM with the leads that are here: finds changes that came too late, rows without a watermark, and deleted leads. It runs in the background.',
  })
  async startCrmCompare(
    @Arg('entity', () => String, ENTITY) entity: string | null | undefined,
  ): Promise<CrmSyncPayload> {
    return this.#request((now) => requestCompare(this.#deps.db, entity ?? null, now));
  }

  @Directive(WRITE)
  @Mutation(() => CrmSyncPayload, {
    nullable: true,
    description:
      'Accepts the changed columns that stopped the sync with CRM_SCHEMA_CHANGED. It goes on with them, and compares all rows.',
  })
  async acceptCrmSchema(
    @Arg('entity', () => String, ENTITY) entity: string | null | undefined,
  ): Promise<CrmSyncPayload> {
    return this.#request((now) => acceptSchema(this.#deps.db, entity ?? null, now));
  }

  @Directive(WRITE)
  @Mutation(() => CrmSyncPayload, {
    nullable: true,
    description:
      'Accepts that the leads of `heldRemovals` are gone from the CRM: another comparison removes as many of them, or fewer.',
  })
  async acceptCrmRemovals(
    @Arg('entity', () => String, ENTITY) entity: string | null | undefined,
  ): Promise<CrmSyncPayload> {
    return this.#request((now) => acceptRemovals(this.#deps.db, entity ?? null, now));
  }

  #sync(): { wake(): void } {
    const { sync } = this.#deps;
    if (!sync) throw new DomainError('CRM_OFF', 'CRM_DATABASE_URL: found none, expected the address of a CRM');
    return sync;
  }

  async #request(ask: (now: number) => Promise<readonly string[]>): Promise<CrmSyncPayload> {
    const sync = this.#sync();
    const entities = await ask(this.#deps.clock());
    sync.wake();
    return { entities };
  }
}

function checkFilter(filter: CrmParkedRowFilter, name: string): CrmParkedRowFilter {
  const { length = 0 } = filter.keys ?? [];
  if (length <= MOST_KEYS) return filter;
  throw refusal('TOO_MANY_ITEMS', `${name}.keys`, String(length), `${MOST_KEYS} at most`);
}
