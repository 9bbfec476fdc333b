import type { Migrations } from '../../../platform/database/migrate.ts';
import { up as registry } from './001-registry.ts';
import { up as auditAndPromotion } from './002-audit-and-promotion.ts';
import { up as rollout } from './003-rollout.ts';
import { up as mlflow } from './004-mlflow.ts';
import { up as webhook } from './005-webhook.ts';
import { up as referenceWindowData } from './006-reference-window-data.ts';
import { up as reignEnd } from './007-reign-end.ts';
import { up as scoreComparison } from './009-score-comparison.ts';
import { up as registrationKey } from './010-registration-key.ts';
import { up as registeredVersion } from './012-registered-version.ts';
import { up as mlflowDeletions } from './015-mlflow-deletions.ts';
import { up as webhookId } from './016-webhook-id.ts';
import { up as rolloutLog } from './017-rollout-log.ts';
import { up as grades } from './018-grades.ts';
import { up as machineToken } from './028-machine-token.ts';
import { up as pseudonym } from './029-pseudonym.ts';
import { up as leadAudit } from './039-lead-audit.ts';

/** Forward migrations of the schema `models`. */
export const MIGRATIONS: Migrations = {
  '001-registry': { up: registry },
  '002-audit-and-promotion': { up: auditAndPromotion },
  '003-rollout': { up: rollout },
  '004-mlflow': { up: mlflow },
  '005-webhook': { up: webhook },
  '006-reference-window-data': { up: referenceWindowData },
  '007-reign-end': { up: reignEnd },
  '009-score-comparison': { up: scoreComparison },
  '010-registration-key': { up: registrationKey },
  '012-registered-version': { up: registeredVersion },
  '015-mlflow-deletions': { up: mlflowDeletions },
  '016-webhook-id': { up: webhookId },
  '017-rollout-log': { up: rolloutLog },
  '018-grades': { up: grades },
  '028-machine-token': { up: machineToken },
  '029-pseudonym': { up: pseudonym },
  '039-lead-audit': { up: leadAudit },
};
