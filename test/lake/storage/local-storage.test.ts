import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { LocalStorage } from '../../../lake/storage/local-storage.ts';

const bytes = Buffer.from('content');

async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'local-storage-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

test('a path outside of the lake is refused by every call', async (t) => {
  const folder = await temporaryFolder(t);
  const storage = new LocalStorage(join(folder, 'lake'));
  await writeFile(join(folder, 'lakeside'), 'not of the lake');
  for (const path of ['../lakeside', 'a/../../lakeside', '/etc/hostname', join(folder, 'lakeside')]) {
    await assert.rejects(storage.read(path), RangeError);
    await assert.rejects(storage.list(path), RangeError);
    await assert.rejects(storage.createIfAbsent(path, bytes), RangeError);
    await assert.rejects(storage.replace(path, bytes), RangeError);
    await assert.rejects(storage.stage(path), RangeError);
    await assert.rejects(storage.local(path), RangeError);
    await assert.rejects(storage.remove(path), RangeError);
  }
});

test('a new lake is for its owner alone, and the rights of a folder that exists stay', async (t) => {
  const folder = await temporaryFolder(t);
  const rights = async (path: string) => (await stat(path)).mode & 0o777;
  await new LocalStorage(join(folder, 'new/lake')).createIfAbsent('t/_delta_log/0.json', bytes);
  assert.equal(await rights(join(folder, 'new/lake')), 0o700);
  await mkdir(join(folder, 'shared'), { mode: 0o755 });
  await new LocalStorage(join(folder, 'shared')).createIfAbsent('t/_delta_log/0.json', bytes);
  assert.equal(await rights(join(folder, 'shared')), 0o755);
});

test('no temporary file is left, and those that a killed writer left are not listed', async (t) => {
  const folder = await temporaryFolder(t);
  const storage = new LocalStorage(folder);
  await Promise.all([1, 2, 3].map(() => storage.createIfAbsent('t/0.json', bytes)));
  await storage.replace('t/hint', bytes);
  const staging = await storage.stage('t');
  await writeFile(join(staging.folder, 'stored'), bytes);
  await writeFile(join(staging.folder, 'dropped'), bytes);
  await staging.store(['stored']);
  await staging.discard();
  assert.deepEqual((await readdir(join(folder, 't'))).sort(), ['0.json', 'hint', 'stored']);
  await writeFile(join(folder, 't/_staging-left'), bytes);
  assert.deepEqual(
    (await storage.list('t')).map(({ path }) => path),
    ['t/0.json', 't/hint', 't/stored'],
  );
});
