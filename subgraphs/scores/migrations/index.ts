import type { Migrations } from '../../shared/migrate.ts';
import { up as prediction } from './001-prediction.ts';

/** Every migration of the `scores` schema. */
export const SCORES_MIGRATIONS: Migrations = { '001-prediction': { up: prediction } };
