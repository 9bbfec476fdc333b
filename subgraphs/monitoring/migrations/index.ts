import type { Migrations } from '../../../platform/database/migrate.ts';
import { up as rollUps } from './001-roll-ups.ts';
import { up as drift } from './002-drift.ts';
import { up as alerts } from './003-alerts.ts';
import { up as incidents } from './004-incidents.ts';
import { up as criticalAlert } from './009-critical-alert.ts';
import { up as recipients } from './012-recipients.ts';
import { up as openSince } from './013-open-since.ts';
import { up as measurements } from './014-measurements.ts';
import { up as backtest } from './015-backtest.ts';
import { up as lakeAlerts } from './016-lake-alerts.ts';
import { up as crmAlerts } from './018-crm-alerts.ts';

/** Forward migrations of the schema `monitoring`. */
export const MIGRATIONS: Migrations = {
  '001-roll-ups': { up: rollUps },
  '002-drift': { up: drift },
  '003-alerts': { up: alerts },
  '004-incidents': { up: incidents },
  '009-critical-alert': { up: criticalAlert },
  '012-recipients': { up: recipients },
  '013-open-since': { up: openSince },
  '014-measurements': { up: measurements },
  '015-backtest': { up: backtest },
  '016-lake-alerts': { up: lakeAlerts },
  '018-crm-alerts': { up: crmAlerts },
};
