import type { Migrations } from '../../shared/migrate.ts';
import { up as leads } from './001-leads.ts';

/** Every step from an empty schema to the one the code expects. */
export const MIGRATIONS: Migrations = { '001-leads': { up: leads } };
