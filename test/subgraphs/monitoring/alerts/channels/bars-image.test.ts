import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32, inflateSync } from 'node:zlib';
import { barsImage, ROW_HEIGHT } from '../../../../../subgraphs/monitoring/alerts/channels/bars-image.ts';
import { emailMessage } from '../../../../../subgraphs/monitoring/alerts/channels/email-message.ts';
import { pngImage } from '../../../../../subgraphs/monitoring/alerts/channels/png-image.ts';
import { composeNotice } from '../../../../../subgraphs/monitoring/alerts/notices/compose-notice.ts';
import { eventOf, FINDINGS } from '../../../../support/monitoring/notice-events.ts';

/** Size and pixels of a PNG of 8 bits a pixel, without filters; checks every chunk's CRC. */
function decode(file: Buffer) {
  assert.equal(file.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; ) {
    const size = file.readUInt32BE(at);
    const typed = file.subarray(at + 4, at + 8 + size);
    assert.equal(file.readUInt32BE(at + 8 + size), crc32(typed));
    chunks.set(typed.subarray(0, 4).toString('latin1'), typed.subarray(4));
    at += size + 12;
  }
  assert.deepEqual([...chunks.keys()], ['IHDR', 'PLTE', 'IDAT', 'IEND']);
  const header = chunks.get('IHDR') as Buffer;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(chunks.get('IDAT') as Buffer);
  assert.equal(rows.length, (width + 1) * height);
  return { width, height, pixelAt: (x: number, y: number) => rows[y * (width + 1) + 1 + x] };
}

describe('the chart of a notice', () => {
  it('The chart of a notice is a PNG with a grey and a blue bar for each bin, as long as their shares', () => {
    const { width, height, pixelAt } = decode(
      barsImage([
        { label: 'a', reference: 0.5, current: 0.25 },
        { label: 'b', reference: 0, current: 1 },
      ]),
    );
    assert.equal(height, 2 * ROW_HEIGHT);
    const lengthAt = (y: number, colour: number) => {
      let x = 0;
      while (x < width && pixelAt(x, y) === colour) x += 1;
      return x / width;
    };
    const [grey, blue] = [1, 2];
    assert.deepEqual([lengthAt(5, grey), lengthAt(15, blue)], [0.5, 0.25]);
    assert.deepEqual([lengthAt(ROW_HEIGHT + 5, grey), lengthAt(ROW_HEIGHT + 15, blue)], [0, 1]);
  });

  it('The chart of a notice is refused with a number of pixels that is not that of its size', () => {
    assert.throws(() => pngImage({ width: 2, height: 2, palette: [[0, 0, 0]], pixels: new Uint8Array(3) }), RangeError);
  });

  it('The chart of a notice is in a mail by its content id, beside a table of the same numbers, and not as SVG', () => {
    const { html, images } = emailMessage(
      composeNotice(eventOf(FINDINGS.FEATURE_DRIFT), 'id', { url: undefined, timeZone: 'UTC' }),
    );
    assert.equal(images.length, 1);
    assert.ok(html.includes(`src="cid:${images[0]?.cid}"`) && !html.includes('<svg'));
    for (const number of ['45.0 %', '15.4 %', '8.0 %', '10.0 %', '76.6 %']) assert.ok(html.includes(`>${number}</td>`));
    assert.ok(decode(images[0]?.content as Buffer).height === 3 * ROW_HEIGHT);
  });
});
