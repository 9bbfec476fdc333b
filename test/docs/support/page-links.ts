import { existsSync, readFileSync } from 'node:fs';
import { type MarkdownPage, readPage } from './markdown-page.ts';

/**
 * Links of a page that lead nowhere within the project; addresses of the web are left alone.
 *
 * @param url of the page's file
 * @returns one line per broken link
 */
export function brokenLinks(url: URL, page: MarkdownPage): string[] {
  return page.links.flatMap(({ target, line }) => {
    const fault = faultOf(url, page, target);
    return fault ? [`line ${line}: found a link to ${target}, ${fault}`] : [];
  });
}

function faultOf(url: URL, page: MarkdownPage, target: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return undefined;
  if (target.startsWith('/')) return 'expected a relative path';
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? url : new URL(path, url);
  if (!existsSync(file)) return 'expected a file that exists';
  if (anchor === undefined || !file.pathname.endsWith('.md')) return undefined;
  const { anchors } = path === '' ? page : readPage(readFileSync(file, 'utf8'));
  return anchors.has(anchor) ? undefined : 'expected a heading of that page';
}
