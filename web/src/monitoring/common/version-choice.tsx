import type { ReactNode } from 'react';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Empty, NoRight } from '../../ui/states.tsx';
import type { ModelWithVersions } from '../../versions/model-versions.ts';
import { useModelVersions } from '../../versions/use-model-versions.ts';
import { MONITORING_MESSAGES } from './monitoring.messages.ts';
import styles from './monitoring.module.css';
import { useSearch } from './use-search.ts';
import { chooseVersion, type VersionChoice } from './versions.ts';

/**
 * Chooses model and version by the address, at first the champion, and shows both choices before its content.
 *
 * @param actions stand at the end of the choices
 */
export function WithVersion({
  children,
  extra,
  actions,
}: {
  readonly children: (choice: VersionChoice) => ReactNode;
  /** further choices */
  readonly extra?: (choice: VersionChoice) => ReactNode;
  readonly actions?: (choice: VersionChoice) => ReactNode;
}): ReactNode {
  const texts = useMessages(MONITORING_MESSAGES);
  const canRead = useRight('models:read');
  const { query, models } = useModelVersions({ enabled: canRead });
  const [search] = useSearch();
  if (!canRead) return <NoRight scope="models:read" />;
  return (
    <Answer of={query}>
      {() => {
        const choice = chooseVersion(models, search.get('model'), search.get('version'));
        if (!choice) return <Empty>{texts.noModel}</Empty>;
        return (
          <>
            <div className={styles.bar}>
              <Choices models={models} choice={choice} />
              {extra?.(choice)}
              {actions && <div className={styles.actions}>{actions(choice)}</div>}
            </div>
            {children(choice)}
          </>
        );
      }}
    </Answer>
  );
}

function Choices({
  models,
  choice,
}: {
  readonly models: readonly ModelWithVersions[];
  readonly choice: VersionChoice;
}): ReactNode {
  const texts = useMessages(MONITORING_MESSAGES);
  const [, change] = useSearch();
  const versions = models.find(({ name }) => name === choice.model)?.versions ?? [];
  return (
    <>
      {models.length > 1 && (
        <SelectField
          label={texts.model}
          value={choice.model}
          onChange={(event) => change({ model: event.target.value, version: undefined, report: undefined })}
        >
          {models.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </SelectField>
      )}
      <SelectField
        label={texts.version}
        value={String(choice.version)}
        onChange={(event) => change({ version: event.target.value, report: undefined })}
      >
        {versions.map(({ version }) => (
          <option key={version} value={version}>
            {texts.versionName(version, version === choice.champion)}
          </option>
        ))}
      </SelectField>
    </>
  );
}
