import type { Migrations } from '../../shared/migrate.ts';
import { up as alerts } from './003-alerts.ts';

/** Forward migrations of the schema `monitoring`. */
export const MIGRATIONS: Migrations = {
  '003-alerts': { up: alerts },
};
