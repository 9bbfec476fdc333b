const THREE_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A number of three digits: `73.2`, `0.0123`, `1,950`. */
export function shortNumber(value: number): string {
  return THREE_DIGITS.format(value);
}

/** A count with all its digits: `1,953`. */
export function countText(count: number): string {
  return WHOLE.format(count);
}

/** A share as percent, with one decimal where there is one: `76.6 %`, `10 %`. */
export function shareText(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

/** A difference of shares: `8.2 percentage points`. */
export function pointsText(difference: number): string {
  return `${Number((difference * 100).toFixed(1))} percentage points`;
}
