import { readFile } from 'node:fs/promises';
import { projectFile } from '../../../platform/process/program.ts';
import type { Calibration, ModelManifest } from '../../../scoring/model-manifest.ts';
import { extendModel, type OnnxArtifact } from '../../../subgraphs/models/demo/extend-model.ts';
import { DRAW, float, HUNDRED } from '../../../subgraphs/models/demo/failing-model.ts';
import { OnnxModel } from '../../../subgraphs/models/validation/onnx-proto.ts';
import { int64Constant, node, tensorValue } from './onnx-file.ts';

/** Demo model with its manifest data. */
export interface DemoModel extends OnnxArtifact {
  readonly calibration: Calibration;
  readonly manifest: ModelManifest;
}

/** Demo version: 1 is logistic regression, 2 gradient boosting and better. */
export async function demoModel(version: 1 | 2): Promise<DemoModel> {
  const path = (extension: string) => projectFile(`subgraphs/models/demo/lead-conversion-${version}.${extension}`);
  const manifest: ModelManifest = JSON.parse(await readFile(path('json'), 'utf8'));
  const { signature, calibration } = manifest;
  return { bytes: await readFile(path('onnx')), signature, calibration, manifest };
}

/** The same model in a file with another digest. */
export function twinOf(model: OnnxArtifact): OnnxArtifact {
  const added = OnnxModel.encode(OnnxModel.fromObject({ metadataProps: [{ key: 'twin', value: 'of another' }] }));
  return { ...model, bytes: Buffer.concat([model.bytes, added.finish()]) };
}

/** Model that returns NaN for a share of its requests, those on which `failingModel` would fail. */
export function nanModel(model: OnnxArtifact, share: number): OnnxArtifact {
  const steps = [
    ...DRAW,
    node('Greater', ['drawn', 'answered_up_to'], ['is_beyond']),
    node('Where', ['is_beyond', 'nan', 'probabilities'], ['holed']),
  ];
  const initializer = [HUNDRED, float('answered_up_to', 1 - share), float('nan', Number.NaN)];
  return extendModel(model, { node: steps, initializer }, 'holed');
}

/** Numbers that each turn of the slow model's loop processes. */
const SLOW_WIDTH = 4096;

/**
 * Model with the same probabilities and a higher latency: a loop of `turns` turns, each tens of microseconds, for any
 * batch size. Its computation depends on the input and enters the result below the last bit, so that it cannot be
 * optimized away.
 */
export function slowModel(model: OnnxArtifact, turns: number): OnnxArtifact {
  const body = {
    name: 'body',
    node: [node('Identity', ['go'], ['still']), node('Tanh', ['value'], ['next'])],
    input: [
      tensorValue({ name: 'turn', type: 'int64', shape: [] }),
      tensorValue({ name: 'go', type: 'bool', shape: [] }),
      tensorValue({ name: 'value', type: 'float', shape: [SLOW_WIDTH] }),
    ],
    output: [
      tensorValue({ name: 'still', type: 'bool', shape: [] }),
      tensorValue({ name: 'next', type: 'float', shape: [SLOW_WIDTH] }),
    ],
  };
  const toScalar = [{ name: 'keepdims', i: 0, type: 2 }];
  const steps = [
    node('ReduceMax', ['probabilities'], ['highest'], toScalar),
    node('Expand', ['highest', 'width'], ['wide']),
    node('Loop', ['turns', '', 'wide'], ['worked'], [{ name: 'body', g: body, type: 5 }]),
    node('ReduceMax', ['worked'], ['work'], toScalar),
    node('Mul', ['work', 'tiny'], ['below_last_bit']),
    node('Add', ['probabilities', 'below_last_bit'], ['late']),
  ];
  const initializer = [
    int64Constant('width', [SLOW_WIDTH]),
    { ...int64Constant('turns', [turns]), dims: [] },
    float('tiny', 1e-30),
  ];
  return extendModel(model, { node: steps, initializer }, 'late');
}

/** Model whose probabilities are shifted on the scale of log-odds. */
export function shiftedModel(model: OnnxArtifact, logOdds: number): OnnxArtifact {
  const steps = [
    node('Sub', ['one', 'probabilities'], ['others']),
    node('Div', ['probabilities', 'others'], ['odds']),
    node('Log', ['odds'], ['log_odds']),
    node('Add', ['log_odds', 'shift'], ['moved']),
    node('Sigmoid', ['moved'], ['shifted']),
  ];
  const shift = { ...float('shift', 0), dims: [2], floatData: [-logOdds, logOdds] };
  return extendModel(model, { node: steps, initializer: [float('one', 1), shift] }, 'shifted');
}

/**
 * Model whose probabilities are unrelated to the lead but have the right distribution: drawn from that with these
 * quantiles.
 *
 * With u uniform and q₀ … q_K: q₀ + Σᵢ (qᵢ₊₁ − qᵢ) · clip(K u − i, 0, 1).
 *
 * @param quantiles evenly spaced, including minimum and maximum, at least two
 */
export function shuffledModel(model: OnnxArtifact, quantiles: readonly number[]): OnnxArtifact {
  const pieces = quantiles.length - 1;
  const rises = quantiles.slice(1).map((quantile, i) => quantile - (quantiles[i] as number));
  const steps = [
    ...DRAW,
    node('Mul', ['drawn', 'pieces'], ['place']),
    node('Sub', ['place', 'starts'], ['within']),
    node('Clip', ['within', 'zero', 'one'], ['passed']),
    node('MatMul', ['passed', 'rises'], ['risen']),
    node('Add', ['risen', 'least'], ['positive']),
    node('Sub', ['one', 'positive'], ['negative']),
    node('Concat', ['negative', 'positive'], ['shuffled'], [{ name: 'axis', i: 1, type: 2 }]),
  ];
  const initializer = [
    HUNDRED,
    float('zero', 0),
    float('one', 1),
    float('pieces', pieces),
    float('least', quantiles[0] as number),
    { ...float('starts', 0), dims: [1, pieces], floatData: rises.map((_, i) => i) },
    { ...float('rises', 0), dims: [pieces, 1], floatData: rises },
  ];
  return extendModel(model, { node: steps, initializer }, 'shuffled');
}
