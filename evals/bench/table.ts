import { displayWidth, padDisplay } from '../../src/cli/help.ts';
import { type BenchResult, systems } from './child.ts';

/** Columns aligned for a terminal; the first is text, the others figures. */
export function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? padDisplay(cell, widths[0]!) : ' '.repeat(widths[column]! - displayWidth(cell)) + cell,
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

export function resultTable(results: BenchResult[]): string {
  const head = ['', 'success@1', 'recall@10', 'p50', 'p95', 'build', 'memory'];
  const rows = results.map(({ system, success1, recall10, p50, p95, buildMs, megabytes }) => [
    systems[system]!.title,
    success1.toFixed(3),
    recall10.toFixed(3),
    `${p50.toFixed(1)} ms`,
    `${p95.toFixed(1)} ms`,
    seconds(buildMs),
    `${megabytes.toFixed(0)} MB`,
  ]);
  return table([head, ...rows]);
}

/** Wence divided by each rival: quality above 1 and the others below 1 are to our advantage. */
export function ratioTable(results: BenchResult[]): string {
  const ours = results.find((result) => result.system === 'wence')!;
  const ratio = (a: number, b: number) => (b === 0 ? '∞' : (a / b).toFixed(2));
  const rows = results
    .filter((result) => result !== ours)
    .map((result) => [
      `Wence / ${systems[result.system]!.title.trim()}`,
      ratio(ours.success1, result.success1),
      ratio(ours.recall10, result.recall10),
      ratio(ours.p50, result.p50),
      ratio(ours.p95, result.p95),
      ratio(ours.buildMs, result.buildMs),
      ratio(ours.megabytes, result.megabytes),
    ]);
  return table([['ratio', 'success@1', 'recall@10', 'p50', 'p95', 'build', 'memory'], ...rows]);
}
