export interface Sample {
  readonly name: string;
  /** Milliseconds unless `unit` says otherwise. */
  readonly values: readonly number[];
  readonly unit?: string;
  readonly target?: string;
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))];
}

/** Prints a table: how often, median, p95, worst, and the target that the figures are held against. */
export function printTable(title: string, samples: readonly Sample[]): void {
  console.log(`\n## ${title}\n`);
  const rows = samples.map(({ name, values, unit = 'ms', target = '' }) => [
    name,
    String(values.length),
    ...[quantile(values, 0.5), quantile(values, 0.95), Math.max(...values)].map(
      (value) => `${round(value)} ${unit}`,
    ),
    target,
  ]);
  const all = [['', 'n', 'median', 'p95', 'worst', 'target'], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  console.log(
    [line(all[0]), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join(
      '\n',
    ),
  );
}

const round = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
