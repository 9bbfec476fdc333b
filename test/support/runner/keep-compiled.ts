import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// no types of it without those of a browser
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

const distribution = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));

/**
 * The embedded database's code. While one module of these bytes lives, every later one in this process has its compiled
 * and optimised functions: a database then opens in two thirds of the CPU time, and migrates in a third.
 */
export const KEPT: object = await WebAssembly.compile(readFileSync(join(distribution, 'pglite.wasm')));
