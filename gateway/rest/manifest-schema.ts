import type { FastifyInstance } from 'fastify';
import { MANIFEST_SCHEMA_PATH, manifestSchema } from '../../subgraphs/models/versions/rules/manifest-schema.ts';
import { type RestContract, serve } from './contract.ts';

/** `GET /schema/model-manifest.json`: the JSON Schema of model manifests. */
export const MANIFEST_SCHEMA: RestContract = {
  method: 'GET',
  url: MANIFEST_SCHEMA_PATH,
  operationId: 'modelManifestSchema',
  summary: 'JSON Schema of model manifests',
  description: 'JSON Schema (draft 2020-12) of the manifest that registerModelVersion and validateModelVersion take.',
  access: 'public',
  answers: { 200: { description: 'The schema.', schema: { type: 'object', additionalProperties: true } } },
  refusals: [],
};

/** Serves the JSON Schema of model manifests. */
export function addManifestSchema(app: FastifyInstance): void {
  const schema = manifestSchema();
  serve(app, MANIFEST_SCHEMA, async () => schema);
}
