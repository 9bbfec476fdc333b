import { type ReactNode, Suspense } from 'react';
import { useParams, useSearchParams } from 'wouter';
import { ModelNamesDocument } from '../graph/generated/graphql.ts';
import { useGraph } from '../graph/use-graph.ts';
import { useMessages } from '../language/messages.ts';
import { Answer } from '../ui/answer.tsx';
import { SelectField } from '../ui/field.tsx';
import { PageHead } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Empty } from '../ui/states.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { MODEL_TABS } from './model-tabs.ts';
import { MODELS_MESSAGES } from './models.messages.ts';
import { RegisterPanel } from './register/register-panel.tsx';
import styles from './shared/models.module.css';

/** The page of models: versions, rollout, back-tests, grades, history and access, for one model. */
export default function ModelsPage(): ReactNode {
  const texts = useMessages(MODELS_MESSAGES);
  const names = useGraph(ModelNamesDocument, {});
  const known = names.data?.data.models?.map(({ name }) => name) ?? [];
  return (
    <>
      <PageHead title={texts.title}>{known.length > 1 && <ModelPicker names={known} />}</PageHead>
      <Answer of={names} lines={8}>
        {() => (known.length > 0 ? <WithModels names={known} /> : <WithoutModels />)}
      </Answer>
    </>
  );
}

/** The model of the address; the first one where it names none. */
function useModel(names: readonly string[]): string {
  const [search] = useSearchParams();
  return search.get('model') ?? (names[0] as string);
}

function WithoutModels(): ReactNode {
  const texts = useMessages(MODELS_MESSAGES);
  return (
    <div className={styles.stack}>
      <Empty>{texts.none}</Empty>
      <RegisterPanel />
    </div>
  );
}

function WithModels({ names }: { readonly names: readonly string[] }): ReactNode {
  const texts = useMessages(MODELS_MESSAGES);
  const { tab = 'versions' } = useParams<{ tab?: string }>();
  const [search] = useSearchParams();
  const model = useModel(names);
  const query = search.has('model') ? `?model=${encodeURIComponent(model)}` : '';
  const current = MODEL_TABS.find(({ name }) => name === tab) ?? MODEL_TABS[0];
  return (
    <>
      <Tabs
        label={texts.views}
        tabs={MODEL_TABS.map(({ name }) => ({
          href: `${name === 'versions' ? '/models' : `/models/${name}`}${query}`,
          name: texts.tabs[name],
          isCurrent: name === current.name,
        }))}
      />
      {names.includes(model) ? (
        <Suspense fallback={<Skeleton lines={8} />}>
          <current.content model={model} key={model} />
        </Suspense>
      ) : (
        <Empty>
          <bdi>{texts.unknownModel(model)}</bdi>
        </Empty>
      )}
    </>
  );
}

function ModelPicker({ names }: { readonly names: readonly string[] }): ReactNode {
  const texts = useMessages(MODELS_MESSAGES);
  const model = useModel(names);
  const [, setSearch] = useSearchParams();
  return (
    <div className={styles.picker}>
      <SelectField label={texts.model} value={model} onChange={(event) => setSearch({ model: event.target.value })}>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
    </div>
  );
}
