const EXACT_BELOW_MS = 10_000;
const SPANS = ['day', 'hour', 'minute', 'second'] as const;
const SPAN_MS = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1_000 } as const;

/**
 * Writes durations in a locale, from milliseconds: the two largest units of whole seconds, and hundredths of one below
 * ten, as a limit or a latency of 1.5 seconds is neither of one nor of two.
 */
export function durationFormat(locale: string): (milliseconds: number) => string {
  const unit = (name: string) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: 2 });
  const formats = { day: unit('day'), hour: unit('hour'), minute: unit('minute'), second: unit('second') };
  const milli = unit('millisecond');
  return (milliseconds) => {
    if (Math.round(milliseconds) < 1_000) return milli.format(Math.round(milliseconds));
    if (milliseconds < EXACT_BELOW_MS) return formats.second.format(milliseconds / 1_000);
    let left = Math.round(milliseconds / 1_000) * 1_000;
    const first = SPANS.findIndex((span) => left >= SPAN_MS[span]);
    const parts: string[] = [];
    for (const span of SPANS.slice(first, first + 2)) {
      const count = Math.floor(left / SPAN_MS[span]);
      left -= count * SPAN_MS[span];
      if (count > 0) parts.push(formats[span].format(count));
    }
    return parts.join(' ');
  };
}
