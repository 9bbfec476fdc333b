import { refusal } from '../../../../platform/refusal.ts';
import type { Db } from '../../versions/store/version-store.ts';
import { findLinkedModel, findOtherSource } from '../store/deletion-store.ts';

/** Valid names of models. */
const NAME = /^[\w.-]{1,100}$/;

/** Names of models in this registry by their names in MLflow, where these differ. */
export type ModelNames = ReadonlyMap<string, string>;

/**
 * Name of an MLflow model in this registry: the one its versions were imported to, else the configured one, else its
 * own.
 *
 * @throws {DomainError} MLFLOW_VERSION_UNUSABLE when it is invalid, or belongs to another MLflow model
 */
export async function modelNameOf(db: Db, name: string, names: ModelNames): Promise<string> {
  const mapped = names.get(name.normalize('NFC'));
  const model = (await findLinkedModel(db, name)) ?? mapped ?? name;
  if (!NAME.test(model)) throw unusableName(name, 'no name', 'letters, digits, _ . and - only, 100 at most');
  const other =
    (await findOtherSource(db, model, name)) ?? (mapped === undefined ? mappedTo(model, names, name) : undefined);
  if (other === undefined) return model;
  throw unusableName(name, `${model}, which has the versions of ${JSON.stringify(other)}`, 'a model of its own');
}

function unusableName(name: string, found: string, expected: string) {
  return refusal(
    'MLFLOW_VERSION_UNUSABLE',
    `MLflow model ${JSON.stringify(name)}`,
    found,
    `${expected}; MLFLOW_MODEL_NAMES can give it another name here`,
  );
}

function mappedTo(model: string, names: ModelNames, name: string): string | undefined {
  for (const [other, target] of names) if (target === model && other !== name.normalize('NFC')) return other;
  return undefined;
}
