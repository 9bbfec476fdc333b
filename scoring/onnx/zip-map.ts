import type { DomainError } from '../../platform/errors.ts';
import { refusal } from '../../platform/refusal.ts';

/** The way to a float tensor with each library whose exporter writes ZipMap. */
const REMEDY = [
  'a float tensor, which every exporter can write.',
  "skl2onnx: options={id(model): {'zipmap': False}}, also for a pipeline around LightGBM or XGBoost.",
  'onnxmltools: convert_lightgbm(…, zipmap=False); convert_xgboost writes a tensor without an option.',
  "CatBoost: select_model_inputs_outputs(onnx_model, 'probability_tensor') of skl2onnx.helpers.onnx_helper takes off the ZipMap.",
  'Others: name the input of the ZipMap node as the output of the graph',
].join(' ');

/** The refusal of outputs that are no tensors: sequences and maps, which ONNX Runtime cannot hand over in Node. */
export function zipMapRefusal(outputs: readonly string[]): DomainError {
  const where = `output ${outputs.join(', ')}`;
  return refusal('ARTIFACT_ZIPMAP_OUTPUT', where, 'a sequence of maps, as ZipMap makes it, or the like', REMEDY);
}
