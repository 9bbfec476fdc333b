import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';
import { IS_BUILT } from './program.ts';

// line and column count from 1
const POSITION = /(file:\/\/[^\s()]+\.js):(\d+):(\d+)/g;

/** Maps of the files that traces named. */
const maps = new Map<string, SourceMap | undefined>();

/**
 * Makes stack traces of the built program name positions in its TypeScript sources.
 *
 * `--enable-source-maps` does the same, but parses and keeps the map of every module that is loaded, those of packages
 * included: 10 MB, and a tenth of the start. Here a map is read when a trace first names its file.
 */
export function nameSourcePositions(): void {
  if (!IS_BUILT) return;
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map((frame) => `    at ${mapPositions(String(frame))}`)].join('\n');
}

/** Replaces the positions in a frame of a trace by those in the sources, where a map is beside the file. @internal */
export function mapPositions(frame: string): string {
  return frame.replace(POSITION, (position, url: string, line: string, column: string) => {
    const entry = findMap(url)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry)) return position;
    const source = fileURLToPath(new URL(entry.originalSource, url));
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

function findMap(url: string): SourceMap | undefined {
  if (!maps.has(url)) maps.set(url, readMap(url));
  return maps.get(url);
}

function readMap(url: string): SourceMap | undefined {
  const file = new URL(`${url}.map`);
  // packages are traced as they are
  if (url.includes('/node_modules/') || !existsSync(file)) return undefined;
  return new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
}
