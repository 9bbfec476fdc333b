import type { LakeFigureUnit } from '../../graph/generated/graphql.ts';

/** The formats of the reader that figures need. */
interface FigureFormats {
  number(value: number, decimals?: number): string;
  percent(share: number, decimals?: number): string;
  duration(milliseconds: number): string;
}

/** A figure of an expectation in its unit. */
export function figureText(value: number, unit: LakeFigureUnit | null, format: FigureFormats): string {
  switch (unit) {
    case 'SHARE':
      return format.percent(value, 2);
    case 'RATIO':
      return `× ${format.number(value, 3)}`;
    case 'SECONDS':
      return value < 0 ? `−${format.duration(-value * 1_000)}` : format.duration(value * 1_000);
    default:
      return format.number(value, 4);
  }
}

/** Bounds of a figure, such as `≤ 5 %` or `0 % – 5 %`; undefined while none is known. */
export function boundsText(
  { least, greatest }: { readonly least: number | null; readonly greatest: number | null },
  unit: LakeFigureUnit | null,
  format: FigureFormats,
): string | undefined {
  if (least !== null && greatest !== null)
    return `${figureText(least, unit, format)} – ${figureText(greatest, unit, format)}`;
  if (least !== null) return `≥ ${figureText(least, unit, format)}`;
  return greatest === null ? undefined : `≤ ${figureText(greatest, unit, format)}`;
}
