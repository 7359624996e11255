import type uPlot from 'uplot';

import type { PeriodTotal } from '../../platform/types';
import { region } from '../../words/region';

const HEIGHT = 190;

/**
 * Draws money in and out, side by side for each period, and keeps to the box's width. The library
 * is loaded when the first chart is drawn. Returns what takes the chart away again. Where no chart
 * can be drawn, `failed` is called, and the box left empty.
 */
export function draw(
  box: HTMLElement,
  periods: readonly PeriodTotal[],
  when: (from: string) => string,
  names: readonly [moneyIn: string, moneyOut: string],
  failed: () => void,
): () => void {
  let isGone = false;
  let plot: uPlot | undefined;
  const watcher = new ResizeObserver(([entry]) => {
    if (entry !== undefined) plot?.setSize({ width: entry.contentRect.width, height: HEIGHT });
  });

  load()
    .then((library) => {
      if (isGone) return;
      plot = new library(options(library, box, periods, when, names), data(periods), box);
      watcher.observe(box);
    })
    .catch(() => {
      if (!isGone) failed();
    });

  return () => {
    isGone = true;
    watcher.disconnect();
    plot?.destroy();
  };
}

async function load(): Promise<typeof uPlot> {
  nameLanguage();
  const [library] = await Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]);
  return library.default;
}

/**
 * The library makes a number format for `navigator.language` while it is loaded. Under a locale like
 * `C.UTF-8` WebKitGTK has `C` there, which is no language: no format can be made, and no chart.
 */
function nameLanguage(): void {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: region(), configurable: true });
  }
}

/** Heights of bars are the one place where an amount may be a float. */
function data(periods: readonly PeriodTotal[]): uPlot.AlignedData {
  return [
    periods.map((_, index) => index),
    periods.map(({ moneyIn }) => Number(moneyIn.amount)),
    periods.map(({ moneyOut }) => Number(moneyOut.amount)),
  ];
}

function options(
  library: typeof uPlot,
  box: HTMLElement,
  periods: readonly PeriodTotal[],
  when: (from: string) => string,
  [moneyIn, moneyOut]: readonly [string, string],
): uPlot.Options {
  const style = getComputedStyle(box);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const font = `11px ${style.fontFamily}`;
  const compact = new Intl.NumberFormat(region(), { notation: 'compact' });
  const axis = { stroke: colour('--ink-soft'), font, ticks: { show: false } };
  const bars = (align: -1 | 1): uPlot.Series.PathBuilder | undefined =>
    library.paths.bars?.({ size: [0.36, 26], align, gap: 1, radius: 0.12 });
  const series = (label: string, fill: string, align: -1 | 1): uPlot.Series => {
    const paths = bars(align);
    const shape = paths === undefined ? {} : { paths };
    return { label, fill, stroke: fill, width: 0, points: { show: false }, ...shape };
  };
  return {
    width: box.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-0.7, periods.length - 0.3] },
      y: { range: (_, _min, max) => [0, max > 0 ? max * 1.06 : 1] },
    },
    series: [{}, series(moneyIn, colour('--good'), -1), series(moneyOut, colour('--accent'), 1)],
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 30,
        space: 76,
        incrs: [1, 2, 3, 4, 6, 8, 12, 16, 24],
        values: (_, at) =>
          at.map((index) => {
            const period = Number.isInteger(index) ? periods[index] : undefined;
            return period === undefined ? '' : when(period.from);
          }),
      },
      {
        ...axis,
        grid: { stroke: colour('--line'), width: 1 },
        size: 52,
        values: (_, at) => at.map((value) => compact.format(value)),
      },
    ],
  };
}
