import { DomainError } from '../../../../platform/errors.ts';
import type { Material } from '../../registry/register-version.ts';
import type { MlflowModelVersion } from '../client/mlflow-answers.ts';
import type { MlflowClient, MlflowFigures } from '../client/mlflow-client.ts';
import { unusable } from '../client/unusable.ts';
import { proxyPath } from './artifact-path.ts';
import { graphOutputs } from './graph-outputs.ts';
import { isKnownMetric, mapMetrics } from './map-metrics.ts';
import { mapSignature } from './map-signature.ts';
import { type MlModel, parseMlModel } from './ml-model.ts';
import { columnsTag, manifestTags } from './version-tags.ts';

const ML_MODEL_LIMIT_BYTES = 1_048_576;
const NOTHING: MlflowFigures = { metrics: {}, tags: {} };

/** What an MLflow version gives for its registration here. */
export interface MlflowMaterial extends Material {
  /** metrics that gates would read and that are no finite numbers, in words: the version comes without them */
  readonly unusableMetrics: readonly string[];
}

/**
 * Fetches the file of an MLflow version, and gathers its manifest from `MLmodel`, run, logged model and tags.
 *
 * @param model its name here
 * @throws {DomainError} MLFLOW_VERSION_UNUSABLE, ARTIFACT_TOO_LARGE, ARTIFACT_INVALID, ARTIFACT_ZIPMAP_OUTPUT, MLFLOW_*
 */
export async function readMlflowVersion(
  client: MlflowClient,
  version: MlflowModelVersion,
  model: string,
  artifactLimitBytes: number,
): Promise<MlflowMaterial> {
  const { name, tags, runId, status } = version;
  if (status !== 'READY') throw unusable(nameOf(version), `status ${status}`, 'READY');
  const root = await client.getArtifactUri(name, version.version);
  const text = await client.getFile(proxyPath(root, 'MLmodel'), ML_MODEL_LIMIT_BYTES);
  const mlModel = parseMlModel(Buffer.from(text).toString());
  const path = proxyPath(root, mlModel.data);
  const bytes = await client.getFile(path, artifactLimitBytes);
  const signature = mapSignature({ ...mlModel, columns: columnsTag(tags) }, graphOutputs(bytes));
  const figures = await readFigures(client, mlModel, runId);
  const manifest = {
    model,
    description: version.description || `MLflow model ${nameOf(version)}`,
    framework: mlModel.framework,
    command: commandOf(figures.tags),
    signature,
    metrics: mapMetrics(figures.metrics),
    ...manifestTags(tags),
  };
  return { artifact: { bytes }, manifest, unusableMetrics: figures.unusable };
}

/** Figures of which each is a finite number, and the others in words. */
interface Figures extends MlflowFigures {
  readonly unusable: readonly string[];
}

/**
 * The figures of the run, and over them those of the logged model: a run may have logged several models.
 *
 * What is no finite number is no figure. A run says so; a logged model turns NaN into 0, thus the run has the last word.
 */
async function readFigures(client: MlflowClient, { modelId }: MlModel, runId: string): Promise<Figures> {
  const run = runId === '' ? NOTHING : await orNothing(client.getRun(runId), NOTHING);
  const own = modelId ? await orNothing(client.getLoggedModelMetrics(modelId), {}) : {};
  const said = Object.entries({ ...run.metrics, ...own }).map(
    ([name, value]) => [name, isFigure(run.metrics[name] ?? 0) ? value : (run.metrics[name] as number)] as const,
  );
  const unusable = said
    .filter(([name, value]) => isKnownMetric(name) && !isFigure(value))
    .map(([name, value]) => `metric ${name}: found ${shown(value)}, expected a finite number; imported without it`);
  return { tags: run.tags, metrics: Object.fromEntries(said.filter(([, value]) => isFigure(value))), unusable };
}

/** Infinite numbers by their name, of which MLflow makes the largest that there is. */
function shown(value: number): string {
  return String(Number.isNaN(value) ? value : Math.sign(value) * Number.POSITIVE_INFINITY);
}

/** MLflow stores infinity as the largest number there is. */
function isFigure(value: number): boolean {
  return Math.abs(value) < Number.MAX_VALUE;
}

/** A run may have been deleted, and an older server knows no logged models: then there are no figures. */
async function orNothing<Result>(asked: Promise<Result>, nothing: Result): Promise<Result> {
  return asked.catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'MLFLOW_NOT_FOUND') return nothing;
    throw error;
  });
}

/** The program that made the run, such as `train.py at 3f2a…`. */
function commandOf(tags: MlflowFigures['tags']): string {
  const program = tags['mlflow.source.name'] ?? '';
  const commit = tags['mlflow.source.git.commit'];
  return commit ? `${program} at ${commit}` : program;
}

/** A version in words: `lead-conversion:2`. */
function nameOf({ name, version }: MlflowModelVersion): string {
  return `${name}:${version}`;
}
