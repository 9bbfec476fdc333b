import { z } from 'zod';
import { MANIFEST_LIMITS, versionDocument } from '../../subgraphs/models/versions/rules/version-document.ts';
import { code, fence, page, section, table } from './markdown.ts';

interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

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
  const schema = z.toJSONSchema(versionDocument, { io: 'input', unrepresentable: 'any' }) as Schema;
  return page(
    'Model manifest',
    INTRODUCTION,
    section('Members', [table(['member', 'type', 'required', 'default', 'meaning'], members(schema))]),
    section('Example', [fence('json', EXAMPLE)]),
  );
}

/** One row per member, those within objects and lists below their own. */
function members({ properties = {}, required = [] }: Schema, prefix = ''): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const place = `${prefix}${name}`;
    const preset = schema.default === undefined ? '' : code(JSON.stringify(schema.default));
    return [
      [code(place), typeOf(schema), required.includes(name) ? 'yes' : 'no', preset, schema.description ?? ''],
      ...members(inner(schema), schema.type === 'array' ? `${place}[].` : `${place}.`),
    ];
  });
}

/** Members within a schema: its own, those of its items, or those of all its alternatives. */
function inner({ oneOf, items, ...schema }: Schema): Schema {
  if (!oneOf) return items ?? schema;
  const methods = oneOf.flatMap(({ properties }) => properties?.method?.const ?? []);
  const properties = Object.assign({}, ...oneOf.map((each) => each.properties), {
    method: { enum: methods, description: 'Kind of the calibration.' },
  });
  return { properties, required: ['method'] };
}

function typeOf({ type, enum: values, const: constant, oneOf, items, additionalProperties, ...range }: Schema): string {
  if (values) return values.map(code).join(', ');
  if (constant !== undefined) return code(constant);
  if (oneOf) return 'object';
  if (type === 'array') return `list of ${items ? typeOf(items).replace(/^object$/, 'objects') : 'values'}`;
  if (additionalProperties) return `object of ${typeOf(additionalProperties)} by name`;
  const name = Array.isArray(type) ? type.join(' or ') : (type ?? 'any');
  return `${name}${rangeOf(range)}`;
}

function rangeOf({ minimum, exclusiveMinimum, maximum, pattern }: Schema): string {
  if (pattern) return `, ${code(pattern)}`;
  if (exclusiveMinimum !== undefined) return `, above ${exclusiveMinimum}`;
  const isBounded = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && maximum !== undefined;
  return isBounded ? `, ${minimum} to ${maximum}` : '';
}
