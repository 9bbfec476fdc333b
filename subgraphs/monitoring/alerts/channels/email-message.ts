import { cutText } from '../../../../platform/cut-text.ts';
import { percent, textBars } from '../notices/histogram-bars.ts';
import { type AlertNotice, colourOf } from '../notices/notice.ts';
import { barsImage, ROW_HEIGHT } from './bars-image.ts';

/** Parts of the mail of a notice. */
export interface EmailMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** PNG images that the HTML refers to by content id */
  readonly images: readonly { readonly cid: string; readonly filename: string; readonly content: Buffer }[];
}

const BAR_WIDTH = 30;
/** longest line of a mail, RFC 5322 */
const LONGEST_SUBJECT = 998;
const CHART = 'histogram@notice';

/**
 * A notice as a mail: text with bars, and HTML with a table and a chart beside it. The chart is a PNG by its content id, as
 * many programs drop SVG; the table has the same numbers where images are not shown. Everything that is not ours is escaped.
 */
export function emailMessage(notice: AlertNotice): EmailMessage {
  const { title, bars } = notice;
  return {
    subject: cutText(title, LONGEST_SUBJECT, 'BYTES'),
    text: textOf(notice),
    html: htmlOf(notice),
    images: bars.length > 0 ? [{ cid: CHART, filename: 'histogram.png', content: barsImage(bars) }] : [],
  };
}

function textOf({ title, lines, members, facts, runbook, barsOf, bars, url }: AlertNotice): string {
  const parts = [
    title,
    lines.join('\n'),
    bars.length > 0 && `${barsOf}: # reference  = now\n${textBars(bars, BAR_WIDTH)}`,
    members.length > 0 && `All alerts:\n${members.map((member) => `- ${member}`).join('\n')}`,
    runbook !== null && `What to do: ${runbook}`,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    url,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function htmlOf(notice: AlertNotice): string {
  const { title, lines, members, facts, runbook, bars, url } = notice;
  const parts = [
    `<h2 style="color:${colourOf(notice)}">${escapeHtml(title)}</h2>`,
    ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
    bars.length > 0 && chart(notice),
    members.length > 0 && table(members.map((member, i) => [`${i + 1}`, member])),
    runbook !== null && `<p><b>What to do:</b> ${escapeHtml(runbook)}</p>`,
    table(facts.map(({ label, value }) => [label, value])),
    url !== undefined && `<p><a href="${escapeHtml(url)}">Show the alert</a></p>`,
  ];
  return `<!doctype html><html><body style="font-family:sans-serif">${parts.filter(Boolean).join('')}</body></html>`;
}

function table(rows: readonly (readonly [heading: string, text: string])[]): string {
  const cells = rows.map(([heading, text]) => {
    return `<tr><th align="left" valign="top">${escapeHtml(heading)}</th><td>${escapeHtml(text)}</td></tr>`;
  });
  return `<table cellpadding="4">${cells.join('')}</table>`;
}

/** Table with one row for each bin, as high as its bars in the image beside it. */
function chart({ barsOf, bars }: AlertNotice): string {
  const height = bars.length * ROW_HEIGHT;
  const alt = 'Grey bars: reference. Blue bars: now.';
  const image = `<td rowspan="${bars.length}"><img src="cid:${CHART}" alt="${alt}" height="${height}"></td>`;
  const rows = bars.map(({ label, reference, current }, i) => {
    const shares = `<td align="right">${percent(reference)}</td><td align="right">${percent(current)}</td>`;
    return `<tr height="${ROW_HEIGHT}"><td>${escapeHtml(label)}</td>${shares}${i === 0 ? image : ''}</tr>`;
  });
  const heading = `<tr><th align="left">${escapeHtml(barsOf)}</th><th>Reference (grey)</th><th>Now (blue)</th><th></th></tr>`;
  return `<table cellspacing="0" style="border-collapse:collapse;white-space:nowrap">${heading}${rows.join('')}</table>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
