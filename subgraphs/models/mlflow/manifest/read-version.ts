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

/** Artifact and manifest of an MLflow version. */
export interface MlflowMaterial extends Material {
  /** metrics of gates that are not finite numbers, in words: the version is imported without them */
  readonly unusableMetrics: readonly string[];
}

/**
 * Fetches the file of an MLflow version, and builds its manifest from `MLmodel` with its metadata, run, logged model and tags.
 *
 * @param model its name in this registry
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
    description: version.description || `MLflow model ${nameOf(version)}`,
    framework: mlModel.framework,
    command: commandOf(figures.tags),
    signature,
    metrics: mapMetrics(figures.metrics),
    ...mlModel.manifest,
    // its name in this registry, whatever the metadata say
    model,
    ...manifestTags(tags),
  };
  return { artifact: { bytes }, manifest, unusableMetrics: figures.unusable };
}

/** Finite metrics, and the others in words. */
interface Figures extends MlflowFigures {
  readonly unusable: readonly string[];
}

/**
 * Metrics of the run, overridden by those of the logged model, as a run may have logged several models.
 *
 * Values that are not finite are dropped. A logged model stores NaN as 0, so a value that is not finite in the run is
 * dropped, too.
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

/** Name of a value that is not finite; MLflow stores infinity as the largest number. */
function shown(value: number): string {
  return String(Number.isNaN(value) ? value : Math.sign(value) * Number.POSITIVE_INFINITY);
}

/** Whether a value is finite: MLflow stores infinity as the largest number. */
function isFigure(value: number): boolean {
  return Math.abs(value) < Number.MAX_VALUE;
}

/** Result of a request, or a default when the run was deleted, or the server has no logged models. */
async function orNothing<Result>(asked: Promise<Result>, nothing: Result): Promise<Result> {
  return asked.catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'MLFLOW_NOT_FOUND') return nothing;
    throw error;
  });
}

/** Program of the run, such as `train.py at 3f2a…`. */
function commandOf(tags: MlflowFigures['tags']): string {
  const program = tags['mlflow.source.name'] ?? '';
  const commit = tags['mlflow.source.git.commit'];
  return commit ? `${program} at ${commit}` : program;
}

/** Label of a version: `lead-conversion:2`. */
function nameOf({ name, version }: MlflowModelVersion): string {
  return `${name}:${version}`;
}
