import { readFileSync } from 'node:fs';
import { projectFile } from '../../../platform/process/program.ts';

/** Panel of a dashboard, as far as tests look at it. */
interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

/** A PromQL expression, and the panel that has it. */
export interface PanelExpression {
  readonly panel: string;
  readonly expression: string;
}

const VARIABLES: readonly (readonly [RegExp, string])[] = [
  [/\$__rate_interval/g, '5m'],
  [/\$model/g, '.*'],
];

/** Expressions of the dashboard, with values in place of its variables. */
export function dashboardExpressions(): readonly PanelExpression[] {
  const text = readFileSync(projectFile('deploy/grafana/dashboards/lead-scoring.json'), 'utf8');
  const { panels } = JSON.parse(text) as { readonly panels: readonly Panel[] };
  return panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({
      panel: title,
      expression: VARIABLES.reduce((filled, [variable, value]) => filled.replace(variable, value), expr),
    })),
  );
}

/** Names of the metrics of an expression. */
export function metricNames(expression: string): readonly string[] {
  return [...new Set(expression.match(/\b(?:leadscore|nodejs|process)_[a-z0-9_]+/g) ?? [])];
}

/** Names of the labels that an expression selects or groups by. */
export function labelNames(expression: string): readonly string[] {
  const grouped = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names = '']) => names.split(/,\s*/));
  const selected = [...expression.matchAll(/([a-z_]+)=~?"/g)].map(([, name = '']) => name);
  return [...new Set([...grouped, ...selected])];
}
