import { cutText } from '../../shared/cut-text.ts';
import { percent, textBars } from './histogram-bars.ts';
import type { AlertNotice, NoticeBar } from './notice.ts';

/** The parts of a mail that a notice makes. */
export interface EmailMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const BAR_WIDTH = 30;
/** of a line of a mail, RFC 5322 */
const LONGEST_SUBJECT = 998;
const COLOURS = { INFO: '#2b6cb0', WARNING: '#b7791f', CRITICAL: '#c53030' } as const;

/** A notice as a mail: text with bars, and HTML with an inline chart. Everything that is not ours is escaped. */
export function emailMessage(notice: AlertNotice): EmailMessage {
  return { subject: cutText(notice.title, LONGEST_SUBJECT, 'BYTES'), text: textOf(notice), html: htmlOf(notice) };
}

function textOf({ title, facts, runbook, bars, url }: AlertNotice): string {
  const parts = [
    title,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    bars.length > 0 && `# reference  = now\n${textBars(bars, BAR_WIDTH)}`,
    `What to do: ${runbook}`,
    url,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function htmlOf({ title, severity, facts, runbook, bars, url }: AlertNotice): string {
  const rows = facts
    .map(({ label, value }) => `<tr><th align="left">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`)
    .join('');
  const parts = [
    `<h2 style="color:${COLOURS[severity]}">${escapeHtml(title)}</h2>`,
    `<table cellpadding="4">${rows}</table>`,
    bars.length > 0 && chart(bars),
    `<p>${escapeHtml(runbook)}</p>`,
    url && `<p><a href="${escapeHtml(url)}">Show the alert</a></p>`,
  ];
  return `<!doctype html><html><body style="font-family:sans-serif">${parts.filter(Boolean).join('')}</body></html>`;
}

const LINE = 26;
const LABELS = 170;
const BARS = 260;

/** Two bars per bin: grey the reference, blue the current window. */
function chart(bars: readonly NoticeBar[]): string {
  const longest = Math.max(Number.MIN_VALUE, ...bars.flatMap(({ reference, current }) => [reference, current]));
  const rect = (y: number, share: number, colour: string) =>
    `<rect x="${LABELS}" y="${y}" height="9" width="${((share / longest) * BARS).toFixed(1)}" fill="${colour}"/>`;
  const lines = bars.map(({ label, reference, current }, i) => {
    const y = i * LINE;
    const shares = `${percent(reference)} → ${percent(current)}`;
    return [
      `<text x="0" y="${y + 14}">${escapeHtml(label)}</text>`,
      rect(y + 2, reference, '#a0aec0'),
      rect(y + 12, current, '#2b6cb0'),
      `<text x="${LABELS + BARS + 8}" y="${y + 14}">${shares}</text>`,
    ].join('');
  });
  const size = `width="${LABELS + BARS + 130}" height="${bars.length * LINE}"`;
  return `<p>Grey: reference. Blue: now.</p><svg xmlns="http://www.w3.org/2000/svg" ${size} font-size="12" role="img">${lines.join('')}</svg>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
