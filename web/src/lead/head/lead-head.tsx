import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useMessages } from '../../language/messages.ts';
import { useLeadWords } from '../../queue/words/use-lead-words.ts';
import { Badge } from '../../ui/badge.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { leadHref } from '../facts/lead-address.ts';
import type { ShownLead } from '../facts/shown-lead.ts';
import { WORDS } from '../facts/words.messages.ts';
import { HEAD_MESSAGES } from './head.messages.ts';
import styles from './head.module.css';
import { ScoreFigures } from './score-figures.tsx';
import { Warnings } from './warnings.tsx';

/** Name, stage and score of a lead, with warnings. */
export function LeadHead({ lead, children }: { readonly lead: ShownLead; readonly children: ReactNode }): ReactNode {
  const texts = useMessages(HEAD_MESSAGES);
  const leadWords = useLeadWords();
  usePageTitle(lead.company ?? lead.id);
  const title = lead.company ?? lead.name ?? texts.nameless;
  return (
    <header className={styles.head}>
      <div className={styles.titleRow}>
        <div className={styles.who}>
          <h1>
            <bdi>{title}</bdi>
          </h1>
          <p className={styles.under}>
            {lead.company && lead.name && <bdi>{lead.name}</bdi>}
            <span>
              {texts.id} <bdi className={styles.id}>{lead.id}</bdi>
            </span>
            <Badge tone={STAGE_TONES[lead.stage] ?? 'neutral'}>{leadWords.stage(lead.stage)}</Badge>
            <bdi>{lead.owner ? texts.assignee(lead.owner) : texts.unassigned}</bdi>
          </p>
        </div>
        {children}
      </div>
      <State lead={lead} />
      {lead.score ? <ScoreFigures lead={lead} /> : <p>{texts.unscored}</p>}
      <Warnings lead={lead} />
    </header>
  );
}

const STAGE_TONES: Partial<Record<ShownLead['stage'], 'good' | 'bad' | 'warn' | 'info'>> = {
  WON: 'good',
  LOST: 'bad',
  REMOVED: 'warn',
  MERGED: 'warn',
  NEW: 'info',
};

function State({ lead }: { readonly lead: ShownLead }): ReactNode {
  const texts = useMessages(HEAD_MESSAGES);
  const words = useMessages(WORDS);
  if (lead.mergedInto)
    return (
      <p className={styles.state}>
        {texts.mergedInto}{' '}
        <Link href={leadHref(lead.mergedInto.id)}>
          <bdi>{lead.mergedInto.company ?? lead.mergedInto.name ?? lead.mergedInto.id}</bdi>
        </Link>
        . {texts.mergedNext}
      </p>
    );
  if (lead.stage === 'REMOVED') return <p className={styles.state}>{texts.removed}</p>;
  if (lead.outcome) return <p className={styles.state}>{texts.closed(words.outcomes[lead.outcome.result])}</p>;
  return null;
}
