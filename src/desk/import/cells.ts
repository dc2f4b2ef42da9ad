import { type Audience, audiences, type Channel, channels } from '../../domain/access.ts';
import { entryLimits } from '../../domain/entry.ts';
import type { Day } from '../../domain/time.ts';
import { findDates } from '../../text/dates.ts';
import { toIndexView } from '../../text/normalise.ts';

/** Text of one cell as the value of a field; or what is wrong with it, in Chinese. */
export type CellResult<Value> = { value: Value } | { fault: string };

const fault = (words: string) => ({ fault: words });

/** A formula whose value the sheet could not work out. */
const formulaError = /^#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/;
export const isFormulaError = (cell: string) => formulaError.test(cell);

/** A sign before which our own exports put ' so that no program takes the cell for a formula; see inertCell. */
export const withoutGuard = (cell: string) => (/^'+[=+\-@＝＋－＠\t\r]/.test(cell) ? cell.slice(1) : cell);

/** Empty cells say that there is no limit. */
const endless = /^(?:长期|长期有效|无|永久|不限|-|—|——|\/)$/;

/** A whole day and nothing else: 2026-01-31, 2026/1/31, 2026年1月31日, 20260131, with a time of midnight, 起 or 止 behind it. */
export function dayOfCell(cell: string): CellResult<Day | null> {
  const text = toIndexView(cell).trim();
  if (text === '' || endless.test(text)) return { value: null };
  const packed = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
  const written = packed ? `${packed[1]}-${packed[2]}-${packed[3]}` : text;
  const found = findDates(written);
  const [date] = found;
  if (date && found.length === 1) {
    const rest = (written.slice(0, date.start) + written.slice(date.end)).trim();
    if (/^(?:[自从]?起?|[至到]?止?|起(?:生效|施行)?|为?止|\d{1,2}:\d{2}(?::\d{2})?(?:\.0+)?)$/.test(rest))
      return { value: date.day };
  }
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return fault('这一格是数字，不是日期：请把单元格格式改成日期，或写成 2026-01-31');
  if (/\d{4}\D{1,3}\d{1,2}\D{1,3}\d{1,2}/.test(text) && found.length === 0)
    return fault('没有这一天：请核对年月日，写成 2026-01-31 这样');
  return fault('不是日期：请写成 2026-01-31 这样，长期有效的留空');
}

const audienceWords: Record<string, readonly Audience[]> = {
  公众: ['public'],
  公开: ['public'],
  社会公众: ['public'],
  市民: ['public'],
  群众: ['public'],
  全部: audiences,
  所有人: audiences,
  不限: audiences,
  热线: ['hotline'],
  坐席: ['hotline'],
  话务员: ['hotline'],
  '12345': ['hotline'],
  窗口: ['window'],
  大厅: ['window'],
  办事窗口: ['window'],
  工作人员: ['hotline', 'window'],
  内部: ['hotline', 'window'],
};

const channelWords: Record<string, readonly Channel[]> = {
  网页: ['web'],
  网站: ['web'],
  网上: ['web'],
  门户: ['web'],
  热线: ['hotline'],
  坐席: ['hotline'],
  '12345': ['hotline'],
  窗口: ['window'],
  大厅: ['window'],
  全部: channels,
  不限: channels,
};

/** A word that nobody knows is a fault: guessing who may see an entry could show it to everybody. */
function knownWords<Word extends string>(
  cell: string,
  known: readonly Word[],
  words: Record<string, readonly Word[]>,
  wanted: string,
): CellResult<Word[]> {
  const found = new Set<Word>();
  for (const part of cell.split(/[\n；;，,、/|\s]+/).filter(Boolean)) {
    const plain = part.normalize('NFKC').toLowerCase();
    const bare = plain.replace(/^(?:仅限?|只对)/, '').replace(/(?:可见|端|使用)$/, '');
    const meant = words[plain] ?? words[bare] ?? known.filter((one) => one === plain);
    if (meant.length === 0) return fault(`不认识“${clip(part, 12)}”：只能写${wanted}，几个之间用“；”隔开`);
    for (const word of meant) found.add(word);
  }
  return { value: known.filter((word) => found.has(word)) };
}

export const audiencesOfCell = (cell: string) => knownWords(cell, audiences, audienceWords, '公众、热线、窗口');
export const channelsOfCell = (cell: string) => knownWords(cell, channels, channelWords, '网页、热线、窗口');

/** The address in the cell, with the words before it as its name where there are any. */
export function linkOfCell(cell: string): CellResult<{ url: string; label: string | null } | null> {
  if (cell === '') return { value: null };
  const url = /https?:\/\/[^\s，。；、）)》”"<>]+/i.exec(cell)?.[0];
  const host = url && URL.canParse(url) ? new URL(url).hostname : '';
  if (!url || !/^[^.]+(?:\.[^.]+)+$|^\[.*\]$|^localhost$/.test(host))
    return fault('不是网址：要写成 http:// 或 https:// 开头的完整网址，没有的留空');
  const label = cell
    .replace(url, '')
    .replace(/[：:\s]+$/, '')
    .trim();
  return { value: { url, label: label || null } };
}

const separated = (cell: string, separators: RegExp) => [
  ...new Set(
    cell
      .split(separators)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
];

export function similarOfCell(cell: string): CellResult<string[]> {
  const found = separated(cell, /[\n；;|｜]/);
  const most = entryLimits.similarQuestions;
  if (found.length > most) return fault(`有 ${found.length} 个，最多 ${most} 个`);
  const long = found.find((one) => one.length > 300);
  return long ? fault(`“${clip(long)}”有 ${long.length} 个字，每个最多 300 个字`) : { value: found };
}

/** Separated by signs; by blanks only where no sign is used and every part is Chinese. */
export function tagsOfCell(cell: string, question: string): CellResult<string[]> {
  const bySigns = separated(cell, /[\n；;，,、|｜]/);
  const byBlanks = bySigns.length === 1 ? separated(cell, /\s+/) : [];
  const chinese = byBlanks.length > 1 && byBlanks.every((one) => /^\p{Script=Han}+$/u.test(one));
  const found = chinese ? byBlanks : bySigns;
  const { keyword, keywords } = entryLimits;
  if (found.length > keywords) return fault(`有 ${found.length} 个标签，最多 ${keywords} 个`);
  const long = found.find((one) => one.length > keyword);
  if (long) return fault(`标签“${clip(long)}”有 ${long.length} 个字，每个最多 ${keyword} 个字`);
  const same = found.find((one) => questionKey(one) === questionKey(question));
  return same ? fault('标签不能和问题相同') : { value: found };
}

export function linesOfCell(cell: string): CellResult<string[]> {
  const found = separated(cell, /\n/);
  const most = entryLimits.basis;
  if (found.length > most) return fault(`有 ${found.length} 行，最多 ${most} 行`);
  const long = found.find((one) => one.length > 300);
  return long ? fault(`“${clip(long)}”有 ${long.length} 个字，每行最多 300 个字`) : { value: found };
}

export const textOfCell =
  (most: number) =>
  (cell: string): CellResult<string | null> =>
    cell.length > most ? fault(`太长：有 ${cell.length} 个字，最多 ${most} 个字`) : { value: cell || null };

/** The same question in other blanks, signs and widths is the same question. */
export const questionKey = (question: string) =>
  toIndexView(question)
    .replace(/[\s\p{P}\p{S}]/gu, '')
    .toLowerCase();

export const clip = (text: string, most = 20) => (text.length > most ? `${text.slice(0, most)}…` : text).replace(/\s+/g, ' ');
