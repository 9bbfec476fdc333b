import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import { listDeliveries } from '../deliveries/delivery-store.ts';
import { findAlerts } from '../store/alert-store.ts';
import { listAlertEvents } from '../store/event-store.ts';
import { findIncidents } from '../store/incident-store.ts';
import type { Alert, AlertDelivery, AlertEvent } from './alert.ts';
import type { AlertIncident } from './alert-incident.ts';
import { presentAlert, presentDelivery, presentEvent, presentIncident } from './present-alert.ts';

/** Loads the keys of one tick, from all requests, in one statement, without a cache. */
const ONE_TICK = {
  cache: false,
  batchScheduleFn: (run: () => void) => {
    setImmediate(run);
  },
} as const;

/** Number of newest items of an alert. */
export interface NewestOfAlert {
  /** id of the alert */
  readonly alert: string;
  readonly first: number;
}

/** Loaders of alerts and what belongs to them. */
export interface AlertLoaders {
  /** by id; undefined for one that does not exist */
  readonly alerts: DataLoader<string, Alert | undefined>;
  /** by id; undefined for one that has never been open */
  readonly incidents: DataLoader<string, AlertIncident | undefined>;
  readonly history: DataLoader<NewestOfAlert, AlertEvent[]>;
  readonly deliveries: DataLoader<NewestOfAlert, AlertDelivery[]>;
}

/** Creates the loaders of alerts. */
export function createAlertLoaders(db: Kysely<never>, publicUrl: string | undefined): AlertLoaders {
  return {
    alerts: new DataLoader(async (ids: readonly string[]) => {
      const rows = new Map((await findAlerts(db, ids)).map((row) => [row.key, row]));
      return ids.map((id) => {
        const row = rows.get(id);
        // a new object for every key: the executor writes to the objects it resolves
        return row && presentAlert(row, publicUrl);
      });
    }, ONE_TICK),
    incidents: new DataLoader(async (ids: readonly string[]) => {
      const rows = new Map((await findIncidents(db, ids)).map((row) => [row.key, row]));
      return ids.map((id) => {
        const row = rows.get(id);
        return row && presentIncident(row);
      });
    }, ONE_TICK),
    history: newestLoader((alerts, first) => listAlertEvents(db, alerts, first), presentEvent),
    deliveries: newestLoader((alerts, first) => listDeliveries(db, alerts, first), presentDelivery),
  };
}

/** Reads as many items of each alert as the largest request, and gives each request its share. */
function newestLoader<Row extends { readonly alert: string }, Shown>(
  read: (alerts: readonly string[], first: number) => Promise<readonly Row[]>,
  present: (row: Row) => Shown,
): DataLoader<NewestOfAlert, Shown[]> {
  return new DataLoader(async (keys: readonly NewestOfAlert[]) => {
    const alerts = [...new Set(keys.map(({ alert }) => alert))];
    const rows = await read(alerts, Math.max(...keys.map(({ first }) => first)));
    return keys.map(({ alert, first }) =>
      rows
        .filter((row) => row.alert === alert)
        .slice(0, first)
        .map(present),
    );
  }, ONE_TICK);
}
