import { readdirSync } from 'node:fs';

/** A program that tells where it runs, and on a message takes memory until it has none. */
process.send?.({ folder: process.cwd(), files: readdirSync('.'), environment: Object.keys(process.env) });
process.once('message', () => {
  const taken: Uint8Array[] = [];
  while (true) taken.push(new Uint8Array(10_000_000).fill(1));
});
