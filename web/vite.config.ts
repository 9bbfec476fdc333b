import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

const DOCUMENTS = new URL('src/graph/generated/persisted-documents.json', import.meta.url);
// of `npm start`, for `npx vite` while the page is developed
const GATEWAY = process.env.GATEWAY_URL ?? 'http://127.0.0.1:4000';

/**
 * Adds two files to the build: `documents.json`, the page's documents by their hash, for the gateway's trusted list, and
 * `version.json`, the build's id, by which an open page finds that a newer one is served.
 */
function pageFacts(): Plugin {
  return {
    name: 'page-facts',
    generateBundle(_options, bundle) {
      const names = Object.keys(bundle).sort().join('\n');
      const version = createHash('sha256').update(names).digest('hex').slice(0, 16);
      this.emitFile({ type: 'asset', fileName: 'documents.json', source: readFileSync(DOCUMENTS, 'utf8') });
      this.emitFile({ type: 'asset', fileName: 'version.json', source: JSON.stringify({ version }) });
    },
  };
}

export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  base: command === 'build' ? '/web/' : '/',
  cacheDir: '../.cache/vite',
  plugins: [pageFacts()],
  // packages that npm placed above this folder would otherwise find the React of the explorer
  resolve: { dedupe: ['react', 'react-dom'] },
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    rolldownOptions: {
      // 'use client' means something to servers that render React only
      onLog(level, log, handle) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/graphql': { target: GATEWAY, ws: true, changeOrigin: true, rewriteWsOrigin: true },
      '/web/settings.json': GATEWAY,
      '/exports': GATEWAY,
      '/audit-events.csv': GATEWAY,
      '/audit-events.jsonl': GATEWAY,
      '/schema': GATEWAY,
    },
  },
}));
