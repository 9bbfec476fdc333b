import type { Migrations } from '../../../platform/database/migrate.ts';
import { up as leads } from './001-leads.ts';
import { up as change } from './002-change.ts';
import { up as outcomeFacts } from './003-outcome-facts.ts';
import { up as crmModel } from './004-crm-model.ts';
import { up as currentLead } from './006-current-lead.ts';
import { up as lists } from './007-lists.ts';
import { up as scoreOverride } from './008-score-override.ts';
import { up as leadVersion } from './009-lead-version.ts';
import { up as changeLog } from './018-change-log.ts';
import { up as interactionRecorded } from './024-interaction-recorded.ts';
import { up as factPosition } from './025-fact-position.ts';
import { up as lakeExpectations } from './026-lake-expectations.ts';
import { up as acceptedFigure } from './036-accepted-figure.ts';
import { up as closedStages } from './037-closed-stages.ts';
import { up as crmSync } from './038-crm-sync.ts';
import { up as crmDelivery } from './039-crm-delivery.ts';
import { up as crmState } from './040-crm-state.ts';
import { up as identity } from './041-identity.ts';
import { up as erasure } from './042-erasure.ts';
import { up as consent } from './043-consent.ts';
import { up as crmSkippedRows } from './048-crm-skipped-rows.ts';
import { up as outcomeRemoval } from './051-outcome-removal.ts';

/** Every step from an empty schema to the one the code expects. */
export const MIGRATIONS: Migrations = {
  '001-leads': { up: leads },
  '002-change': { up: change },
  '003-outcome-facts': { up: outcomeFacts },
  '004-crm-model': { up: crmModel },
  '006-current-lead': { up: currentLead },
  '007-lists': { up: lists },
  '008-score-override': { up: scoreOverride },
  '009-lead-version': { up: leadVersion },
  '018-change-log': { up: changeLog },
  '024-interaction-recorded': { up: interactionRecorded },
  '025-fact-position': { up: factPosition },
  '026-lake-expectations': { up: lakeExpectations },
  '036-accepted-figure': { up: acceptedFigure },
  '037-closed-stages': { up: closedStages },
  '038-crm-sync': { up: crmSync },
  '039-crm-delivery': { up: crmDelivery },
  '040-crm-state': { up: crmState },
  '041-identity': { up: identity },
  '042-erasure': { up: erasure },
  '043-consent': { up: consent },
  '048-crm-skipped-rows': { up: crmSkippedRows },
  '051-outcome-removal': { up: outcomeRemoval },
};
