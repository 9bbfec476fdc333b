import { cutText } from '../../../../platform/cut-text.ts';
import type { WebhookAnswer } from '../../../../platform/webhooks/delivery-rule.ts';
import { JsonPoster } from '../../../../platform/webhooks/json-poster.ts';
import { textBars } from '../notices/histogram-bars.ts';
import { type AlertNotice, colourOf } from '../notices/notice.ts';
import { type Channel, type ChannelDeps, withFinality } from './channel.ts';

const BAR_WIDTH = 24;
// limits of Block Kit, in characters: code units are never fewer
const LONGEST_HEADER = 150;
const LONGEST_FIELD = 2_000;
const LONGEST_ELEMENT = 3_000;
const LONGEST_TEXT = 3_000;
const ROOM_FOR_REST = 40;
const LONGEST_URL = 3_000;

/** Slack channel, by an incoming webhook. The URL is the secret. */
export class SlackChannel implements Channel {
  readonly kind = 'SLACK';
  readonly name = 'SLACK';
  readonly target: string;
  readonly #url: string;
  readonly #poster: JsonPoster;

  constructor(url: string, deps: ChannelDeps) {
    this.target = new URL(url).host;
    this.#url = url;
    this.#poster = new JsonPoster(deps);
  }

  async send(notice: AlertNotice): Promise<WebhookAnswer> {
    return withFinality(await this.#poster.post({ url: this.#url, body: JSON.stringify(slackMessage(notice)) }));
  }

  close(): Promise<void> {
    return this.#poster.close();
  }
}

/**
 * A notice as a message of Block Kit. Everything that is not ours is in `plain_text`, or preformatted, where Slack reads no
 * markup: no name of a feature can mention people, link or format.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export function slackMessage(notice: AlertNotice): Record<string, unknown> {
  const { title } = notice;
  return {
    text: escapeMrkdwn(cutText(title, LONGEST_ELEMENT)),
    mrkdwn: false,
    unfurl_links: false,
    blocks: [{ type: 'header', text: plain(cutText(title, LONGEST_HEADER)) }],
    attachments: [{ color: colourOf(notice), blocks: bodyOf(notice) }],
  };
}

/** Blocks below the heading, beside a bar of the notice's colour. */
function bodyOf({
  lines,
  members,
  facts,
  runbook,
  barsOf,
  bars,
  url,
}: AlertNotice): readonly Record<string, unknown>[] {
  const blocks: Record<string, unknown>[] = [{ type: 'section', text: plain(cutText(lines.join('\n'), LONGEST_TEXT)) }];
  if (bars.length > 0) blocks.push(preformatted(`${barsOf}: # reference  = now\n${textBars(bars, BAR_WIDTH)}`));
  if (members.length > 0) blocks.push({ type: 'section', text: plain(listOf(members)) });
  if (runbook !== null) blocks.push({ type: 'section', text: plain(cutText(`What to do: ${runbook}`, LONGEST_TEXT)) });
  // ten elements at most
  const elements = facts.slice(0, 10).map(({ label, value }) => plain(cutText(`${label}: ${value}`, LONGEST_FIELD)));
  blocks.push({ type: 'context', elements });
  if (url !== undefined && url.length <= LONGEST_URL)
    blocks.push({ type: 'actions', elements: [{ type: 'button', text: plain('Show the alert'), url }] });
  return blocks;
}

/** As many whole lines as fit in one text, and the number of those left. */
function listOf(members: readonly string[]): string {
  const shown: string[] = [];
  let room = LONGEST_TEXT - ROOM_FOR_REST;
  for (const member of members) {
    const line = `• ${member}`;
    room -= line.length + 1;
    if (room < 0) return [...shown, `and ${members.length - shown.length} more`].join('\n');
    shown.push(line);
  }
  return shown.join('\n');
}

function plain(text: string) {
  return { type: 'plain_text', text, emoji: false };
}

function preformatted(text: string) {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}

/** Escapes the three characters that Slack interprets even in plain text. */
function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
