import type { LeadPageQuery } from '../../graph/generated/graphql.ts';

/** A lead as its page shows it. */
export type ShownLead = NonNullable<LeadPageQuery['lead']>;
