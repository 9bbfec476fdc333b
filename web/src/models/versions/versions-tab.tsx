import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import {
  ModelAskedVersionDocument,
  type ModelListedVersionFragment,
  ModelVersionsDocument,
  type ModelVersionsQuery,
} from '../../graph/generated/graphql.ts';
import { type PageOfRows, pageOfRows } from '../../graph/page-position.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { type ListExtent, useGraphPages } from '../../graph/use-pages.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
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

/** A model, as this view reads it. */
export type ShownModel = NonNullable<ModelVersionsQuery['model']>;

/** A version of the list. */
export type ShownVersion = ModelListedVersionFragment;

const READ_EVERY_MS = 15_000;
// one fewer than its document asks for
const PAGE_VERSIONS = 100;

/** Versions of a model: side by side, with gates and every change of them. */
export default function VersionsTab({ model }: { readonly model: string }): ReactNode {
  const pages = useGraphPages(ModelVersionsDocument, { model }, (page) => pageOf(page).position, {
    every: READ_EVERY_MS,
  });
  return (
    <Answer of={pages.query}>
      {(read) => {
        const of = read[0]?.model;
        return of && <Versions of={of} versions={read.flatMap((page) => pageOf(page).rows)} extent={pages} />;
      }}
    </Answer>
  );
}

function pageOf({ model }: ModelVersionsQuery): PageOfRows<ShownVersion> {
  return pageOfRows(model?.versions ?? [], PAGE_VERSIONS, ({ version }) => version);
}

function Versions({
  of,
  versions,
  extent,
}: {
  readonly of: ShownModel;
  readonly versions: readonly ShownVersion[];
  readonly extent: ListExtent;
}): ReactNode {
  const texts = useMessages(VERSIONS_MESSAGES);
  const mayRegister = useRight('models:promote');
  const [, setSearch] = useSearchParams();
  const [compared, setCompared] = useState(() => firstComparison(versions, of.champion?.version));
  const shown = useShownVersion(of, versions);
  const select = (chosen: number): void =>
    setSearch((before) => {
      before.set('version', String(chosen));
      return before;
    });
  return (
    <div className={styles.stack}>
      {of.rollout && <OpenRollout of={of.rollout} />}
      <Panel title={texts.versions} actions={<KillSwitch of={of} />}>
        {versions.length === 0 && <Empty>{texts.none}</Empty>}
        <VersionTable
          versions={versions}
          selected={shown?.version}
          onSelect={select}
          compared={compared}
          onCompare={(each) => setCompared(toggleCompared(compared, each))}
        />
        <ShowMore list={texts.versions} shown={versions.length} extent={extent} />
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

/** The version of the address, else the first choice; either may be older than those listed. */
function useShownVersion(
  { name: model, champion }: ShownModel,
  versions: readonly ShownVersion[],
): ShownVersion | undefined {
  const [search] = useSearchParams();
  const asked = Number(search.get('version'));
  const find = (number: number | undefined): ShownVersion | undefined =>
    versions.find(({ version }) => version === number);
  const isOlder = Number.isInteger(asked) && asked > 0 && asked < (versions.at(-1)?.version ?? 0);
  // of the first page: more rows choose no other version
  const first = firstChoice(versions.slice(0, PAGE_VERSIONS), champion?.version);
  const wanted = isOlder || find(asked) ? asked : first;
  const listed = find(wanted);
  const older = useGraph(
    ModelAskedVersionDocument,
    { model, version: wanted ?? 0 },
    { enabled: wanted !== undefined && !listed, every: READ_EVERY_MS },
  );
  return listed ?? older.data?.data.modelVersion ?? (older.isLoading ? undefined : versions[0]);
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
