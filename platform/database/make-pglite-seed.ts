import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { SEED_FILE } from './pglite-seed.ts';

/** Makes the seed of the embedded database with the installed PGlite: `npm run seed`, after each new version of it. */
const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-seed-'));
const database = await PGlite.create({ dataDir: join(folder, 'postgres') });
await database.query('VACUUM FREEZE');
await database.query('CHECKPOINT');
const tar = Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer());
await database.close();
await rm(folder, { recursive: true });

// the largest window: three databases are nearly the same, 7 MB apart
const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: tar.length };
const seed = brotliCompressSync(tar, { params });
await writeFile(SEED_FILE, seed);
console.log(`wrote ${SEED_FILE.pathname}: ${seed.length} bytes; set SEED_VERSION in pglite-seed.ts`);
