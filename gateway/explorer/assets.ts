import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { projectFile } from '../../platform/process/program.ts';

/** One file of the explorer page, ready to send. */
export interface Asset {
  /** file name with a hash of the content: it never changes, so a browser may keep it for ever */
  readonly name: string;
  readonly mediaType: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
}

/** The files of the explorer page, by their role. */
export interface ExplorerAssets {
  readonly react: Asset;
  readonly reactDom: Asset;
  readonly graphiql: Asset;
  readonly graphiqlStyle: Asset;
  readonly client: Asset;
  readonly clientStyle: Asset;
}

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
const compress = promisify(gzip);
const { resolve } = createRequire(import.meta.url);

/** Reads the page's files from the installed packages and from this folder, so that no other host is needed. */
export async function loadExplorerAssets(): Promise<ExplorerAssets> {
  const [react, reactDom, graphiql, graphiqlStyle, client, clientStyle] = await Promise.all([
    load('react.js', JAVASCRIPT, inPackage('react', 'umd/react.production.min.js')),
    load('react-dom.js', JAVASCRIPT, inPackage('react-dom', 'umd/react-dom.production.min.js')),
    load('graphiql.js', JAVASCRIPT, inPackage('graphiql', 'graphiql.min.js')),
    load('graphiql.css', CSS, inPackage('graphiql', 'graphiql.min.css')),
    load('client.js', JAVASCRIPT, inThisFolder('client.js')),
    load('client.css', CSS, inThisFolder('client.css')),
  ]);
  return { react, reactDom, graphiql, graphiqlStyle, client, clientStyle };
}

function inPackage(name: string, file: string): string {
  return join(dirname(resolve(`${name}/package.json`)), file);
}

function inThisFolder(file: string): string {
  return fileURLToPath(projectFile(`gateway/explorer/${file}`));
}

async function load(name: string, mediaType: string, path: string): Promise<Asset> {
  const body = await readFile(path);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return { name: `${hash}-${name}`, mediaType, body, gzipped: await compress(body) };
}
