import { DomainError } from '../../shared/errors.ts';
import type { Material } from '../register-version.ts';
import { proxyPath } from './artifact-path.ts';
import { graphOutputs } from './graph-outputs.ts';
import { mapMetrics } from './map-metrics.ts';
import { mapSignature } from './map-signature.ts';
import { type MlModel, parseMlModel } from './ml-model.ts';
import type { MlflowModelVersion } from './mlflow-answers.ts';
import type { MlflowClient, MlflowFigures } from './mlflow-client.ts';
import { unusable } from './unusable.ts';
import { columnsTag, manifestTags } from './version-tags.ts';

const ML_MODEL_LIMIT_BYTES = 1_048_576;
const NOTHING: MlflowFigures = { metrics: {}, tags: {} };

/**
 * Fetches the file of an MLflow version, and gathers its manifest from `MLmodel`, run, logged model and tags.
 *
 * @throws {DomainError} MLFLOW_VERSION_UNUSABLE, ARTIFACT_TOO_LARGE, ARTIFACT_INVALID, ARTIFACT_ZIPMAP_OUTPUT, MLFLOW_*
 */
export async function readMlflowVersion(
  client: MlflowClient,
  version: MlflowModelVersion,
  artifactLimitBytes: number,
): Promise<Material> {
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
    model: name,
    description: version.description || `MLflow model ${nameOf(version)}`,
    framework: mlModel.framework,
    command: commandOf(figures.tags),
    signature,
    metrics: mapMetrics(figures.metrics),
    ...manifestTags(tags),
  };
  return { artifact: { bytes }, manifest };
}

/**
 * The figures of the run, and over them those of the logged model: a run may have logged several models.
 *
 * What is no finite number is no figure. A run says so; a logged model turns NaN into 0, thus the run has the last word.
 */
async function readFigures(client: MlflowClient, { modelId }: MlModel, runId: string): Promise<MlflowFigures> {
  const run = runId === '' ? NOTHING : await orNothing(client.getRun(runId), NOTHING);
  const own = modelId ? await orNothing(client.getLoggedModelMetrics(modelId), {}) : {};
  const metrics = Object.entries({ ...run.metrics, ...own }).filter(
    ([name, value]) => isFigure(value) && isFigure(run.metrics[name] ?? 0),
  );
  return { tags: run.tags, metrics: Object.fromEntries(metrics) };
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
