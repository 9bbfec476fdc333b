import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { ModelVersionsDocument, type ModelVersionsQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { RegisterPanel } from '../register/register-panel.tsx';
import { FocusPlace } from '../shared/focus-place.tsx';
import styles from '../shared/models.module.css';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { Comparison } from './comparison.tsx';
import { Gates } from './gates.tsx';
import { KillSwitch } from './kill-switch.tsx';
import { PromotionPolicyPanel } from './promotion-policy.tsx';
import { PromotionRequests } from './promotion-requests.tsx';
import { VersionActions } from './version-actions.tsx';
import { firstChoice, firstComparison, toggleCompared } from './version-choice.ts';
import { VersionDetails } from './version-details.tsx';
import { VersionTable } from './version-table.tsx';
import { VERSIONS_MESSAGES } from './versions.messages.ts';

/** A model with its versions, as this view reads it. */
export type ShownModel = NonNullable<ModelVersionsQuery['model']>;

/** Versions of a model: side by side, with gates and every change of them. */
export default function VersionsTab({ model }: { readonly model: string }): ReactNode {
  const query = useGraph(ModelVersionsDocument, { model }, { every: 15_000 });
  return <Answer of={query}>{({ model: shown }) => shown && <Versions of={shown} />}</Answer>;
}

function Versions({ of }: { readonly of: ShownModel }): ReactNode {
  const texts = useMessages(VERSIONS_MESSAGES);
  const mayRegister = useRight('models:promote');
  const [search, setSearch] = useSearchParams();
  const [compared, setCompared] = useState(() => firstComparison(of.versions));
  const asked = Number(search.get('version'));
  const version = of.versions.find((each) => each.version === asked)?.version ?? firstChoice(of.versions);
  const shown = of.versions.find((each) => each.version === version);
  const select = (chosen: number): void =>
    setSearch((before) => {
      before.set('version', String(chosen));
      return before;
    });
  return (
    <div className={styles.stack}>
      {of.rollout && <OpenRollout of={of.rollout} />}
      <Panel title={texts.versions} actions={<KillSwitch of={of} />}>
        {of.versions.length === 0 && <Empty>{texts.none}</Empty>}
        <VersionTable
          versions={of.versions}
          selected={version}
          onSelect={select}
          compared={compared}
          onCompare={(each) => setCompared(toggleCompared(compared, each))}
        />
      </Panel>
      {shown && (
        <div className={styles.split}>
          <FocusPlace state={`${shown.stage} ${shown.aliases}`}>
            <Panel title={texts.details(shown.version)} actions={<VersionActions model={of} version={shown} />}>
              <VersionDetails model={of.name} version={shown.version} />
            </Panel>
          </FocusPlace>
          <div className={styles.stack}>
            {shown.stage !== 'PRODUCTION' && <Gates model={of.name} version={shown.version} />}
            <PromotionPolicyPanel model={of.name} />
          </div>
        </div>
      )}
      <Comparison model={of.name} versions={compared} />
      <PromotionRequests model={of.name} />
      {mayRegister && <RegisterPanel model={of.name} />}
    </div>
  );
}

function OpenRollout({ of }: { readonly of: NonNullable<ShownModel['rollout']> }): ReactNode {
  const texts = useMessages(VERSIONS_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  return (
    <p className={styles.warning} role="status">
      {words.strategy[of.strategy]}, {words.rolloutStatus[of.status]}: {texts.rolloutOpen}{' '}
      <Link href="/models/rollout">{texts.toRollout}</Link>
    </p>
  );
}
