/** Milliseconds that `work` takes. */
export function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The middle one of `values`; of an even number, the mean of the two in the middle. NaN if there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Milliseconds, with as many digits as mean something. */
export function milliseconds(value: number): string {
  if (Number.isNaN(value)) return '-';
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;
}

/** How our time compares with the official one: `2.0x faster`, `2.0x slower`. */
export function ratio(ours: number, official: number): string {
  if (Number.isNaN(ours) || Number.isNaN(official)) return '-';
  return ours < official ? `${(official / ours).toFixed(1)}x faster` : `${(ours / official).toFixed(1)}x slower`;
}

/** Prints rows as columns of equal width: the first is the heading. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    const cells = row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])));
    console.log(`  ${cells.join('   ')}`);
  }
}
