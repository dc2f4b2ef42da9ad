import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { InvalidInputError } from '../src/domain/errors.ts';
import { type CaseSet, caseSetOf } from './case-set.ts';
import { caseTableText } from './case-table.ts';
import { type EvalCase, readCases } from './cases.ts';

/** A set of cases with what its authors should look at, a sentence each. Throws as `readCases` does. */
export function checkCases(file: string, split: string | null): { cases: EvalCase[]; set: CaseSet; warnings: string[] } {
  const cases = readCases(file, split);
  const without = (what: string, test: (one: EvalCase) => boolean) => {
    const found = cases.filter(test).map(({ id }) => id);
    return found.length === 0
      ? []
      : [`${found.length} 题${what}：${found.slice(0, 10).join('、')}${found.length > 10 ? '等' : ''}`];
  };
  const answers = (one: EvalCase) => one.expect === 'answer' || one.expect === 'expired';
  const warnings = [
    ...without('没有“期望”，只提问、不计分', (one) => !one.expect),
    ...without('应有答复却没有“须说明”，怎么答都算对', (one) => answers(one) && one.must.length === 0),
    ...without('应有答复却没有“标准文件”，引用无法评分', (one) => answers(one) && one.gold_files.length === 0),
    ...without('没有“理由”', (one) => one.expect !== undefined && one.reason === ''),
    ...without('的“须说明”和“不得出现”互相矛盾', contradicts),
  ];
  return { cases, set: caseSetOf(cases, split), warnings };
}

/** Every wording of a required fact holds something that must not occur. */
const contradicts = ({ must, must_not }: EvalCase) =>
  must.some((wordings) => wordings.every((wording) => must_not.some((words) => wording.includes(words))));

/** Writes cases as JSON lines or CSV, by the name of the file. Throws InvalidInputError for another name. */
export function writeCases(cases: EvalCase[], file: string): void {
  const csv = /\.csv$/i.test(file);
  if (!csv && !/\.jsonl$/i.test(file)) throw new InvalidInputError(`题目文件应是 .jsonl 或 .csv：${file}`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, csv ? caseTableText(cases) : cases.map((one) => `${JSON.stringify(one)}\n`).join(''));
}
