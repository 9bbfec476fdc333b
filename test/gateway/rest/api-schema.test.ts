import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { buildSchema, type GraphQLSchema, type OperationDefinitionNode, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { pino } from 'pino';
import { createTokens } from '../../../gateway/auth/tokens.ts';
import { EXAMPLE_OPERATIONS } from '../../../gateway/explorer/examples.ts';
import { createServer } from '../../../gateway/server.ts';
import { readConfig } from '../../../platform/config/config.ts';
import { projectFile } from '../../../platform/process/program.ts';
import { SchemaGraph } from '../../support/gateway/schema-graph.ts';

describe('operations that ship with the gateway', () => {
  let schema: GraphQLSchema;
  before(async () => {
    schema = buildSchema(await readFile(projectFile('schema/api.graphql'), 'utf8'));
  });

  it('those of the REST routes fit the composed schema', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-http-'));
    const graph = new SchemaGraph(schema);
    const app = await createServer({
      graph,
      gateway: graph.asGateway(),
      tokens: await createTokens({ dataDir }),
      config: readConfig({}),
      log: pino({ level: 'silent' }),
      health: {},
    });
    await app.close();
    await rm(dataDir, { recursive: true });
  });

  for (const { title, query, variables } of EXAMPLE_OPERATIONS)
    it(`the example '${title}' fits the composed schema, variables included`, () => {
      const document = parse(query);
      assert.deepEqual(validate(schema, document), []);
      const { variableDefinitions = [] } = document.definitions[0] as OperationDefinitionNode;
      const { errors } = getVariableValues(schema, variableDefinitions, variables ?? {});
      assert.equal(errors, undefined);
    });
});
