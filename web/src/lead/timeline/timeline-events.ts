import type { LeadEventsQuery, LeadInteractionsQuery } from '../../graph/generated/graphql.ts';
import type { Formats } from '../../language/format.ts';
import { LEAD_WORDS } from '../../queue/words/lead-words.messages.ts';
import { WORDS } from '../facts/words.messages.ts';
import { TIMELINE_MESSAGES } from './timeline.messages.ts';
import type { TimelineEvent } from './timeline.ts';

/** An event with its words. */
export interface ToldEvent extends TimelineEvent {
  readonly title: string;
  /** facts about it, in the page's words */
  readonly facts: readonly string[];
  /** words of a person */
  readonly note: string | null;
}

type Interaction = NonNullable<NonNullable<LeadInteractionsQuery['lead']>['interactions']>['edges'][number]['node'];
type Events = NonNullable<LeadEventsQuery['lead']>;
type StageChange = NonNullable<Events['stageChanges']>['edges'][number]['node'];
type Override = NonNullable<Events['scoreOverrides']>['edges'][number]['node'];
type Merge = NonNullable<Events['merges']>['edges'][number]['node'];

/** An interaction in words. */
export function tellInteraction(interaction: Interaction, formats: Formats): ToldEvent {
  const { id, kind, occurredAt, durationSeconds, quantity, note = null } = interaction;
  const texts = TIMELINE_MESSAGES[formats.language];
  const facts: string[] = [];
  if (quantity !== null) facts.push(texts.pages(quantity, formats.number(quantity)));
  if (durationSeconds === 0 && kind === 'CALL') facts.push(texts.unanswered);
  else if (durationSeconds !== null) facts.push(formats.duration(durationSeconds * 1_000));
  return { key: `interaction ${id}`, at: occurredAt, title: WORDS[formats.language].interactions[kind], facts, note };
}

/** Everything else that happened to a lead in words. */
export function tellEvents(lead: Events, formats: Formats): readonly ToldEvent[] {
  const texts = TIMELINE_MESSAGES[formats.language];
  const { createdAt, source, outcome } = lead;
  const facts = source === null ? [] : [texts.from(source)];
  return [
    { key: 'created', at: createdAt, title: texts.created, facts, note: null },
    ...(lead.stageChanges?.edges ?? []).flatMap(({ node }) => tellStage(node, formats)),
    ...(outcome ? [tellOutcome(outcome, formats)] : []),
    ...(lead.scoreOverrides?.edges ?? []).flatMap(({ node }) => tellOverride(node, formats)),
    ...(lead.merges?.edges ?? []).flatMap(({ node }) => tellMerge(node, formats)),
  ];
}

function tellStage({ fromStage, toStage, at }: StageChange, { language }: Formats): readonly ToldEvent[] {
  // the first stage is that of the lead's creation
  if (fromStage === null) return [];
  const { stages } = LEAD_WORDS[language];
  const title = TIMELINE_MESSAGES[language].moved(stages[fromStage], stages[toStage]);
  return [{ key: `stage ${at}`, at, title, facts: [], note: null }];
}

function tellOutcome(outcome: NonNullable<Events['outcome']>, formats: Formats): ToldEvent {
  const texts = TIMELINE_MESSAGES[formats.language];
  const { result, occurredAt, revenue, reason = null } = outcome;
  return {
    key: 'outcome',
    at: occurredAt,
    title: texts.outcome(WORDS[formats.language].outcomes[result]),
    facts: revenue === null ? [] : [texts.revenue(formats.number(revenue, 2))],
    note: reason,
  };
}

function tellOverride(override: Override, formats: Formats): readonly ToldEvent[] {
  const texts = TIMELINE_MESSAGES[formats.language];
  const {
    id,
    grade,
    actor,
    reason = null,
    createdAt,
    expiresAt,
    endedAt,
    endCause,
    endActor,
    endReason = null,
  } = override;
  const begun: ToldEvent = {
    key: `override ${id}`,
    at: createdAt,
    title: texts.overridden(grade),
    facts: [texts.by(actor), texts.ends(formats.dateTime(expiresAt))],
    note: reason,
  };
  if (endedAt === null || endCause === null) return [begun];
  const cause = WORDS[formats.language].overrideEnds[endCause];
  const facts = endActor === null ? [] : [texts.by(endActor)];
  return [
    { key: `override end ${id}`, at: endedAt, title: texts.overrideEnded(grade, cause), facts, note: endReason },
    begun,
  ];
}

function tellMerge(merge: Merge, { language }: Formats): readonly ToldEvent[] {
  const texts = TIMELINE_MESSAGES[language];
  const { id, leadId, mergedAt, actor, reason = null, undoneAt, undoneBy, undoReason = null } = merge;
  const merged: ToldEvent = {
    key: `merge ${id}`,
    at: mergedAt,
    title: texts.merged(leadId),
    facts: [texts.by(actor)],
    note: reason,
  };
  if (undoneAt === null) return [merged];
  const facts = undoneBy === null ? [] : [texts.by(undoneBy)];
  return [
    { key: `merge undone ${id}`, at: undoneAt, title: texts.mergeUndone(leadId), facts, note: undoReason },
    merged,
  ];
}
