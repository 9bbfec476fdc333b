import type { ReactNode } from 'react';
import {
  type ModelComparedFragment,
  ModelComparisonDocument,
  ModelTrafficComparisonDocument,
} from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import styles from '../shared/models.module.css';
import { COMPARISON_MESSAGES } from './comparison.messages.ts';
import { summarizeTraffic } from './comparison-rows.ts';
import { FeatureTable } from './feature-table.tsx';
import { ManifestTable } from './manifest-table.tsx';
import { ProductionTable } from './production-table.tsx';
import { TrafficTable } from './traffic-table.tsx';

/** A version of the comparison. */
export type Compared = ModelComparedFragment;

/** Two or three versions side by side: manifest, production, traffic and signature. */
export function Comparison({
  model,
  versions,
}: {
  readonly model: string;
  readonly versions: readonly number[];
}): ReactNode {
  const texts = useMessages(COMPARISON_MESSAGES);
  const [first, second] = versions;
  return (
    <Panel title={texts.title}>
      {first === undefined || second === undefined ? (
        <Empty>{texts.few}</Empty>
      ) : (
        <Compare
          variables={{ model, first, second, third: versions[2] ?? first, hasThird: versions[2] !== undefined }}
        />
      )}
    </Panel>
  );
}

interface Chosen {
  readonly model: string;
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly hasThird: boolean;
}

function Compare({ variables }: { readonly variables: Chosen }): ReactNode {
  const mayMonitor = useRight('monitoring:read');
  const query = useGraph(ModelComparisonDocument, { ...variables, mayMonitor }, { keepsPrevious: true });
  return (
    <Answer of={query} lines={8}>
      {({ first, second, third }) => {
        const versions = [first, second, third].filter((version) => version !== null && version !== undefined);
        return (
          <div className={styles.tables}>
            <ManifestTable versions={versions} />
            {mayMonitor && <ProductionTable versions={versions} />}
            {mayMonitor && <Traffic variables={variables} versions={versions} />}
            <FeatureTable versions={versions} />
          </div>
        );
      }}
    </Answer>
  );
}

function Traffic({
  variables,
  versions,
}: {
  readonly variables: Chosen;
  readonly versions: readonly Compared[];
}): ReactNode {
  const query = useGraph(ModelTrafficComparisonDocument, variables, { keepsPrevious: true });
  return (
    <Answer of={query}>
      {({ first, second, third }) => (
        <TrafficTable
          versions={versions}
          traffic={[first, second, third].map((history) => summarizeTraffic(history?.points ?? []))}
        />
      )}
    </Answer>
  );
}
