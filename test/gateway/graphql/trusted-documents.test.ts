import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { TrustedDocuments } from '../../../gateway/graphql/trusted-documents.ts';
import type { DomainError } from '../../../platform/errors.ts';
import { projectFile } from '../../../platform/process/program.ts';
import { RankedLeadsDocument, StoredScoreDocument } from '../../generated/graphql.ts';
import { createPlatformServer, type PlatformServer } from '../../support/gateway/platform-server.ts';

/** The list that codegen wrote beside the typed documents. */
const LIST = fileURLToPath(projectFile('test/generated/persisted-documents.json'));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const idOf = ({ __meta__ }: { __meta__?: Record<string, unknown> | undefined }) => String(__meta__?.hash);
const hasCode = (code: string) => (error: DomainError) => error.code === code;

describe('trusted documents', () => {
  let all: TrustedDocuments;
  let only: TrustedDocuments;
  before(async () => {
    all = await TrustedDocuments.load({ files: [LIST], only: false });
    only = await TrustedDocuments.load({ files: [LIST], only: true });
  });

  it('are named by id, by digest, by the hash of persisted queries or by their text', () => {
    const id = idOf(RankedLeadsDocument);
    const document = all.resolve({ documentId: id });
    assert.deepEqual([...(document?.operations ?? [])], [['RankedLeads', 'query']]);
    const digest = id.replace('sha256:', '');
    assert.equal(all.resolve({ documentId: digest }), document);
    assert.equal(all.resolve({ extensions: { persistedQuery: { version: 1, sha256Hash: digest } } }), document);
    assert.equal(all.resolve({ query: document?.text ?? '' }), document);
  });

  it('are all that is accepted, when that is so', () => {
    const others = [{ query: '{ lead(id: "1") { id } }' }, {}, { extensions: { persistedQuery: { sha256Hash: 'x' } } }];
    for (const asked of others) {
      assert.equal(all.resolve(asked), undefined);
      assert.throws(() => only.resolve(asked), hasCode('DOCUMENT_NOT_TRUSTED'));
    }
  });

  it('are refused by an unknown id, and when they are named twice', () => {
    for (const documentId of ['', 'sha256:', '__proto__', sha256('other')])
      assert.throws(() => all.resolve({ documentId }), hasCode('DOCUMENT_NOT_TRUSTED'));
    assert.throws(() => all.resolve({ documentId: 'a', query: '{ a }' }), hasCode('BAD_REQUEST'));
  });

  it('are not loaded from a list that is damaged', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trusted-documents-'));
    const file = join(folder, 'list.json');
    const cases = [
      ['not JSON', /list\.json: /],
      ['[]', /found no JSON object/],
      ['{"x":1}', /found no text/],
      ['{"x":"{ a }"}', /found a document whose SHA-256 is [0-9a-f]{64}/],
      [`{"${sha256('{ a')}":"{ a"}`, /Syntax Error/],
    ] as const;
    for (const [text, message] of cases) {
      await writeFile(file, text);
      await assert.rejects(TrustedDocuments.load({ files: [file], only: false }), (error: DomainError) => {
        assert.match(error.message, message);
        return error.code === 'CONFIGURATION_INVALID';
      });
    }
    await rm(folder, { recursive: true });
  });
});

describe('a server of trusted documents only', () => {
  let server: PlatformServer;
  before(async () => {
    server = await createPlatformServer({ documents: await TrustedDocuments.load({ files: [LIST], only: true }) });
  });
  after(() => server.close());

  const post = (payload: object) =>
    server.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${server.token}` },
      payload,
    });

  it('answers what its clients were built with', async () => {
    const response = await post({ documentId: idOf(RankedLeadsDocument), variables: { first: 1 } });
    assert.equal(response.json().data.leads.edges[0].node.id, 'lead-0');
    assert.equal((await post({ documentId: idOf(StoredScoreDocument), variables: { id: '1' } })).statusCode, 200);
  });

  it('refuses everything else, introspection and registration of persisted queries among it', async () => {
    const query = '{ lead(id: "1") { id } }';
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(query) } };
    for (const payload of [
      { query },
      { query, extensions },
      { extensions },
      { query: '{ __schema { types { name } } }' },
      {},
    ]) {
      const response = await post(payload);
      assert.equal(response.statusCode, 403);
      assert.equal(response.json().errors[0].extensions.code, 'DOCUMENT_NOT_TRUSTED');
    }
  });

  it('keeps its REST routes', async () => {
    const response = await server.app.inject({
      url: '/leads/7',
      headers: { authorization: `Bearer ${server.token}` },
    });
    assert.equal(response.statusCode, 200, response.body);
  });
});
