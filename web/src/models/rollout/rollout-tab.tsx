import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { ModelRolloutsDocument, type ModelRolloutsQuery } from '../../graph/generated/graphql.ts';
import { type ListExtent, useGraphPages } from '../../graph/use-pages.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty } from '../../ui/states.tsx';
import styles from '../shared/models.module.css';
import { KillSwitch } from '../versions/kill-switch.tsx';
import { ROLLOUT_MESSAGES } from './rollout.messages.ts';
import { RolloutTable } from './rollout-table.tsx';
import { RolloutView } from './rollout-view.tsx';
import { StartRollout } from './start/start-rollout.tsx';

/** A model with its rollouts, as this view reads it. */
export type ModelOfRollouts = NonNullable<ModelRolloutsQuery['model']>;

/** A rollout of the list. */
export type ListedRollout = ModelOfRollouts['rollouts']['edges'][number]['node'];

/** The rollout of a model as it happens, and those before it. */
export default function RolloutTab({ model }: { readonly model: string }): ReactNode {
  const pages = useGraphPages(ModelRolloutsDocument, { model }, ({ model: of }) => of?.rollouts.pageInfo, {
    every: 10_000,
  });
  return (
    <Answer of={pages.query}>
      {(read) => {
        const of = read[0]?.model;
        const rollouts = read.flatMap((page) => page.model?.rollouts.edges ?? []).map(({ node }) => node);
        return of && <Rollouts model={model} of={of} rollouts={rollouts} extent={pages} />;
      }}
    </Answer>
  );
}

function Rollouts({
  model,
  of,
  rollouts,
  extent,
}: {
  readonly model: string;
  readonly of: ModelOfRollouts;
  readonly rollouts: readonly ListedRollout[];
  readonly extent: ListExtent;
}): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const mayStart = useRight('models:promote');
  const [search, setSearch] = useSearchParams();
  const shown = search.get('rollout') ?? of.rollout?.id ?? rollouts[0]?.id;
  const show = (id: string): void =>
    setSearch((before) => {
      before.set('rollout', id);
      // the form has been used: it must not open again after this rollout
      before.delete('start');
      return before;
    });
  return (
    <div className={styles.stack}>
      {!mayStart && <p className={styles.hint}>{texts.noRight}</p>}
      <div className={styles.row}>
        {mayStart && !of.rollout && of.champion && <StartRollout model={model} of={of} onStarted={show} />}
        <KillSwitch of={of} />
      </div>
      {shown === undefined ? <Empty>{texts.none}</Empty> : <RolloutView key={shown} id={shown} model={model} />}
      {rollouts.length > 0 && (
        <Panel title={texts.others}>
          <RolloutTable rollouts={rollouts} shown={shown} onShow={show} />
          <ShowMore list={texts.others} shown={rollouts.length} extent={extent} />
        </Panel>
      )}
    </div>
  );
}
