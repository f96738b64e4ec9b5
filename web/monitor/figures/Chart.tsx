import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { number } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { useTheme } from '../../ui/theme.ts';
import styles from './Figures.module.css';

export interface Series {
  readonly label: string;
  /** Name of a colour of the look: `--accent`. */
  readonly color: string;
  /** CSS px of line and gap; told apart by more than colour. */
  readonly dash?: number[];
  readonly values: readonly number[];
}

interface ChartProps {
  /** What the chart shows, in words: its table says the same. */
  readonly label: string;
  /** Where the values stand: seconds since 1970, or plain numbers. */
  readonly x: readonly number[];
  readonly time: boolean;
  /** What stands below a place of the axis. */
  readonly wordsOf: (x: number) => string;
  readonly series: readonly Series[];
  readonly kind: 'lines' | 'bars';
}

const HEIGHT_PX = 220;

/** Series over one axis, with what they are below: at the pointer, else the latest of lines and the highest bar. */
export function Chart({ label, x, time, wordsOf, series, kind }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);
  const theme = useTheme();
  const data = useMemo<uPlot.AlignedData>(
    () => [[...x], ...series.map(({ values }) => [...values])],
    [x, series],
  );
  const latest = useRef(data);
  const hasPoints = kind === 'lines' && x.length < 40;
  // Other values of the same series are put into the chart that is there: the pointer stays where it is.
  const look = JSON.stringify(series.map(({ color, dash, label: name }) => ({ color, dash, name })));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours of the same names; data alone is set below
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const made = new uPlot(optionsOf(element, { series, kind, time, wordsOf, hasPoints }), data, element);
    latest.current = data;
    chart.current = made;
    const watch = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT_PX }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, [time, wordsOf, look, kind, hasPoints, theme]);
  useEffect(() => {
    if (latest.current === data) return;
    latest.current = data;
    chart.current?.setData(data);
  }, [data]);
  return <div ref={frame} role="img" aria-label={label} className={styles.chart} />;
}

type Look = Pick<ChartProps, 'kind' | 'series' | 'time' | 'wordsOf'> & { readonly hasPoints: boolean };

function optionsOf(element: HTMLElement, { hasPoints, kind, series, time, wordsOf }: Look): uPlot.Options {
  const look = getComputedStyle(document.documentElement);
  const colorOf = (name: string) => look.getPropertyValue(name);
  const axis = {
    stroke: colorOf('--text-2'),
    font: `12px ${colorOf('--font')}`,
    grid: { stroke: colorOf('--hairline'), width: 1 },
    ticks: { stroke: colorOf('--hairline'), width: 1 },
  };
  const tell = (chart: uPlot) => {
    if (chart.cursor.idx !== null && chart.cursor.idx !== undefined) return;
    const [places, first] = chart.data;
    const most = Math.max(...first.map((value) => value ?? 0));
    chart.setLegend({ idx: kind === 'bars' ? first.indexOf(most) : places.length - 1 }, false);
  };
  const bars = kind === 'bars' ? { paths: uPlot.paths.bars?.({ size: [0.7, 40] }) } : {};
  return {
    width: element.clientWidth,
    height: HEIGHT_PX,
    scales: { x: { time }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.08)] } },
    hooks: { ready: [tell], setCursor: [tell], setData: [tell] },
    cursor: { drag: { x: false, y: false }, y: false },
    axes: [
      { ...axis, values: (_, places) => places.map(wordsOf) },
      { ...axis, size: 56, values: (_, places) => places.map((n) => (n % 1 === 0 ? number(n) : '')) },
    ],
    series: [
      { label: t('figures.at'), value: (_, at) => (at === null ? '' : wordsOf(at)) },
      ...series.map(({ color, dash, label }) => ({
        label,
        stroke: colorOf(color),
        width: kind === 'bars' ? 0 : 2,
        ...(dash && { dash }),
        ...(kind === 'bars' && { fill: colorOf(color) }),
        ...bars,
        points: { show: hasPoints, size: 6, fill: colorOf(color) },
        value: (_: uPlot, n: number | null) => (n === null ? '–' : number(n)),
      })),
    ],
  };
}
