import { useState } from 'react';
import { Link } from 'wouter';
import { LeadDuplicatesDocument, type LeadDuplicatesQuery } from '../../graph/generated/graphql.ts';
import { useGraphPages } from '../../graph/use-pages.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useLeadWords } from '../../queue/words/use-lead-words.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { GradeBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFocusFallback } from '../../ui/focus-fallback.ts';
import { Panel } from '../../ui/panel.tsx';
import { leadHref } from '../facts/lead-address.ts';
import type { ShownLead } from '../facts/shown-lead.ts';
import { WORDS } from '../facts/words.messages.ts';
import { DUPLICATE_MESSAGES } from './duplicates.messages.ts';
import styles from './duplicates.module.css';
import { MergeForm } from './merge-form.tsx';
import { Merges } from './merges.tsx';

/** A lead that may be the same person. */
export type Duplicate = NonNullable<NonNullable<LeadDuplicatesQuery['lead']>['duplicates']>[number];

/** Leads that may be the same person, and those that were merged into this one. */
export function Duplicates({ lead }: { readonly lead: ShownLead }): React.ReactNode {
  const texts = useMessages(DUPLICATE_MESSAGES);
  const pii = useRight('leads:pii');
  const pages = useGraphPages(
    LeadDuplicatesDocument,
    { id: lead.id, pii },
    ({ lead: found }) => found?.merges?.pageInfo,
  );
  return (
    <Panel title={texts.title}>
      <Answer of={pages.query} lines={2}>
        {(read) => (
          <>
            <Candidates lead={lead} duplicates={read[0]?.lead?.duplicates ?? []} />
            <Merges
              merges={read.flatMap(({ lead: found }) => found?.merges?.edges ?? []).map(({ node }) => node)}
              extent={pages}
            />
          </>
        )}
      </Answer>
    </Panel>
  );
}

function Candidates({
  lead,
  duplicates,
}: {
  readonly lead: ShownLead;
  readonly duplicates: readonly Duplicate[];
}): React.ReactNode {
  const texts = useMessages(DUPLICATE_MESSAGES);
  const canWrite = useRight('leads:write');
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const list = useFocusFallback<HTMLUListElement>(`${duplicates.length} ${isOpen}`);
  return (
    <>
      {duplicates.length === 0 && <p className={styles.none}>{texts.none}</p>}
      <ul ref={list} tabIndex={-1} className={styles.list}>
        {duplicates.map((duplicate) => (
          <Candidate key={duplicate.lead.id} duplicate={duplicate} />
        ))}
      </ul>
      {canWrite && duplicates.length > 0 && (
        <div>
          <Button onClick={() => setOpen(true)}>{texts.compare}</Button>
        </div>
      )}
      <Dialog isOpen={isOpen} onClose={close} title={texts.compare}>
        <MergeForm lead={lead} duplicates={duplicates} onClose={close} />
      </Dialog>
    </>
  );
}

function Candidate({ duplicate: { lead, matchedBy } }: { readonly duplicate: Duplicate }): React.ReactNode {
  const words = useMessages(WORDS);
  const leadWords = useLeadWords();
  const format = useFormat();
  return (
    <li className={styles.item}>
      <Link href={leadHref(lead.id)}>
        <bdi>{lead.company ?? lead.name ?? lead.id}</bdi>
      </Link>
      {lead.crmScore && (
        <span>
          <GradeBadge grade={lead.crmScore.grade} /> {format.percent(lead.crmScore.probability)}
        </span>
      )}
      <span className={styles.none}>
        {leadWords.stage(lead.stage)} · {matchedBy.map((kind) => words.contacts[kind]).join(' · ')}
      </span>
    </li>
  );
}
