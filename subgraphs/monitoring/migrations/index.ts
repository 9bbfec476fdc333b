import type { Migrations } from '../../shared/migrate.ts';
import { up as drift } from './002-drift.ts';

/** Forward migrations of the schema `monitoring`. */
export const MIGRATIONS: Migrations = {
  '002-drift': { up: drift },
};
