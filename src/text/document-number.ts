import { toIndexViewWithMap } from './normalise.ts';
import { chineseToNumber } from './numbers.ts';

export interface FoundDocumentNumber {
  raw: string;
  /** 代字〔YYYY〕N号, XX令第N号 or XX公告YYYY年第N号; without 代字 where the text has none. */
  normalised: string;
  start: number;
  end: number;
}

/** In the index view a bracketed number is already 〔2022〕13号; the other forms are read here. */
const bracketed = /(?<code>[\p{Script=Han}a-z]{0,24})\s?〔(?<year>\d{4})〕(?<number>\d+(?:-\d+)?)号/gu;
const withoutHao =
  /(?<code>[\p{Script=Han}]{2,24})\s?[[(〔【〖{]\s?(?<year>(?:19|20)\d{2})\s?[\])〕】〗}]\s?第?\s?(?<number>\d{1,4})(?![\d年月日.、号条%-]|\s?号)/gu;
const hyphened =
  /(?<code>[\p{Script=Han}]{1,24}[发规函字办通告府文知税政监资])\s?(?<year>(?:19|20)\d{2})\s?(?:[-—/]|年)?\s?第?\s?(?<number>\d{1,4})\s?号/gu;
const announcement = /(?<code>[\p{Script=Han}\s、]{0,40}公告)\s?(?<year>(?:19|20)\d{2})年?第?(?<number>\d{1,4})号/gu;
const numeral = '\\d+|[〇零一二三四五六七八九十百千]+';
const order = new RegExp(`(?<code>[\\p{Script=Han}]{0,30}令)\\s?[(〔]?\\s?第\\s?(?<number>${numeral})\\s?号`, 'gu');
const orderAfter = new RegExp(`(?<code>[\\p{Script=Han}]{0,30})第\\s?(?<number>${numeral})\\s?号\\s?令`, 'gu');

/**
 * Words of the sentence that may stand right before a number. What follows the last of them is the 代字.
 * Conjunctions of one character count only inside a run, since 和政发 (和政县) begins with one.
 */
const sentenceWords =
  /根据|依据|按照|依照|遵照|参照|对照|执行|印发|转发|发布|颁布|公布|通知|意见|办法|决定|规定|文件|文号|发文字号|字号|编号|废止|关于|贯彻|落实|详见|参见|请问|查询|查找|想问|想看|看看|什么是|依然|以及|或者|还是|其中|替代|取代|修订|修改|原来?|号|的|是|见|按|据|将|对|由|被|在|于|查|找|问|请|看|让|把|给|我/gu;
const joiningWord = /[和及与或同]/gu;
const organs = /人民政府|委员会|办公厅|办公室|[\p{Script=Han}]{3,}局|[\p{Script=Han}]{3,}厅/gu;

/** Cuts what belongs to the sentence off the front of a 代字; the result may be empty. */
function trimCode(code: string, before: string): string {
  const afterSentence = afterLast(code, sentenceWords, 1);
  const joined = [...afterSentence.matchAll(joiningWord)].filter(
    ({ index }) => index > 0 || afterSentence.length < code.length || /[号》)〉”]/.test(before),
  );
  const last = joined.at(-1);
  const alone = last && afterSentence.length - last.index - 1 >= 2 ? afterSentence.slice(last.index + 1) : afterSentence;
  return afterLast(alone, organs, 2);
}

function afterLast(text: string, pattern: RegExp, keep: number): string {
  const last = [...text.matchAll(pattern)]
    .filter((match) => text.length - match.index - match[0].length >= keep || keep < 2)
    .at(-1);
  return last ? text.slice(last.index + last[0].length) : text;
}

/** An order is named by its organ: words of the sentence go, 人民政府 stays. */
function trimOrderCode(code: string): string {
  const last = [
    ...code.matchAll(
      /根据|依据|按照|依照|遵照|参照|执行|发布|颁布|公布|以及|或者|关于|详见|请问|查询|见|号|的|和(?!国)|与|及|或|以|按|据|在|查|找|问|看/gu,
    ),
  ].at(-1);
  return last ? code.slice(last.index + last[0].length) : code;
}

const plainNumber = (text: string) => text.replace(/^0+(?=\d)/, '').replace(/\s/g, '');

const forms: {
  pattern: RegExp;
  trim: (code: string, before: string) => string;
  write: (code: string, year: string, number: string) => string | null;
}[] = [
  { pattern: bracketed, trim: trimCode, write: (code, year, number) => `${code}〔${year}〕${plainNumber(number)}号` },
  {
    pattern: announcement,
    trim: trimOrderCode,
    write: (code, year, number) => `${code.replace(/\s/g, '')}${year}年第${plainNumber(number)}号`,
  },
  {
    pattern: withoutHao,
    trim: trimCode,
    write: (code, year, number) => (code ? `${code}〔${year}〕${plainNumber(number)}号` : null),
  },
  {
    pattern: hyphened,
    trim: trimCode,
    write: (code, year, number) => (code.length >= 2 ? `${code}〔${year}〕${plainNumber(number)}号` : null),
  },
  { pattern: orderAfter, trim: trimOrderCode, write: (code, _year, number) => orderNumber(`${code}令`, number) },
  { pattern: order, trim: trimOrderCode, write: (code, _year, number) => orderNumber(code, number) },
];

function orderNumber(code: string, number: string): string | null {
  const value = chineseToNumber(number);
  return value === null || (/[法命]令$/.test(code) && !/命令$/.test(code)) ? null : `${code}第${value}号`;
}

/** All document numbers (发文字号) and order numbers (令) of a text, in any bracket style and spacing, in order. Offsets are in the input. */
export function findDocumentNumbers(text: string): FoundDocumentNumber[] {
  const view = toIndexViewWithMap(text);
  const found: FoundDocumentNumber[] = [];
  for (const { pattern, trim, write } of forms) {
    for (const match of view.text.matchAll(pattern)) {
      const { code = '', year = '', number = '' } = match.groups as Record<string, string>;
      const kept = trim(code, view.text[match.index - 1] ?? '');
      const normalised = write(kept, year, number);
      const start = view.map[match.index + code.length - kept.length]!;
      const end = view.map[match.index + match[0].length]!;
      if (normalised && !found.some((other) => start < other.end && end > other.start)) {
        found.push({ raw: text.slice(start, end), normalised, start, end });
      }
    }
  }
  return found.sort((left, right) => left.start - right.start);
}

/** The one spelling of a document number, or null when the text holds none. */
export function normaliseDocumentNumber(text: string): string | null {
  return findDocumentNumbers(text)[0]?.normalised ?? null;
}

/**
 * Search tokens of a document number: the whole one (dn穗府办规2022n13) and, for readers who leave out the 代字, year and number.
 * Orders: dn广州市人民政府令n179 and dn令n179.
 */
export function documentNumberTokens(normalised: string): string[] {
  const parts = /^(?<code>.*?)〔(?<year>\d+)〕(?<number>[\d-]+)号$/u.exec(normalised)?.groups;
  if (parts) {
    const number = `${parts.year}n${parts.number!.replace('-', 'to')}`;
    return parts.code ? [`dn${parts.code}${number}`, `dn${number}`] : [`dn${number}`];
  }
  const ordered = /^(?<code>.*?)(?<kind>令|公告)(?:(?<year>\d{4})年)?第(?<number>\d+)号$/u.exec(normalised)?.groups;
  if (!ordered) return [];
  const number = `${ordered.kind}${ordered.year ?? ''}n${ordered.number}`;
  return ordered.code ? [`dn${ordered.code}${number}`, `dn${number}`] : [`dn${number}`];
}
