import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableText } from '../csv.ts';
import { kindName, statusName } from '../report/words.ts';
import { type Comparison, compareRuns } from './compare.ts';
import { renderComparison, verdictWords } from './html.ts';
import { readReport, runOf } from './results.ts';

/** Compares two output folders and writes `compare.html`, `compare.json`, `compare.csv` (figures) and `flips.csv` into `out`. */
export function compareFolders(before: string, after: string, out: string): Comparison {
  const comparison = compareRuns(runOf(readReport(before)), runOf(readReport(after)));
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'compare.json'), `${JSON.stringify(comparison, null, 1)}\n`);
  writeFileSync(join(out, 'compare.html'), renderComparison(comparison));
  writeFileSync(join(out, 'compare.csv'), figuresTable(comparison));
  writeFileSync(join(out, 'flips.csv'), flipsTable(comparison));
  return comparison;
}

const figuresTable = ({ differences }: Comparison) =>
  tableText(
    ['指标', '名称', '越高越好', 'A', 'B', '差别', '范围下限', '范围上限', '变好的题', '变差的题', 'p', '结论'],
    differences.map((one) => [
      one.name,
      one.title,
      one.better === 'higher' ? '是' : '否',
      one.before,
      one.after,
      one.difference,
      one.low,
      one.high,
      one.gained,
      one.lost,
      one.p,
      verdictWords[one.verdict],
    ]),
  );

const flipsTable = ({ lost, gained }: Comparison) =>
  tableText(
    ['编号', '变化', '类型', '问题', 'A 状态', 'A 答复', 'A 未通过的原因', 'B 状态', 'B 答复', 'B 未通过的原因'],
    [...lost, ...gained].map(({ before, after }) => [
      after.id,
      after.passed ? '由错变对' : '由对变错',
      kindName(after.kind),
      after.turns.join('\n'),
      statusName(before.status),
      before.answer,
      before.reason,
      statusName(after.status),
      after.answer,
      after.reason,
    ]),
  );
