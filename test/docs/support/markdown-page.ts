/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  /** what follows the language in the info string */
  readonly info: string;
  readonly text: string;
  /** of the opening fence, from 1 */
  readonly line: number;
  /** values of the comments `<!-- name: value -->` directly before the block */
  readonly marks: ReadonlyMap<string, string>;
}

/** A link of a page to another place of the project. */
export interface PageLink {
  readonly target: string;
  readonly line: number;
}

/** A page as its test sees it. */
export interface MarkdownPage {
  readonly blocks: readonly Block[];
  readonly links: readonly PageLink[];
  /** lines of code that stands out by its indent alone, and so names no language */
  readonly indentedCode: readonly number[];
  /** fragments that headings and `id` attributes can be reached by */
  readonly anchors: ReadonlySet<string>;
}

const FENCE = /^ *(`{3,}|~{3,})\s*([^`]*)$/;
const COMMENT = /^ *<!--\s*([a-z][a-z ]*?)\s*:\s*(.*?)\s*-->\s*$/;
const LINKS = [/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g, /^\s*\[[^\]]+\]:\s*(\S+)/g, /\b(?:href|src)="([^"]+)"/g];

/** Reads a page: its blocks, its links outside of them, and its anchors. */
export function readPage(text: string): MarkdownPage {
  const { blocks, prose } = splitBlocks(text.split('\n'));
  const links = prose.flatMap(({ text: line, line: number }) =>
    linksOf(line).map((target) => ({ target, line: number })),
  );
  return { blocks, links, indentedCode: indentedCode(prose), anchors: anchorsOf(prose.map((line) => line.text)) };
}

interface Line {
  readonly text: string;
  readonly line: number;
}

function splitBlocks(lines: readonly string[]): { blocks: Block[]; prose: Line[] } {
  const blocks: Block[] = [];
  const prose: Line[] = [];
  let marks = new Map<string, string>();
  for (let index = 0; index < lines.length; index += 1) {
    const text = lines[index] ?? '';
    const [, fence, info = ''] = FENCE.exec(text) ?? [];
    if (fence === undefined) {
      const [, name, value = ''] = COMMENT.exec(text) ?? [];
      if (name !== undefined) marks.set(name, value);
      else if (text.trim() !== '') marks = new Map();
      prose.push({ text, line: index + 1 });
      continue;
    }
    const end = lines.findIndex((line, at) => at > index && line.trim() === fence);
    if (end < 0) throw new RangeError(`line ${index + 1}: found a block without an end`);
    const indent = text.length - text.trimStart().length;
    const [language = '', ...rest] = info.trim().split(/\s+/);
    const body = lines.slice(index + 1, end).map((line) => line.slice(Math.min(indent, line.search(/\S|$/))));
    blocks.push({ language, info: rest.join(' '), text: body.join('\n'), line: index + 1, marks });
    marks = new Map();
    index = end;
  }
  return { blocks, prose };
}

function indentedCode(prose: readonly Line[]): number[] {
  let isList = false;
  return prose.flatMap(({ text, line }, index) => {
    if (/^\s*([-*+]|\d+[.)])\s/.test(text)) isList = true;
    else if (/^\S/.test(text)) isList = false;
    return !isList && /^ {4,}\S/.test(text) && prose[index - 1]?.text.trim() === '' ? [line] : [];
  });
}

function linksOf(line: string): string[] {
  const text = line.replace(/`[^`]*`/g, '``');
  return LINKS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, target = '']) => target));
}

/** The fragments that GitHub gives to headings, and those of `id` and `name` attributes. */
function anchorsOf(lines: readonly string[]): Set<string> {
  const anchors = new Set<string>();
  for (const line of lines) {
    for (const [, id = ''] of line.matchAll(/\b(?:id|name)="([^"]+)"/g)) anchors.add(id);
    const [, title] = /^#{1,6}\s+(.*?)\s*#*\s*$/.exec(line) ?? [];
    if (title === undefined) continue;
    const slug = slugOf(title);
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

function slugOf(title: string): string {
  const plain = title.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/<[^>]+>/g, '');
  return plain
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
