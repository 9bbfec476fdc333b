import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** How far two pictures differ. */
export interface ImageDifference {
  /** share of pixels that differ visibly, 0 to 1; 1 for pictures of different sizes */
  readonly share: number;
  /** the pixels that differ, as PNG; undefined for pictures of different sizes */
  readonly picture: Buffer | undefined;
}

// of pixelmatch: above the noise of antialiased text, below a change of colour that is seen
const THRESHOLD = 0.15;

/** Compares two PNG files pixel by pixel. */
export function compareImages(expected: Buffer, found: Buffer): ImageDifference {
  const [one, other] = [PNG.sync.read(expected), PNG.sync.read(found)];
  const { width, height } = one;
  if (width !== other.width || height !== other.height) return { share: 1, picture: undefined };
  const picture = new PNG({ width, height });
  const differing = pixelmatch(one.data, other.data, picture.data, width, height, { threshold: THRESHOLD });
  return { share: differing / (width * height), picture: PNG.sync.write(picture) };
}
