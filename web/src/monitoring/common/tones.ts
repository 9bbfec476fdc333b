import type { Tone } from '../../ui/badge.tsx';

/** Tones of severities, and of the outcomes of drift checks. */
export const TONES: Readonly<Record<string, Tone>> = {
  INFO: 'info',
  WARNING: 'warn',
  CRITICAL: 'bad',
  NONE: 'good',
  INSUFFICIENT: 'neutral',
};
