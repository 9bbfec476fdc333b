import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { beforeId } from '../../../../platform/graphql/before-id.ts';
import { readConnection } from '../../../../platform/graphql/connection.ts';
import { pageSize } from '../../../../platform/graphql/page-size.ts';
import { READ } from '../../graph/scopes.ts';
import { listAlerts } from '../store/alert-store.ts';
import { listMaintenance } from '../store/maintenance-store.ts';
import { listRules } from '../store/rule-store.ts';
import { Alert, AlertConnection, AlertDelivery, AlertEvent } from './alert.ts';
import { AlertFilterInput } from './alert-inputs.ts';
import type { AlertLoaders } from './alert-loaders.ts';
import { MaintenanceWindow } from './alert-payloads.ts';
import { AlertRule } from './alert-rule.ts';
import { presentAlert, presentMaintenance, presentRule } from './present-alert.ts';

const SLICE = '@listSize(slicingArguments: ["first"])';
const PAGE = '@listSize(slicingArguments: ["first"], sizedFields: ["edges"])';
const FIRST = { defaultValue: 50, description: 'Number of items, 1 to 200.' };

/** Queries of alerts, of their events and of their rules. */
@Resolver(() => Alert)
export class AlertResolver {
  readonly #db: Kysely<never>;
  readonly #loaders: AlertLoaders;
  readonly #publicUrl: string | undefined;

  constructor(db: Kysely<never>, loaders: AlertLoaders, publicUrl: string | undefined) {
    this.#db = db;
    this.#loaders = loaders;
    this.#publicUrl = publicUrl;
  }

  @Directive(READ)
  @Directive(PAGE)
  @Query(() => AlertConnection, { nullable: true, description: 'Alerts, most recently opened first.' })
  async alerts(
    @Arg('filter', () => AlertFilterInput, { nullable: true, description: 'Filter; all alerts when absent.' })
    filter: AlertFilterInput | null | undefined,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of an alert: the page starts after it.' })
    after: string | null | undefined,
  ): Promise<AlertConnection> {
    const read = async (count: number, below: number | null) =>
      (await listAlerts(this.#db, filter ?? {}, count, below)).map((row) => ({ ...row, id: row.opening as number }));
    return readConnection({ list: 'alerts', first, after }, read, (row) => presentAlert(row, this.#publicUrl));
  }

  @Directive(READ)
  @Query(() => Alert, { nullable: true, description: 'Alert with this id; null when there is none.' })
  alert(@Arg('id', () => ID, { description: 'Id of the alert.' }) id: string): Promise<Alert | undefined> {
    return this.#loaders.alerts.load(id);
  }

  @Directive(READ)
  @Query(() => [AlertRule], { nullable: true, description: 'Alert rules in force, sorted by name.' })
  async alertRules(): Promise<AlertRule[]> {
    return (await listRules(this.#db)).map(presentRule);
  }

  @Directive(READ)
  @Directive(SLICE)
  @Query(() => [MaintenanceWindow], {
    nullable: true,
    description: 'Maintenance windows, most recently created first.',
  })
  async maintenanceWindows(
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('before', () => ID, { nullable: true, description: 'Id of a window; only earlier ones are returned.' })
    before: string | null | undefined,
  ): Promise<MaintenanceWindow[]> {
    return (await listMaintenance(this.#db, pageSize(first), beforeId(before))).map(presentMaintenance);
  }

  @Directive(SLICE)
  @FieldResolver(() => [AlertEvent], { description: 'Events of the alert, newest first.' })
  history(@Root() { id }: Alert, @Arg('first', () => Int, FIRST) first: number): Promise<AlertEvent[]> {
    return this.#loaders.history.load({ alert: id, first: pageSize(first) });
  }

  @Directive(SLICE)
  @FieldResolver(() => [AlertDelivery], { description: 'Deliveries of the alert, newest first.' })
  deliveries(@Root() { id }: Alert, @Arg('first', () => Int, FIRST) first: number): Promise<AlertDelivery[]> {
    return this.#loaders.deliveries.load({ alert: id, first: pageSize(first) });
  }
}
