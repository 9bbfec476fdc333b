import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type Formats, useFormat } from '../language/format.ts';
import { useStore } from '../store/store.ts';
import { theme } from '../theme/theme.ts';
import styles from './chart.module.css';
import type { LimitTone, TimeSeriesData } from './time-series.tsx';

// font size of the page that the sizes of a drawing are for
const BASE_FONT_PX = 15;

type Format = (value: number, formats: Formats) => string;

/** The drawing of a chart over time, by uPlot. It is drawn again on a change of size, theme or language. */
export default function Plot({
  data,
  height,
  format,
  label,
}: {
  readonly data: TimeSeriesData;
  readonly height: number;
  readonly format: Format;
  readonly label: string;
}): React.ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const formats = useFormat();
  const chosen = useStore(theme);
  // larger type, as on a big screen, makes the drawing larger
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / BASE_FONT_PX;
  const scaledHeight = Math.round(height * scale);
  const shape = JSON.stringify([scale, data.series.map(({ name }) => name), data.thresholds, data.bands, data.range]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another shape or look makes another drawing, other values do not
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const drawn = new UPlot(
      optionsOf(element, data, { height: scaledHeight, scale }, format, formats),
      alignedOf(data),
      element,
    );
    plot.current = drawn;
    const observer = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height: scaledHeight }));
    observer.observe(element);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const redraw = (): void => drawn.redraw();
    scheme.addEventListener('change', redraw);
    return () => {
      scheme.removeEventListener('change', redraw);
      observer.disconnect();
      drawn.destroy();
      plot.current = undefined;
    };
  }, [shape, scaledHeight, formats, chosen]);
  useEffect(() => plot.current?.setData(alignedOf(data)), [data]);
  return (
    <>
      {/* the values stand in the table */}
      <div ref={frame} className={styles.plot} role="img" aria-label={label} style={{ height: scaledHeight }} />
      <ul className={styles.legend}>
        {data.series.map(({ name }, index) => (
          <li key={name} data-series={(index % 4) + 1}>
            {name}
          </li>
        ))}
        {data.thresholds?.map(({ name, value, tone = 'bad' }) => (
          <li key={name} data-series="threshold" data-tone={tone}>
            {name} {format(value, formats)}
          </li>
        ))}
      </ul>
    </>
  );
}

function alignedOf({ times, series }: TimeSeriesData): UPlot.AlignedData {
  return [times.map((time) => time / 1_000), ...series.map(({ values }) => values)] as unknown as UPlot.AlignedData;
}

function optionsOf(
  element: HTMLElement,
  { series, thresholds = [], bands = [], range }: TimeSeriesData,
  { height, scale }: { readonly height: number; readonly scale: number },
  format: Format,
  formats: Formats,
): UPlot.Options {
  const colour = (name: string): string => getComputedStyle(element).getPropertyValue(`--${name}`).trim();
  const ink = (name: string) => () => resolve(element, colour(name));
  const bandInk = (tone?: string): string => ink(tone ? `${tone}-ground` : 'surface-2')();
  const axis = {
    stroke: ink('text-2'),
    font: `${Math.round(12 * scale)}px ${getComputedStyle(element).fontFamily}`,
    grid: { stroke: ink('line'), width: 1 },
    ticks: { stroke: ink('line'), width: 1 },
  };
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: {
      x: { time: true, range: (plot, from, to) => timeRange(plot, from, to) },
      y: { range: (_plot, least, most) => limits(least, most, thresholds, range) },
    },
    axes: [
      {
        ...axis,
        size: 28 * scale,
        space: 96 * scale,
        values: (_plot, splits) => splits.map((seconds) => shortTime(seconds * 1_000, splits, formats)),
      },
      { ...axis, size: 64 * scale, values: (_plot, splits) => splits.map((value) => format(value, formats)) },
    ],
    series: [
      {},
      ...series.map(({ name, isStepped, hasPoints = false }, index) => ({
        label: name,
        stroke: ink(`series-${(index % 4) + 1}`),
        width: 2,
        points: {
          show: true,
          size: 7,
          fill: ink(`series-${(index % 4) + 1}`),
          // a value between two gaps is no line: without a point it would not be seen
          ...(!hasPoints && { filter: lonelyPoints }),
        },
        ...(isStepped && { paths: UPlot.paths.stepped?.({ align: 1 }) as UPlot.Series.PathBuilder }),
      })),
    ],
    hooks: {
      drawClear: [(plot) => drawBands(plot, bands, bandInk, ink('text-2')())],
      draw: [(plot) => drawThresholds(plot, thresholds, (tone = 'bad') => ink(tone)())],
    },
  };
}

/** Places of a series' values that have none beside them. */
function lonelyPoints(plot: UPlot, series: number): number[] {
  const values = plot.data[series] ?? [];
  const isGap = (at: number): boolean => values[at] === null || values[at] === undefined;
  return [...values.keys()].filter((at) => !isGap(at) && isGap(at - 1) && isGap(at + 1));
}

/** `light-dark()` of a custom property as a colour that a canvas takes. */
function resolve(element: HTMLElement, value: string): string {
  const probe = document.createElement('span');
  probe.style.color = value;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function limits(
  least: number | null,
  most: number | null,
  thresholds: readonly { readonly value: number }[],
  range: readonly [number, number] | undefined,
): [number, number] {
  if (range) return [...range];
  const values = [least ?? 0, most ?? 1, ...thresholds.map(({ value }) => value)];
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  return [low, high > low ? high + (high - low) * 0.08 : low + 1];
}

/** A single moment stands in the middle of a day: uPlot would show it at the start of some years. */
function timeRange({ data: [times] }: UPlot, from: number, to: number): [number, number] {
  return times.length === 1 ? [from - 43_200, from + 43_200] : [from, to];
}

function shortTime(time: number, splits: readonly number[], formats: Formats): string {
  const spanSeconds = (splits.at(-1) ?? 0) - (splits[0] ?? 0);
  // a canvas has one direction: marks of direction within a text would move its parts
  const text = spanSeconds > 172_800 ? formats.date(time) : formats.time(time);
  return text.replaceAll(/[\u200e\u200f]/g, '');
}

function drawBands(
  plot: UPlot,
  bands: NonNullable<TimeSeriesData['bands']>,
  inkOf: (tone?: LimitTone) => string,
  textInk: string,
): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.textAlign = 'right';
  ctx.textBaseline = 'top';
  ctx.font = `600 ${Math.round(12 * devicePixelRatio)}px system-ui`;
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const { name, from, to, tone, look } of bands) {
    // a band without an end goes on beyond the drawing
    const top = Number.isFinite(to) ? plot.valToPos(to, 'y', true) : bbox.top;
    const bottom = plot.valToPos(from, 'y', true);
    ctx.fillStyle = inkOf(tone);
    if (look !== 'plain') ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
    ctx.fillStyle = textInk;
    if (look) ctx.fillText(name, bbox.left + bbox.width - 4 * devicePixelRatio, top + 2 * devicePixelRatio);
  }
  ctx.restore();
}

function drawThresholds(
  plot: UPlot,
  thresholds: NonNullable<TimeSeriesData['thresholds']>,
  inkOf: (tone?: LimitTone) => string,
): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.lineWidth = 2;
  ctx.setLineDash([6, 4]);
  for (const { value, tone } of thresholds) {
    ctx.strokeStyle = inkOf(tone);
    const at = plot.valToPos(value, 'y', true);
    ctx.beginPath();
    ctx.moveTo(bbox.left, at);
    ctx.lineTo(bbox.left + bbox.width, at);
    ctx.stroke();
  }
  ctx.restore();
}
