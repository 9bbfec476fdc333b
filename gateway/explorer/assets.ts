import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { IS_BUILT, projectFile } from '../../platform/process/program.ts';

/** One file of the explorer page, ready to send. */
export interface Asset {
  /** file name with a hash of the content: it never changes, so a browser may keep it for ever */
  readonly name: string;
  readonly mediaType: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
}

/** Files of the explorer page, in the order in which the page loads them. */
export interface ExplorerAssets {
  readonly scripts: readonly Asset[];
  readonly styles: readonly Asset[];
}

const SCRIPTS = ['react.js', 'react-dom.js', 'graphiql.js', 'graphql-sse.js', 'client.js'];
const STYLES = ['graphiql.css', 'client.css'];
const compress = promisify(gzip);

/** Reads the page's files from this machine, so that no other host is needed. */
export async function loadExplorerAssets(): Promise<ExplorerAssets> {
  const locate = fileLocator();
  const load = (mediaType: string) => (name: string) => loadAsset(name, mediaType, locate(name));
  const [scripts, styles] = await Promise.all([
    Promise.all(SCRIPTS.map(load('text/javascript; charset=utf-8'))),
    Promise.all(STYLES.map(load('text/css; charset=utf-8'))),
  ]);
  return { scripts, styles };
}

/** The build copies the files to `dist/explorer`; a program that runs from its sources reads the originals. */
function fileLocator(): (name: string) => URL {
  if (IS_BUILT) return (name) => projectFile(`dist/explorer/${name}`);
  const sources = JSON.parse(readFileSync(projectFile('gateway/explorer/files.json'), 'utf8'));
  return (name) => projectFile(sources[name]);
}

async function loadAsset(name: string, mediaType: string, file: URL): Promise<Asset> {
  const body = await readFile(file);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return { name: `${hash}-${name}`, mediaType, body, gzipped: await compress(body) };
}
