import type { ExplorerAssets } from './assets.ts';
import type { ExampleOperation } from './examples.ts';

/** Path below which the page's files are served. */
export const ASSET_PATH = '/explorer';

/**
 * What the page may load and call: this server only. Styles may stand inline, since GraphiQL's editor writes its own;
 * scripts may not.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The explorer's HTML page. */
export function explorerPage(assets: ExplorerAssets, examples: readonly ExampleOperation[]): string {
  const script = (asset: { readonly name: string }) => `<script src="${ASSET_PATH}/${asset.name}" defer></script>`;
  const style = (asset: { readonly name: string }) => `<link rel="stylesheet" href="${ASSET_PATH}/${asset.name}">`;
  // the only way out of a script element is a tag, so no < may stand in its text
  const examplesText = JSON.stringify(examples).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lead Scoring Gateway</title>
<link rel="icon" href="data:,">
${assets.styles.map(style).join('\n')}
</head>
<body>
<header class="token-bar">
<strong>Lead Scoring Gateway</strong>
<label for="token">Token</label>
<input id="token" type="password" autocomplete="off" spellcheck="false" aria-describedby="token-state">
<span id="token-state"></span>
</header>
<main id="explorer"></main>
<script type="application/json" id="examples">${examplesText}</script>
${assets.scripts.map(script).join('\n')}
</body>
</html>
`;
}
