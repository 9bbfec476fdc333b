import { readFileSync } from 'node:fs';
import { FEATURES, type FeatureDefinition } from '../../lake/features/features.ts';
import { DEFAULT_MODEL } from '../../platform/config/default-model.ts';
import { projectFile } from '../../platform/process/program.ts';
import { modelManifest } from '../../scoring/model-manifest.ts';
import { code, listed, page, section, table } from './markdown.ts';

const VERSIONS = [1, 2] as const;

const INTRODUCTION = `A model sees a lead as a vector of features. Each is defined once, in \`lake/features/features.ts\`, as SQL that PostgreSQL, DuckDB and Spark understand alike. A model names in its signature the features that it wants; a feature that is unknown of a lead is missing (null), never 0, unless the table says otherwise. \`Score.features\` shows the values that a score was computed from.`;

/** Page of the features: kind, unit, source, and the demo models that use each. */
export function featuresPage(): string {
  const rows = FEATURES.map((feature: FeatureDefinition) => [
    code(feature.name),
    code(camel(feature.name)),
    feature.kind,
    feature.unit ?? '',
    sourceOf(feature),
    feature.from === 'lead' ? '' : String(feature.whenIdle ?? 'missing'),
    feature.description,
  ]);
  const head = ['feature', 'field of `FeatureInput`', 'kind', 'unit', 'comes from', 'without interactions', 'meaning'];
  const sql = FEATURES.map(({ name, sql: text }) => [code(name), code(text)]);
  return page(
    'Features',
    INTRODUCTION,
    section('All features', [table(head, rows)]),
    section('Demo models', [table(['model', 'version', 'algorithm', 'features'], VERSIONS.map(demoModel))]),
    section('Definitions', [DEFINITIONS, table(['feature', 'SQL'], sql)]),
  );
}

const DEFINITIONS =
  '`l` is the row of the lead, `i` its interactions up to the time of the score, and `q.as_of` that time in epoch milliseconds. `{double}` stands for the 64-bit float type of the engine.';

function sourceOf({ from, sql }: FeatureDefinition): string {
  const columns = [
    ...new Set([...sql.matchAll(/\bl\.(\w+)/g)].map(([, column = '']) => code(`Lead.${camel(column)}`))),
  ];
  if (from === 'lead') return listed(columns);
  const kinds = [...new Set([...sql.matchAll(/i\.kind = '(\w+)'/g)].map(([, kind = '']) => code(kind)))];
  return kinds.length === 0 ? 'interactions of every kind' : `interactions of kind ${listed(kinds)}`;
}

function demoModel(version: number): string[] {
  const text = readFileSync(projectFile(`subgraphs/models/demo/${DEFAULT_MODEL}-${version}.json`), 'utf8');
  const { description, signature } = modelManifest.parse(JSON.parse(text));
  return [code(DEFAULT_MODEL), String(version), description, signature.inputs.map(({ name }) => code(name)).join(', ')];
}

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
