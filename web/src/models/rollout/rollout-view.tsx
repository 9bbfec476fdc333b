import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { ModelRolloutDocument, type ModelRolloutQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Figure, Figures, Panel } from '../../ui/panel.tsx';
import { Ago } from '../../ui/time.tsx';
import { FocusPlace } from '../shared/focus-place.tsx';
import styles from '../shared/models.module.css';
import { ROLLOUT_TONES, VERDICT_TONES } from '../shared/tones.ts';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { AbTestResult } from './ab-test.tsx';
import { EventList } from './event-list.tsx';
import { Guardrails } from './guardrails.tsx';
import { ParticipantTable } from './participant-table.tsx';
import { testedVersions } from './participants.ts';
import { ROLLOUT_MESSAGES } from './rollout.messages.ts';
import { RolloutActions } from './rollout-actions.tsx';
import { isOpen } from './rollout-progress.ts';
import { ShadowReports } from './shadow-report.tsx';
import { Steps } from './steps.tsx';
import { type RolloutFeed, useRolloutEvents } from './use-rollout-events.ts';

/** A rollout with all that its view shows. */
export type ShownRollout = NonNullable<ModelRolloutQuery['rollout']>;

/** A rollout as it happens: its state, steps, guardrails over time, and events. */
export function RolloutView({ id, model }: { readonly id: string; readonly model: string }): ReactNode {
  const query = useGraph(ModelRolloutDocument, { id }, { every: 10_000 });
  const feed = useRolloutEvents(id, model);
  useRereadOnChange(feed.latest?.status, feed.latest?.step);
  return (
    <Answer of={query} lines={8}>
      {({ rollout }) => rollout && <Shown of={latestOf(rollout, feed)} feed={feed} />}
    </Answer>
  );
}

/** A live state counts until a later one is read. */
function latestOf(read: ShownRollout, { latest }: RolloutFeed): ShownRollout {
  const isOlder = (read.endedAt && !latest?.endedAt) || (read.analysis?.at ?? '') > (latest?.analysis?.at ?? '');
  return latest && !isOlder ? { ...read, ...latest } : read;
}

/** Reads everything again when the status or the step changes: the champion may be another. */
function useRereadOnChange(status: string | undefined, step: number | undefined): void {
  const queries = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another status or step is the reason to read
  useEffect(() => {
    if (status !== undefined) void queries.invalidateQueries();
  }, [queries, status, step]);
}

function Shown({ of, feed }: { readonly of: ShownRollout; readonly feed: RolloutFeed }): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  return (
    <>
      <FocusPlace state={`${of.status} ${of.step}`}>
        <Panel title={texts.title(of.id)} actions={<RolloutActions of={of} />}>
          {feed.refusal && <p className={styles.warning}>{texts.live}</p>}
          <State of={of} />
          <Steps of={of} />
          <ParticipantTable of={of} />
        </Panel>
      </FocusPlace>
      <Panel title={texts.guardrails}>
        <Guardrails of={of} events={feed.events} />
      </Panel>
      {of.abTest && <AbTestResult of={of.abTest} />}
      <ShadowReports of={of} />
      <Panel title={texts.events}>
        <EventList events={feed.events} />
      </Panel>
    </>
  );
}

function State({ of }: { readonly of: ShownRollout }): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const format = useFormat();
  const challengers = testedVersions(of).join(', ');
  return (
    <>
      <div className={styles.row} role="status">
        <Badge tone={ROLLOUT_TONES[of.status]}>{words.rolloutStatus[of.status]}</Badge>
        <span>
          {words.strategy[of.strategy]}: {texts.against(challengers, of.champion.version)}
        </span>
        {(of.waitsFor ?? of.endReason) && <bdi className={styles.hint}>{of.waitsFor ?? of.endReason}</bdi>}
      </div>
      <Figures>
        <Figure name={of.strategy === 'SHADOW' ? texts.shadowShare : texts.share}>
          {format.percent(of.trafficShare)}
        </Figure>
        {of.analysis && (
          <Figure name={texts.verdict}>
            <Badge tone={VERDICT_TONES[of.analysis.verdict]}>{words.verdict[of.analysis.verdict]}</Badge>
          </Figure>
        )}
        {isOpen(of.status) && of.nextStepAt && (
          <Figure name={texts.next}>
            <Ago time={of.nextStepAt} />
          </Figure>
        )}
        <Figure name={texts.started}>
          <Ago time={of.createdAt} />
        </Figure>
        {of.endedAt && (
          <Figure name={texts.ended}>
            <Ago time={of.endedAt} />
          </Figure>
        )}
      </Figures>
      <p className={styles.hint}>
        <bdi>{texts.by(of.requestedBy)}</bdi>: <bdi>{of.reason}</bdi>
      </p>
    </>
  );
}
