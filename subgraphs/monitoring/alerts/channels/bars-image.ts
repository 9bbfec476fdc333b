import type { NoticeBar } from '../notices/notice.ts';
import { pngImage } from './png-image.ts';

/** Height of a pair of bars, pixels: that of a row of the table beside it. */
export const ROW_HEIGHT = 26;

const WIDTH = 260;
const BAR_HEIGHT = 9;
const [WHITE, GREY, BLUE] = [0, 1, 2];
const PALETTE = [
  [255, 255, 255],
  [160, 174, 192],
  [43, 108, 176],
] as const;

/** PNG with two bars per bin: grey for the reference, blue for the current window, the longest as wide as the image. */
export function barsImage(bars: readonly NoticeBar[]): Buffer {
  const height = bars.length * ROW_HEIGHT;
  const pixels = new Uint8Array(WIDTH * height).fill(WHITE);
  const longest = Math.max(Number.MIN_VALUE, ...bars.flatMap(({ reference, current }) => [reference, current]));
  const draw = (top: number, share: number, colour: number) => {
    const width = Math.round((share / longest) * WIDTH);
    for (let y = top; y < top + BAR_HEIGHT; y += 1) pixels.fill(colour, y * WIDTH, y * WIDTH + width);
  };
  for (const [i, { reference, current }] of bars.entries()) {
    draw(i * ROW_HEIGHT + 3, reference, GREY);
    draw(i * ROW_HEIGHT + 3 + BAR_HEIGHT + 1, current, BLUE);
  }
  return pngImage({ width: WIDTH, height, palette: PALETTE, pixels });
}
