import { crc32, deflateSync } from 'node:zlib';

/** Image with a palette: for each pixel, row by row, its index in the palette. */
export interface PaletteImage {
  readonly width: number;
  readonly height: number;
  /** RGB, 256 colours at most */
  readonly palette: readonly (readonly [red: number, green: number, blue: number])[];
  /** length width × height */
  readonly pixels: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const BITS_PER_PIXEL = 8;
const PALETTE_COLOUR = 3;

/**
 * Encodes an image as a PNG file: 8 bits a pixel, no filter, no interlace.
 *
 * @see Portable Network Graphics (PNG) Specification, third edition, W3C 2025, 5 and 11.2
 */
export function pngImage({ width, height, palette, pixels }: PaletteImage): Buffer {
  if (pixels.length !== width * height)
    throw new RangeError(`image: found ${pixels.length} pixels, expected ${width} × ${height}`);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([BITS_PER_PIXEL, PALETTE_COLOUR], 8);
  // a byte before each row names its filter: 0, none
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const chunks = [
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([SIGNATURE, ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([size, typed, check]);
}
