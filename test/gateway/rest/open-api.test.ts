import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { PAGE_ADDRESSES } from '../../../gateway/web/web-application.ts';
import { DEMO_FORM_KEY } from '../../../platform/config/access-config.ts';
import { ERROR_CODES } from '../../../platform/errors.ts';
import { projectFile } from '../../../platform/process/program.ts';
import { FIELD_ERRORS } from '../../../schema/reference/field-errors.ts';
import { createTestServer, type TestServer } from '../../support/gateway/test-server.ts';

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { schema: object }>> }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: { readonly Problem: object } };
}

/** Routes that are no REST: the graph, its explorer, and the web application. */
const NOT_REST = new Set([...PAGE_ADDRESSES, '/web/settings.json', '/graphql', '/explorer/{name}']);

const PAGE = { origin: 'http://localhost:8080' };
const FORM = { _key: DEMO_FORM_KEY, email: 'amina@example.com', consent_contact: 'on' };

describe('the OpenAPI document', () => {
  let server: TestServer;
  let document: Document;
  before(async () => {
    const environment = {
      FORMS_FILE: fileURLToPath(projectFile('examples/forms.json')),
      FORM_KEYS: `demo:${DEMO_FORM_KEY}`,
    };
    server = await createTestServer({ environment });
    document = (await server.app.inject({ url: '/openapi.json' })).json();
  });
  after(() => server.close());

  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as never);
    assert.ok(valid, JSON.stringify(errors));
  });

  it('holds every REST route of the server, and no other', () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    assert.deepEqual(documented.sort(), restRoutes(server.app).sort());
  });

  for (const [path, method, field, ...impossible] of [
    // the route takes no version
    ['/score-lead', 'post', 'Mutation.scoreFeatures', 'MODEL_VERSION_NOT_FOUND'],
    ['/leads', 'post', 'Mutation.submitLead'],
    ['/leads/{lead_id}/person', 'get', 'Query.exportPerson'],
  ] as const)
    it(`lists the refusals of ${field} for ${method} ${path}`, () => {
      const responses = JSON.stringify(document.paths[path]?.[method]?.responses);
      const expected = FIELD_ERRORS[field]?.filter((code) => !impossible.some((other) => other === code)) ?? [];
      assert.ok(expected.length > 0);
      assert.deepEqual(
        expected.filter((code) => !responses.includes(`${code}: `)),
        [],
      );
    });

  const calls: readonly (readonly [string, string, InjectOptions, number])[] = [
    ['/score-lead', 'post', { payload: { lead_id: 'a', page_views: 3 } }, 200],
    ['/score-lead', 'post', { payload: { lead_id: 'a', page_views: -3 } }, 400],
    ['/score-lead', 'post', { payload: { lead_id: 'a' }, headers: { authorization: 'Bearer x' } }, 401],
    ['/score-lead', 'post', { payload: { lead_id: 'nobody' } }, 404],
    ['/score-lead', 'post', { payload: 'x', headers: { 'content-type': 'text/plain' } }, 415],
    ['/score-lead', 'post', { payload: { lead_id: 'breaks' } }, 500],
    ['/leads', 'post', { payload: { name: 'Amina Saleh' } }, 201],
    ['/leads', 'post', { payload: {} }, 400],
    ['/leads/{lead_id}', 'get', { url: '/leads/1' }, 200],
    ['/leads/{lead_id}', 'get', { url: '/leads/nobody' }, 404],
    ['/forms/{name}', 'post', { url: '/forms/demo', payload: FORM, headers: PAGE }, 202],
    ['/forms/{name}', 'post', { url: '/forms/demo', payload: { ...FORM, _key: 'x' }, headers: PAGE }, 401],
    ['/forms/{name}', 'post', { url: '/forms/demo', payload: FORM }, 403],
    ['/forms/{name}', 'post', { url: '/forms/other', payload: FORM }, 404],
    ['/forms/{name}/token', 'get', { url: '/forms/demo/token', headers: PAGE }, 200],
    ['/audit-events.csv', 'get', { url: '/audit-events.csv?form=2026' }, 400],
    ['/audit-events.jsonl', 'get', { url: '/audit-events.jsonl?from=then' }, 400],
    ['/health', 'get', {}, 200],
    ['/ready', 'get', {}, 200],
    ['/openapi.json', 'get', {}, 200],
  ];
  for (const [path, method, options, status] of calls)
    it(`describes what ${method.toUpperCase()} ${path} answers with ${status}`, async () => {
      const headers = { authorization: `Bearer ${server.token}`, ...options.headers };
      const response = await server.app.inject({ method: method as 'get', url: path, ...options, headers });
      assert.equal(response.statusCode, status, response.body);
      const mediaType = String(response.headers['content-type']).split(';', 1)[0] as string;
      const described = document.paths[path]?.[method]?.responses[status]?.content[mediaType];
      assert.ok(described, `${mediaType} is not described`);
      const schema = status < 400 ? described.schema : document.components.schemas.Problem;
      assert.equal(fault(schema, response.json()), null);
    });

  it('lists every code of the one table in the problem document', () => {
    const { properties } = document.components.schemas.Problem as { properties: { code: { enum: string[] } } };
    assert.deepEqual(properties.code.enum, Object.keys(ERROR_CODES));
  });
});

/** Reads the routes from the framework's own tree, one segment a line, four columns a level. */
function restRoutes(app: FastifyInstance): string[] {
  const routes: string[] = [];
  const parents: string[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', segment, methods = ''] = /^(.*)[└├]── (\S+)(?: \(([^)]+)\))?$/.exec(line) ?? [];
    if (!segment) continue;
    const depth = indent.length / 4;
    parents[depth] = segment;
    const path = parents
      .slice(0, depth + 1)
      .join('')
      .replace(/:(\w+)/g, '{$1}');
    // the framework's tree shows a wildcard without its beginning; REST has none
    if (NOT_REST.has(path) || path.endsWith('*')) continue;
    for (const method of methods.split(', ')) if (method !== 'HEAD') routes.push(`${method} ${path}`);
  }
  return routes;
}

function fault(schema: object, value: unknown): string | null {
  const ajv = formats.default(new Ajv2020({ allowUnionTypes: true }));
  return ajv.validate(schema, value) ? null : ajv.errorsText();
}
