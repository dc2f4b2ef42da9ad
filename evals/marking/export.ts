import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConflictError, InvalidInputError } from '../../src/domain/errors.ts';
import { sha256 } from '../../src/domain/ids.ts';
import { readReport } from '../compare/results.ts';
import { randomNumbers } from '../compare/tests.ts';
import { tableText } from '../csv.ts';
import type { CaseReport } from '../report/data.ts';
import { expectNames } from '../report/words.ts';

export const sheetNames = ['评分表-甲.csv', '评分表-乙.csv'] as const;
export const keyName = '对照表.json';
export const sheetColumns = ['代号', '问题', '答复', '引用', '期望', '须说明', '不得出现', '理由', '判定', '说明'];

/** Which answer of which system stands behind a code. Markers must not see it. */
export interface MarkingKey {
  format: 'wence-marking';
  seed: number;
  systems: string[];
  items: { code: string; caseId: string; systems: number[]; passed: boolean[] }[];
}

export interface ExportOptions {
  folders: string[];
  out: string;
  /** The same seed and runs give the same sheets. */
  seed: number;
  /** So many cases, drawn by the seed; all when null. */
  sample: number | null;
}

interface Item {
  code: string;
  item: CaseReport;
  systems: number[];
  passed: boolean[];
}

/**
 * Two sheets with the same answers in different orders, for two people who mark without knowing which system answered nor what
 * the other says. What both systems answered alike is marked once. Throws ConflictError where sheets lie already, NotFoundError, InvalidInputError.
 */
export function exportMarking({ folders, out, seed, sample }: ExportOptions): { items: number; cases: number; out: string } {
  if (existsSync(join(out, keyName))) throw new ConflictError(`${out} 里已有评分表，请换一个文件夹，以免盖掉填好的`);
  const runs = folders.map((folder) => new Map(readReport(folder).cases.map((item) => [item.id, item])));
  const shared = [...(runs[0]?.keys() ?? [])].filter((id) => runs.every((run) => run.has(id)));
  if (shared.length === 0) throw new InvalidInputError('两次评测没有相同的题，无法一起评分');
  const random = randomNumbers(seed);
  const chosen = sample === null ? shared : shuffled(shared, random).slice(0, sample);
  const items = withCodes(
    chosen.flatMap((id) => itemsOf(runs.map((run) => run.get(id)!))),
    seed,
  );
  const key: MarkingKey = {
    format: 'wence-marking',
    seed,
    systems: folders,
    items: items.map(({ code, item, systems, passed }) => ({ code, caseId: item.id, systems, passed })),
  };
  mkdirSync(out, { recursive: true });
  for (const name of sheetNames) writeFileSync(join(out, name), sheet(shuffled(items, random)));
  writeFileSync(join(out, keyName), `${JSON.stringify(key, null, 1)}\n`);
  return { items: items.length, cases: chosen.length, out };
}

function itemsOf(answers: CaseReport[]): Omit<Item, 'code'>[] {
  const items: Omit<Item, 'code'>[] = [];
  answers.forEach((item, system) => {
    const same = items.find((other) => other.item.answer === item.answer && citationsOf(other.item) === citationsOf(item));
    if (same) {
      same.systems.push(system);
      same.passed.push(item.passed);
    } else items.push({ item, systems: [system], passed: [item.passed] });
  });
  return items;
}

/** Codes say nothing about case or system. */
const withCodes = (items: Omit<Item, 'code'>[], seed: number): Item[] =>
  items.map((one) => ({ ...one, code: sha256(`${seed} ${one.item.id} ${one.systems.join()}`).slice(0, 8) }));

/** Fisher and Yates. */
function shuffled<One>(all: One[], random: () => number): One[] {
  const mixed = [...all];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}

const citationsOf = ({ citations }: CaseReport) =>
  citations.map(({ file, clause, quote }) => `${file}${clause ? ` ${clause}` : ''}：${quote}`).join('\n');

const sheet = (items: Item[]) =>
  tableText(
    sheetColumns,
    items.map(({ code, item }) => [
      code,
      item.turns.join('\n'),
      item.answer,
      citationsOf(item),
      expectNames[item.expect],
      item.must.map((wordings) => wordings.join(' 或 ')).join('\n'),
      (item.mustNot ?? []).join('\n'),
      item.why || item.note,
      '',
      '',
    ]),
  );
