import type { ReactNode } from 'react';
import { ModelVersionDetailsDocument, type ModelVersionDetailsQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import styles from '../shared/models.module.css';
import { VERSIONS_MESSAGES } from './versions.messages.ts';

type Details = NonNullable<ModelVersionDetailsQuery['modelVersion']>;

/** Facts of a version: its file, its signature, and what it was measured on. */
export function VersionDetails({ model, version }: { readonly model: string; readonly version: number }): ReactNode {
  const query = useGraph(ModelVersionDetailsDocument, { model, version }, { keepsPrevious: true });
  return <Answer of={query}>{({ modelVersion }) => modelVersion && <Facts of={modelVersion} />}</Answer>;
}

function Facts({ of }: { readonly of: Details }): ReactNode {
  const texts = useMessages(VERSIONS_MESSAGES);
  const format = useFormat();
  const { facts } = texts;
  return (
    <dl className={styles.facts}>
      <Fact name={facts.description}>
        <bdi>{of.description}</bdi>
      </Fact>
      <Fact name={facts.framework}>
        <bdi>{of.framework || texts.unknown}</bdi>
      </Fact>
      {of.command && (
        <Fact name={facts.command}>
          <bdi className={styles.mono}>{of.command}</bdi>
        </Fact>
      )}
      <Fact name={facts.size}>{format.bytes(of.sizeBytes)}</Fact>
      <Fact name={facts.digest}>
        <bdi className={styles.mono}>{of.digest}</bdi>
      </Fact>
      <Fact name={facts.holdout}>
        <bdi>{of.holdout ?? texts.unknown}</bdi>
      </Fact>
      <Fact name={facts.reference}>
        <Reference of={of.referenceWindow} />
      </Fact>
      {of.scoreComparison && (
        <Fact name={facts.reproduced}>
          {texts.reproduced(
            format.number(of.scoreComparison.rows),
            format.number(of.scoreComparison.largestDifference, 9),
          )}
        </Fact>
      )}
      {of.mlflow && (
        <Fact name={facts.mlflow}>
          <bdi>
            {of.mlflow.name}:{of.mlflow.version}
          </bdi>
          {of.mlflow.deletedAt && ` (${texts.deletedInMlflow})`}
        </Fact>
      )}
      <Fact name={facts.form}>
        <bdi>{of.signature.inputForm}</bdi>
      </Fact>
      <Fact name={`${facts.features} (${format.number(of.signature.inputs.length)})`}>
        <bdi className={styles.mono}>{of.signature.inputs.map(({ name }) => name).join(', ')}</bdi>
      </Fact>
    </dl>
  );
}

function Reference({ of }: { readonly of: Details['referenceWindow'] | undefined }): ReactNode {
  const texts = useMessages(VERSIONS_MESSAGES);
  const format = useFormat();
  if (!of) return texts.noReference;
  return texts.referenceWindow(of.rows, format.number(of.rows), format.date(of.from), format.date(of.until));
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
