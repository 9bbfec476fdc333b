import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { TrustedDocuments, trustedDocument } from '../../../gateway/graphql/trusted-documents.ts';
import { findWebDocuments } from '../../../gateway/web/web-documents.ts';
import { createPlatformServer, type PlatformServer } from '../../support/gateway/platform-server.ts';

const OF_PAGE = trustedDocument('query OfPage { lead(id: "lead-1") { company } }');
const OF_OTHERS = trustedDocument('query OfOthers { lead(id: "lead-1") { stage } }');

describe('the documents of the web application', () => {
  let folder: string;
  let server: PlatformServer;
  const file = (name: string): string => join(folder, name);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lead-scoring-documents-'));
    for (const [name, { id, text }] of [
      ['page.json', OF_PAGE],
      ['others.json', OF_OTHERS],
    ] as const)
      await writeFile(file(name), JSON.stringify({ [id]: text }));
    const lists = { files: [file('others.json')], lazyFiles: [file('page.json')] };
    server = await createPlatformServer({ documents: await TrustedDocuments.load({ ...lists, only: true }) });
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const ask = async (body: object) => {
    const headers = { authorization: `Bearer ${server.token}` };
    const response = await server.app.inject({ method: 'POST', url: '/graphql', headers, payload: body });
    return response.json();
  };

  it('are answered by id beside other lists, also where no others are', async () => {
    const data = { lead: { company: 'Company of lead-1' } };
    assert.deepEqual(await ask({ documentId: OF_PAGE.id }), { data });
    assert.deepEqual(await ask({ extensions: { documentId: OF_PAGE.id } }), { data });
    assert.deepEqual(await ask({ documentId: OF_OTHERS.id }), { data: { lead: { stage: 'NEW' } } });
    const { errors } = await ask({ query: '{ lead(id: "lead-1") { id } }' });
    assert.equal(errors[0].extensions.code, 'DOCUMENT_NOT_TRUSTED');
  });

  it('are prepared on request, unless another list holds them too', async () => {
    const same = await TrustedDocuments.load({
      files: [file('page.json')],
      lazyFiles: [file('page.json')],
      only: true,
    });
    assert.deepEqual(same.eager, [same.resolve({ documentId: OF_PAGE.id })]);
    const lazy = await TrustedDocuments.load({ files: [], lazyFiles: [file('page.json')], only: true });
    assert.deepEqual(lazy.eager, []);
    assert.equal(lazy.resolve({ documentId: OF_PAGE.id })?.text, OF_PAGE.text);
  });

  it('are those of the build, else those of the sources, else none', () => {
    const url = (name: string): URL => pathToFileURL(file(name));
    assert.deepEqual(findWebDocuments([url('page.json'), url('others.json')]), [file('page.json')]);
    assert.deepEqual(findWebDocuments([url('absent.json'), url('others.json')]), [file('others.json')]);
    assert.deepEqual(findWebDocuments([url('absent.json')]), []);
  });
});
