import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { projectFile } from '../process/program.ts';

/** Version of PGlite that made the seed; a test holds it against the installed one. `npm run seed` makes a new seed. @internal */
export const SEED_VERSION = '0.5.16';

/** The data directory of an empty database, as a tar file compressed with Brotli. */
export const SEED_FILE = projectFile('platform/database/pglite-seed.tar.br');

/**
 * Creates the data directory of an empty embedded database, in a tenth of the time that PGlite takes to initialise one.
 *
 * All or nothing: the files are written beside it and renamed into place, so a process killed half way leaves nothing
 * that the next start would take for a database.
 *
 * @param dataDir must not exist; its parent must
 * @throws what the file system throws, such as ENOSPC
 */
export function unpackSeed(dataDir: string): void {
  const draft = `${dataDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  for (const { path, content } of readTar(brotliDecompressSync(readFileSync(SEED_FILE), { chunkSize: CHUNK_BYTES }))) {
    if (content) writeFileSync(join(draft, path), content, { mode: 0o600 });
    else mkdirSync(join(draft, path), { recursive: true, mode: 0o700 });
  }
  renameSync(draft, dataDir);
}

// larger than the tar file: one chunk is mapped and unmapped, where thousands of small ones leave holes in the heap of C
const CHUNK_BYTES = 67_108_864;

const BLOCK_BYTES = 512;

/** The entries of a tar file, folders before what they hold. A folder has no content. */
function* readTar(tar: Buffer): Generator<{ readonly path: string; readonly content?: Buffer }> {
  for (let at = 0; at + BLOCK_BYTES <= tar.length; ) {
    const path = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    if (path === '') return;
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8);
    const isFolder = tar.toString('latin1', at + 156, at + 157) === '5';
    at += BLOCK_BYTES;
    yield isFolder ? { path } : { path, content: tar.subarray(at, at + size) };
    at += Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
}
