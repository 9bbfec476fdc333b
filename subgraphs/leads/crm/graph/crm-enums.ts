import { registerEnumType } from 'type-graphql';
import { CrmEntityKind } from '../inbound/crm-entity.ts';
import { CrmSyncState } from '../inbound/sync-status.ts';

registerEnumType(CrmEntityKind, {
  name: 'CrmEntityKind',
  description: 'Kind of facts that rows of the CRM become.',
  valuesConfig: {
    LEADS: { description: 'Leads, and outcomes where the rows of leads have them.' },
    ACTIVITIES: { description: 'Interactions of leads.' },
    OUTCOMES: { description: 'Outcomes of leads, where they have a table of their own.' },
  },
});

registerEnumType(CrmSyncState, {
  name: 'CrmSyncState',
  description: 'State of the sync with the CRM.',
  valuesConfig: {
    OFF: { description: 'No CRM is configured.' },
    BACKFILLING: { description: 'All rows are read for the first time.' },
    RUNNING: { description: 'Changes are followed.' },
    STOPPED: { description: 'A fault of the CRM stops it, see `error`. It is tried again by itself.' },
  },
});

/** Walks over all rows of an entity. */
export const CrmWalkKind = { BACKFILL: 'BACKFILL', COMPARE: 'COMPARE' } as const;
registerEnumType(CrmWalkKind, {
  name: 'CrmWalkKind',
  description: 'Reason that all rows of an entity are read.',
  valuesConfig: {
    BACKFILL: { description: 'They are read for the first time.' },
    COMPARE: { description: 'They are compared with the leads that are here.' },
  },
});
