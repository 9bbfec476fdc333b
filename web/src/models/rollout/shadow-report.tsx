import type { ReactNode } from 'react';
import { ModelShadowReportDocument, type ModelShadowReportQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Figure, Figures, Panel } from '../../ui/panel.tsx';
import { RESULTS_MESSAGES } from './results.messages.ts';
import { isOpen } from './rollout-progress.ts';
import type { ShownRollout } from './rollout-view.tsx';

type Report = NonNullable<NonNullable<ModelShadowReportQuery['rollout']>['shadowReport']>;

/** Comparison of each shadow's scores with the returned ones. */
export function ShadowReports({ of }: { readonly of: ShownRollout }): ReactNode {
  return of.versions
    .filter(({ role }) => role === 'SHADOW')
    .map(({ modelVersion: { version } }) => (
      <ShadowReport key={version} id={of.id} version={version} isOpen={isOpen(of.status)} />
    ));
}

function ShadowReport(of: { readonly id: string; readonly version: number; readonly isOpen: boolean }): ReactNode {
  const texts = useMessages(RESULTS_MESSAGES);
  const { id, version } = of;
  const query = useGraph(ModelShadowReportDocument, { id, version }, of.isOpen ? { every: 15_000 } : {});
  return (
    <Panel title={texts.shadow(version)}>
      <Answer of={query}>{({ rollout }) => rollout?.shadowReport && <Report of={rollout.shadowReport} />}</Answer>
    </Panel>
  );
}

function Report({ of }: { readonly of: Report }): ReactNode {
  const texts = useMessages(RESULTS_MESSAGES);
  const format = useFormat();
  const number = (value: number | null | undefined, decimals: number): string =>
    value == null ? '–' : format.number(value, decimals);
  const latency = (value: number | null | undefined): string => (value == null ? '–' : format.duration(value));
  const figures: readonly (readonly [string, string])[] = [
    [texts.compared, format.number(of.count)],
    [texts.errors, format.number(of.errors)],
    [texts.dropped, format.number(of.dropped)],
    [texts.spearman, number(of.spearman, 3)],
    [texts.difference95, number(of.meanAbsoluteDifference, 4)],
    [texts.psi, number(of.scorePsi, 3)],
    [texts.overlap, of.topDecileOverlap == null ? '–' : format.percent(of.topDecileOverlap)],
    [texts.latency, texts.against(latency(of.shadow.latencyP95Ms), latency(of.champion.latencyP95Ms))],
    [texts.auc, texts.against(number(of.shadow.auc, 4), number(of.champion.auc, 4))],
    [texts.brier, texts.against(number(of.shadow.brier, 4), number(of.champion.brier, 4))],
  ];
  return (
    <Figures>
      {figures.map(([name, value]) => (
        <Figure key={name} name={name}>
          {value}
        </Figure>
      ))}
    </Figures>
  );
}
