import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type ArtifactReader, createArtifactReader } from '../../../../subgraphs/models/artifacts/artifact-reader.ts';
import { artifactSources, checkUrl } from '../../../../subgraphs/models/artifacts/artifact-sources.ts';

const LIMIT = 1_000;
const FILE = Buffer.from('a model');

describe('a file from a folder of the allow-list', () => {
  let root: string;
  let read: (path: string) => Promise<Uint8Array>;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'artifacts-'));
    await mkdir(join(root, 'models/deep'), { recursive: true });
    await mkdir(join(root, 'models-of-others'));
    await writeFile(join(root, 'models/deep/good.onnx'), FILE);
    await writeFile(join(root, 'models/large.onnx'), Buffer.alloc(LIMIT + 1));
    await writeFile(join(root, 'secret'), 'secret');
    await writeFile(join(root, 'models-of-others/secret'), 'secret');
    await symlink(join(root, 'secret'), join(root, 'models/link.onnx'));
    await symlink(root, join(root, 'models/up'));
    await symlink(join(root, 'models/deep/good.onnx'), join(root, 'models/inner-link.onnx'));
    execFileSync('mkfifo', [join(root, 'models/pipe')]);
    const reader = createArtifactReader(artifactSources([join(root, 'models')]), 5_000);
    read = (path) => reader({ path }, LIMIT);
  });
  after(() => rm(root, { recursive: true }));

  test('A file from a folder of the allow-list is read, also through a link that stays inside', async () => {
    assert.deepEqual(Buffer.from(await read(join(root, 'models/deep/good.onnx'))), FILE);
    assert.deepEqual(Buffer.from(await read(join(root, 'models/inner-link.onnx'))), FILE);
  });

  for (const [title, path] of [
    ['a path elsewhere', '/etc/passwd'],
    ['a traversal', 'ROOT/models/../secret'],
    ['a folder whose name only begins alike', 'ROOT/models-of-others/secret'],
    ['a link to a file outside', 'ROOT/models/link.onnx'],
    ['a file behind a linked folder', 'ROOT/models/up/secret'],
    ['the folder itself', 'ROOT/models'],
    ['a relative path', 'models/deep/good.onnx'],
    ['a path with a null character', 'ROOT/models/good\0.onnx'],
    ['a file outside that does not exist', '/nowhere/at/all'],
  ] as const)
    test(`A file from a folder of the allow-list is refused as outside: ${title}`, async () => {
      await assert.rejects(read(path.replace('ROOT', root)), { code: 'ARTIFACT_SOURCE_REFUSED' });
    });

  test('A file from a folder of the allow-list is unavailable when it is absent, a folder or a pipe', async () => {
    for (const name of ['absent.onnx', 'deep', 'pipe'])
      await assert.rejects(read(join(root, 'models', name)), { code: 'ARTIFACT_SOURCE_UNAVAILABLE' });
  });

  test('A file from a folder of the allow-list is refused above the limit', async () => {
    await assert.rejects(read(join(root, 'models/large.onnx')), { code: 'ARTIFACT_TOO_LARGE' });
  });

  test('A file from a folder of the allow-list is refused while nothing is on the list', async () => {
    const reader = createArtifactReader(artifactSources([]), 5_000);
    const path = join(root, 'models/deep/good.onnx');
    await assert.rejects(reader({ path }, LIMIT), { code: 'ARTIFACT_SOURCE_REFUSED' });
  });
});

