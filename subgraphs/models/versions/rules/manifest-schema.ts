import { z } from 'zod';
import { MANIFEST_LIMITS, SHARES, versionDocument } from './version-document.ts';

/** Identifier of the schema: the path at which every platform serves it. */
export const MANIFEST_SCHEMA_PATH = '/schema/model-manifest.json';

type Node = Record<string, unknown>;

const RULES_OF_CODE =
  'Beyond this schema, registration checks that every list of referenceWindow has `rows` values, that it has every column of the signature with values of its kind, and that until is not before from.';

/** JSON Schema (draft 2020-12) of the manifest of a model version, with the limits that registration applies. */
export function manifestSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(versionDocument, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' });
  const { $schema, ...rest } = schema as Node;
  const properties = rest.properties as Record<string, Node>;
  const shares = SHARES.map((name) => [name, { type: 'number', minimum: 0, maximum: 1 }]);
  Object.assign(properties.metrics as Node, {
    properties: Object.fromEntries(shares),
    maxProperties: MANIFEST_LIMITS.metrics,
  });
  const window = (properties.referenceWindow as Node).properties as Record<string, Node>;
  Object.assign(window.rows as Node, { maximum: MANIFEST_LIMITS.windowRows });
  // the scores are a column, too
  Object.assign(window.features as Node, { maxProperties: MANIFEST_LIMITS.windowColumns - 1 });
  return { $schema, $id: MANIFEST_SCHEMA_PATH, title: 'Model manifest', $comment: RULES_OF_CODE, ...rest };
}
