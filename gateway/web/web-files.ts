import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { DomainError } from '../../platform/errors.ts';

/** One file of the web application in memory, ready to send. */
export interface WebFile {
  readonly mediaType: string;
  /** `W/"…"`, of the content, whatever its coding */
  readonly etag: string;
  readonly body: Buffer;
  /** compressed bodies by content coding, the preferred one first */
  readonly encoded: ReadonlyMap<string, Buffer>;
  /** whether a hash of the content is in its name, so that it never changes */
  readonly isImmutable: boolean;
}

/** Files of the web application. */
export interface WebFiles {
  /** id of the build */
  readonly version: string;
  readonly page: WebFile;
  /** by path below `/web/`; nothing else is served there */
  readonly byPath: ReadonlyMap<string, WebFile>;
}

const PAGE = 'index.html';
const VERSION = 'version.json';
// read by the gateway alone
const OWN: ReadonlySet<string> = new Set([PAGE, VERSION, 'documents.json']);
/** Endings of the files that the build compressed, by content coding. */
const CODINGS = new Map([
  ['br', '.br'],
  ['gzip', '.gz'],
]);
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Reads what the build put into a folder, to its last byte: a later build changes nothing of a running gateway.
 *
 * @throws {DomainError} WEB_NOT_BUILT when it is not there
 */
export async function readWebFiles(folder: URL): Promise<WebFiles> {
  const names = await listFiles(folder);
  if (!names.has(PAGE) || !names.has(VERSION))
    throw new DomainError('WEB_NOT_BUILT', `the web application is not built: npm run build makes it`);
  const { version } = JSON.parse(await readFile(new URL(VERSION, folder), 'utf8')) as { version: string };
  const paths = [...names].filter((name) => !OWN.has(name) && extname(name) in MEDIA_TYPES);
  const files = await Promise.all(paths.map(async (path) => [path, await readWebFile(folder, path, names)] as const));
  return { version, page: await readWebFile(folder, PAGE, names), byPath: new Map(files) };
}

/** Paths of all files in a folder and below, with `/`; empty when there is no such folder. */
async function listFiles(folder: URL): Promise<ReadonlySet<string>> {
  try {
    return new Set((await readdir(folder, { recursive: true })).map((path) => path.replaceAll('\\', '/')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set();
    throw error;
  }
}

async function readWebFile(folder: URL, path: string, names: ReadonlySet<string>): Promise<WebFile> {
  const read = (name: string) => readFile(new URL(encodeURI(name), folder));
  const body = await read(path);
  const encoded = new Map<string, Buffer>();
  for (const [coding, ending] of CODINGS) if (names.has(path + ending)) encoded.set(coding, await read(path + ending));
  return {
    mediaType: MEDIA_TYPES[extname(path)] as string,
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    body,
    encoded,
    isImmutable: path.startsWith('assets/'),
  };
}