describe('a file from a URL of the allow-list', () => {
  let server: Server;
  let origin: string;
  let read: (path: string, reader?: ArtifactReader) => Promise<Uint8Array>;
  before(async () => {
    server = createServer((request, response) => {
      const redirects: Record<string, string> = {
        '/models/moved.onnx': '/models/good.onnx',
        '/models/away.onnx': '/private/secret',
        '/models/abroad.onnx': 'http://192.0.2.1/models/good.onnx',
        '/models/circle.onnx': '/models/circle.onnx',
      };
      const location = redirects[request.url ?? ''];
      if (location) response.writeHead(302, { location }).end();
      else if (request.url === '/models/good.onnx' || request.url === '/private/secret') response.end(FILE);
      else if (request.url === '/models/promised.onnx')
        response.writeHead(200, { 'content-length': 1e9 }).flushHeaders();
      else if (request.url === '/models/endless.onnx') {
        const write = (): void => {
          while (response.write(Buffer.alloc(500)));
        };
        response.on('drain', write);
        write();
      } else if (request.url === '/models/slow.onnx') response.write('a');
      else if (request.url === '/models/cut.onnx') {
        response.writeHead(200, { 'content-length': 100 });
        response.write('a', () => response.destroy());
      } else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const standard = createArtifactReader(artifactSources([`${origin}/models/`]), 5_000);
    read = (path, reader = standard) => reader({ url: `${origin}${path}` }, LIMIT);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  test('A file from a URL of the allow-list is fetched, also over a redirect that stays on the list', async () => {
    assert.deepEqual(Buffer.from(await read('/models/good.onnx')), FILE);
    assert.deepEqual(Buffer.from(await read('/models/moved.onnx')), FILE);
  });

  test('A file from a URL of the allow-list is refused when a redirect leaves the list', async () => {
    for (const path of ['/models/away.onnx', '/models/abroad.onnx'])
      await assert.rejects(read(path), { code: 'ARTIFACT_SOURCE_REFUSED' });
  });

  test('A file from a URL of the allow-list is refused as soon as it exceeds the limit, whatever length was announced', async () => {
    for (const path of ['/models/promised.onnx', '/models/endless.onnx'])
      await assert.rejects(read(path), { code: 'ARTIFACT_TOO_LARGE' });
  });

  test('A file from a URL of the allow-list is refused when it does not end in time', async () => {
    const hasty = createArtifactReader(artifactSources([`${origin}/models/`]), 200);
    await assert.rejects(read('/models/slow.onnx', hasty), {
      code: 'ARTIFACT_SOURCE_TIMEOUT',
      message: /no end within 200 ms/,
    });
  });

  test('A file from a URL of the allow-list is unavailable on another status, a circle of redirects, a broken answer and no server', async () => {
    for (const path of ['/models/absent.onnx', '/models/circle.onnx', '/models/cut.onnx'])
      await assert.rejects(read(path), { code: 'ARTIFACT_SOURCE_UNAVAILABLE' });
    const nobody = createArtifactReader(artifactSources(['http://127.0.0.1:9/']), 5_000);
    await assert.rejects(nobody({ url: 'http://127.0.0.1:9/a' }, LIMIT), { code: 'ARTIFACT_SOURCE_UNAVAILABLE' });
  });
});

describe('a URL is on the list', () => {
  const LIST = ['https://models.example/lead'];
  const isListed = (url: string): boolean => {
    try {
      return checkUrl(LIST, url).href !== '';
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'ARTIFACT_SOURCE_REFUSED');
      return false;
    }
  };

  test('A URL is on the list when it continues a prefix', () => {
    assert.ok(isListed('https://models.example/lead/1/model.onnx?version=2'));
    assert.ok(isListed('https://MODELS.example:443/lead/a/../b.onnx'));
  });

  for (const url of [
    'http://models.example/lead/model.onnx',
    'https://models.example:8443/lead/model.onnx',
    'https://models.example.evil/lead/model.onnx',
    'https://models.example@evil.example/lead/model.onnx',
    'https://user:pass@models.example/lead/model.onnx',
    'https://models.example/leads/model.onnx',
    'https://models.example/lead/../secret',
    'https://models.example/lead/%2e%2e/secret',
    'https://models.example/lead/..%2fsecret',
    'https://models.example/lead/..%5Csecret',
    'file:///models/lead/model.onnx',
    'no url',
  ])
    test(`A URL is not on the list: ${url}`, () => assert.equal(isListed(url), false));
});
