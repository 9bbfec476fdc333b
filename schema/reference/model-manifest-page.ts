import { z } from 'zod';
import { MANIFEST_LIMITS, versionDocument } from '../../subgraphs/models/versions/rules/version-document.ts';
import { fence, page, section } from './markdown.ts';
import { memberTable, type ObjectSchema } from './member-table.ts';

const INTRODUCTION = `A manifest is the JSON that comes beside an ONNX file: \`manifest\` of \`registerModelVersion\`. It is checked as a whole, and a refusal names every fault with its place. Only the description and the signature are required; what gates and drift checks need (metrics, a holdout digest, a reference window) is worth giving. At most ${MANIFEST_LIMITS.windowRows.toLocaleString('en')} rows and ${MANIFEST_LIMITS.windowColumns} columns make a reference window, and ${MANIFEST_LIMITS.metrics} metrics a version.`;

const EXAMPLE = `{
  "description": "Gradient boosting on website visits.",
  "framework": "scikit-learn 1.7.2",
  "signature": {
    "inputs": [
      { "name": "page_views", "type": "double", "required": false },
      { "name": "industry", "type": "string", "required": false }
    ],
    "outputs": [
      { "name": "probabilities", "type": "tensor", "tensor-spec": { "dtype": "float32", "shape": [-1, 2] } }
    ]
  },
  "calibration": { "method": "PLATT", "slope": 0.95, "intercept": -0.08 },
  "metrics": { "auc": 0.81, "brier": 0.09 }
}`;

/** Page of the manifest of a model version. */
export function modelManifestPage(): string {
  versionDocument.parse(JSON.parse(EXAMPLE));
  const schema = z.toJSONSchema(versionDocument, { io: 'input', unrepresentable: 'any' }) as ObjectSchema;
  return page(
    'Model manifest',
    INTRODUCTION,
    section('Members', [memberTable(schema)]),
    section('Example', [fence('json', EXAMPLE)]),
  );
}
