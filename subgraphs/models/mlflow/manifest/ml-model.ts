import { parse } from 'yaml';
import { z } from 'zod';
import { cutText } from '../../../../platform/cut-text.ts';
import { unusable } from '../client/unusable.ts';

const yamlDocument = z.object({
  flavors: z.record(z.string(), z.unknown()),
  signature: z.object({ inputs: z.string().nullish(), outputs: z.string().nullish() }).nullish(),
  model_id: z.string().nullish(),
  mlflow_version: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});

const onnxFlavor = z.object({ data: z.string().min(1), onnx_version: z.string().nullish() });

/** Contents of the file `MLmodel` of a logged model. */
export interface MlModel {
  /** path of the ONNX file, relative to the folder of `MLmodel` */
  readonly data: string;
  /** JSON texts, as MLflow writes them; absent without a signature */
  readonly inputs: string | undefined;
  readonly outputs: string | undefined;
  /** id of the logged model; absent before MLflow 3 */
  readonly modelId: string | undefined;
  /** such as `onnx 1.19.1, MLflow 3.17.2` */
  readonly framework: string;
  /** parts of a manifest from the metadata of the model: the value of `lead_scoring.manifest`, a JSON text */
  readonly manifest: Readonly<Record<string, unknown>>;
}

/**
 * Parses an `MLmodel` file.
 *
 * @throws {DomainError} MLFLOW_VERSION_UNUSABLE when it is invalid, or has no flavour `onnx`
 */
export function parseMlModel(text: string): MlModel {
  const { flavors, signature, model_id: modelId, mlflow_version: version, metadata } = readDocument(text);
  if (flavors.onnx === undefined) {
    const found = Object.keys(flavors).join(', ') || 'none';
    throw unusable('MLmodel, flavors', found, 'the flavour onnx, as mlflow.onnx.log_model writes it');
  }
  const onnx = onnxFlavor.safeParse(flavors.onnx);
  if (!onnx.success) throw unusable('MLmodel, flavors.onnx', 'no data', 'the path of the ONNX file');
  return {
    data: onnx.data.data,
    inputs: signature?.inputs ?? undefined,
    outputs: signature?.outputs ?? undefined,
    modelId: modelId ?? undefined,
    framework: [`onnx ${onnx.data.onnx_version ?? ''}`.trim(), ...(version ? [`MLflow ${version}`] : [])].join(', '),
    manifest: readManifest(metadata?.[MANIFEST_KEY]),
  };
}

const MANIFEST_KEY = 'lead_scoring.manifest';

function readManifest(text: unknown): Readonly<Record<string, unknown>> {
  if (text === undefined) return {};
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(String(text)));
  } catch {
    throw unusable(`MLmodel, metadata.${MANIFEST_KEY}`, JSON.stringify(cutText(String(text), 80)), 'an object as JSON');
  }
}

function readDocument(text: string): z.output<typeof yamlDocument> {
  const parsed = yamlDocument.safeParse(readYaml(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unusable('MLmodel', `${issue?.path.join('.')}: ${issue?.message}`, 'the description of a logged model');
}

function readYaml(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' });
  } catch (error) {
    throw unusable(
      'MLmodel',
      `no YAML: ${cutText((error as Error).message, 100)}`,
      'the description of a logged model',
    );
  }
}
