import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { LakeStorage } from '../../../lake/storage/lake-storage.ts';
import { openLakeStorage } from '../../../lake/storage/open-lake-storage.ts';
import { BUCKET, useObjectStore, whyNoObjectStore } from '../../support/lake/object-store.ts';

const bytes = (text: string) => Buffer.from(text);
const text = (content: Uint8Array | undefined) => content && Buffer.from(content).toString();

/** The contract of the storage, on an empty folder or prefix. */
function holdsToContract(open: () => LakeStorage): void {
  test('A file is created once, and keeps its first content', async () => {
    const lake = open();
    assert.equal(await lake.createIfAbsent('t/_delta_log/0.json', bytes('first')), true);
    assert.equal(await lake.createIfAbsent('t/_delta_log/0.json', bytes('second')), false);
    assert.equal(text(await lake.read('t/_delta_log/0.json')), 'first');
  });

  test('Of twenty writers of one file exactly one creates it', async () => {
    const lake = open();
    const contents = Array.from({ length: 20 }, (_, writer) => `writer ${writer}`);
    const created = await Promise.all(contents.map((content) => lake.createIfAbsent('race', bytes(content))));
    assert.equal(created.filter(Boolean).length, 1);
    assert.equal(text(await lake.read('race')), contents[created.indexOf(true)]);
  });

  test('A listing shows the files of one folder by name, after a name', async () => {
    const lake = open();
    for (const name of ['b', 'a', 'c', 'B', 'a.b']) await lake.replace(`list/${name}`, bytes(name));
    await lake.replace('list/below/d', bytes('d'));
    const names = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
    assert.deepEqual(names(await lake.list('list')), ['list/B', 'list/a', 'list/a.b', 'list/b', 'list/c']);
    assert.deepEqual(names(await lake.list('list', 'a')), ['list/a.b', 'list/b', 'list/c']);
    assert.deepEqual(await lake.list('nothing'), []);
    const [first] = await lake.list('list');
    assert.equal(first?.bytes, 1);
    assert.ok(Math.abs((first?.modifiedAt ?? 0) - Date.now()) < 600_000);
  });

  test('A listing of more than a thousand files is complete and in order', { timeout: 120_000 }, async () => {
    const lake = open();
    const names = Array.from({ length: 1_050 }, (_, at) => `many/${String(at).padStart(20, '0')}.json`);
    for (let at = 0; at < names.length; at += 50)
      await Promise.all(names.slice(at, at + 50).map((name) => lake.replace(name, bytes('x'))));
    const listed = await lake.list('many');
    assert.deepEqual(
      listed.map(({ path }) => path),
      names,
    );
  });

  test('A walk finds the files of all folders below', async () => {
    const lake = open();
    for (const name of ['walk/a', 'walk/x=1/b', 'walk/x=1/y=2/c']) await lake.replace(name, bytes(name));
    const found: string[] = [];
    for await (const { path } of lake.walk('walk')) found.push(path);
    assert.deepEqual(found.sort(), ['walk/a', 'walk/x=1/b', 'walk/x=1/y=2/c']);
  });

  test('Staged files become files of the lake, and the staging folder goes', async () => {
    const lake = open();
    const staging = await lake.stage('staged');
    await writeFile(join(staging.folder, 'one.parquet'), 'one');
    await writeFile(join(staging.folder, 'left.parquet'), 'left');
    await staging.store(['one.parquet']);
    await staging.discard();
    assert.deepEqual(
      (await lake.list('staged')).map(({ path }) => path),
      ['staged/one.parquet'],
    );
    assert.equal(text(await lake.read('staged/one.parquet')), 'one');
    await assert.rejects(readdir(staging.folder), { code: 'ENOENT' });
  });

  test('A large file comes back as it was', async () => {
    const lake = open();
    const content = Buffer.alloc(12_000_000, 'lake');
    const staging = await lake.stage('large');
    await writeFile(join(staging.folder, 'data.parquet'), content);
    await staging.store(['data.parquet']);
    await staging.discard();
    const local = await lake.local('large/data.parquet');
    assert.ok(local);
    assert.equal(Buffer.compare(await readFile(local.file), content), 0);
    await local.release();
  });

  test('A file that does not exist is undefined, and removing it is no error', async () => {
    const lake = open();
    assert.equal(await lake.read('none'), undefined);
    assert.equal(await lake.local('none'), undefined);
    await lake.remove('none');
    await lake.replace('gone', bytes('x'));
    await lake.remove('gone');
    assert.equal(await lake.read('gone'), undefined);
  });

  test('A replaced file has the new content', async () => {
    const lake = open();
    await lake.replace('pointer', bytes('old'));
    await lake.replace('pointer', bytes('new'));
    assert.equal(text(await lake.read('pointer')), 'new');
  });
}

describe('storage in a local folder', () => {
  let folder: string;
  let lake: LakeStorage;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lake-'));
    lake = await openLakeStorage(folder, { tempDir: join(folder, 'temp') });
  });
  after(() => rm(folder, { recursive: true, force: true }));
  holdsToContract(() => lake);
});

describe('storage in an object store', { skip: whyNoObjectStore() ?? false }, () => {
  let folder: string;
  let lake: LakeStorage;
  useObjectStore();
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lake-'));
    lake = await openLakeStorage(`s3://${BUCKET}/${randomUUID()}`, { tempDir: folder });
  });
  after(() => rm(folder, { recursive: true, force: true }));
  holdsToContract(() => lake);

  test('A bucket that does not exist is a coded error', async () => {
    const other = await openLakeStorage('s3://no-such-bucket/x', { tempDir: folder });
    await assert.rejects(other.list('t'), { code: 'LAKE_STORAGE_UNAVAILABLE' });
    await assert.rejects(other.createIfAbsent('t', bytes('x')), { code: 'LAKE_STORAGE_UNAVAILABLE' });
  });

  test('A store that cannot be reached is a coded error', async () => {
    const endpoint = process.env.AWS_ENDPOINT_URL_S3;
    process.env.AWS_ENDPOINT_URL_S3 = 'http://127.0.0.1:9';
    const other = await openLakeStorage(`s3://${BUCKET}/x`, { tempDir: folder });
    try {
      await assert.rejects(other.read('t'), { code: 'LAKE_STORAGE_UNAVAILABLE' });
    } finally {
      process.env.AWS_ENDPOINT_URL_S3 = endpoint;
    }
  });
});
