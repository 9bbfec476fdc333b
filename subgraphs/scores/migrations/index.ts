import type { Migrations } from '../../../platform/database/migrate.ts';
import { up as prediction } from './001-prediction.ts';
import { up as stream } from './002-stream.ts';
import { up as rollout } from './003-rollout.ts';
import { up as failureTime } from './004-failure-time.ts';
import { up as withdrawal } from './005-withdrawal.ts';
import { up as cause } from './006-cause.ts';
import { up as causes } from './007-causes.ts';
import { up as automatic } from './008-automatic.ts';
import { up as scoreLog } from './009-score-log.ts';
import { up as backtest } from './012-backtest.ts';
import { up as batchJob } from './013-batch-job.ts';
import { up as pseudonym } from './014-pseudonym.ts';

/** Every migration of the `scores` schema. */
export const SCORES_MIGRATIONS: Migrations = {
  '001-prediction': { up: prediction },
  '002-stream': { up: stream },
  '003-rollout': { up: rollout },
  '004-failure-time': { up: failureTime },
  '005-withdrawal': { up: withdrawal },
  '006-cause': { up: cause },
  '007-causes': { up: causes },
  '008-automatic': { up: automatic },
  '009-score-log': { up: scoreLog },
  '012-backtest': { up: backtest },
  '013-batch-job': { up: batchJob },
  '014-pseudonym': { up: pseudonym },
};
