import { useState } from 'react';
import { useFormat } from '../language/format.ts';
import { useMessages } from '../language/messages.ts';
import { LeadActions } from './actions/lead-actions.tsx';
import { Duplicates } from './duplicates/duplicates.tsx';
import { Explanation } from './explanation/explanation.tsx';
import type { ShownLead } from './facts/shown-lead.ts';
import { WORDS } from './facts/words.messages.ts';
import { LeadFactsPanel } from './head/lead-facts.tsx';
import { LeadHead } from './head/lead-head.tsx';
import { History } from './history/history.tsx';
import { LEAD_MESSAGES } from './lead.messages.ts';
import styles from './lead.module.css';
import { useLeadLive } from './live/use-lead-live.ts';
import { Person } from './person/person.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { WhatIf } from './what-if/what-if.tsx';

/** Everything about one lead. */
export function LeadView({ lead }: { readonly lead: ShownLead }): React.ReactNode {
  const [isTrying, setTrying] = useState(false);
  return (
    <article className={styles.page}>
      <LeadHead lead={lead}>
        <LeadActions lead={lead} isTrying={isTrying} onTry={() => setTrying(!isTrying)} />
      </LeadHead>
      <LatestChange id={lead.id} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {isTrying && <WhatIf lead={lead} onClose={() => setTrying(false)} />}
          <Explanation id={lead.id} />
          <History id={lead.id} model={lead.score?.model} />
        </div>
        <div className={styles.side}>
          <LeadFactsPanel lead={lead} />
          <Timeline id={lead.id} />
          <Duplicates lead={lead} />
          <Person lead={lead} />
        </div>
      </div>
    </article>
  );
}

function LatestChange({ id }: { readonly id: string }): React.ReactNode {
  const texts = useMessages(LEAD_MESSAGES);
  const words = useMessages(WORDS);
  const format = useFormat();
  const { latest, refusal } = useLeadLive(id);
  return (
    <p role="status" className={styles.latest} data-volatile="">
      {refusal && texts.liveRefused(refusal.code)}
      {!refusal && latest && texts.changed(textOf(latest.kind), format.time(latest.at))}
    </p>
  );

  function textOf(kind: string): string {
    return kind === 'SCORED' ? texts.scored : (words.changes[kind as keyof typeof words.changes] ?? kind);
  }
}
