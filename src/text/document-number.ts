import { toIndexViewWithMap } from './normalise.ts';
import { chineseToNumber } from './numbers.ts';

export interface FoundDocumentNumber {
  raw: string;
  /** 代字〔YYYY〕N号, XX令第N号 or XX公告YYYY年第N号; without 代字 where the text has none. */
  normalised: string;
  start: number;
  end: number;
}

/** A way of writing a number. `core` is the part with the digits; the 代字 before it is read backwards from there. */
interface Form {
  core: RegExp;
  /** The characters a 代字 may have, up to the core. */
  before: RegExp;
  trim: (code: string, signBefore: string) => string;
  /** Null when it is no document number after all. */
  write: (code: string, parts: Record<string, string | undefined>) => string | null;
}

const numeral = '\\d+|[〇零一二三四五六七八九十百千]+';
const year = '(?<year>(?:19|20)\\d{2})';

/** The index view has written bracketed numbers as 〔2022〕13号 already; the rarer ways are read here. Order decides who owns a place. */
const forms: Form[] = [
  {
    core: /\s?〔(?<year>\d{4})〕(?<number>\d+(?:-\d+)?)号/gu,
    before: /[\p{Script=Han}a-z]{0,24}$/u,
    trim: trimCode,
    write: bracketed,
  },
  {
    core: new RegExp(`公告\\s?${year}年?第?(?<number>\\d{1,4})号`, 'gu'),
    before: /[\p{Script=Han}\s、]{0,40}$/u,
    trim: trimOrgan,
    write: (code, parts) => `${code.replace(/[\s、]/g, '')}公告${parts.year}年第${plain(parts.number!)}号`,
  },
  {
    core: new RegExp(`${year}年第(?<number>\\d{1,4})号公告`, 'gu'),
    before: /[\p{Script=Han}\s、]{0,40}$/u,
    trim: trimOrgan,
    write: (code, parts) => `${code.replace(/[\s、]/g, '')}公告${parts.year}年第${plain(parts.number!)}号`,
  },
  {
    core: new RegExp(
      `\\s?[[(〔【〖{]\\s?${year}\\s?[\\])〕】〗}]\\s?第?\\s?(?<number>\\d{1,4})(?![\\d年月日.、号条%-]|\\s?号)`,
      'gu',
    ),
    before: /\p{Script=Han}{2,24}$/u,
    trim: trimCode,
    write: (code, parts) => (code ? bracketed(code, parts) : null),
  },
  {
    core: new RegExp(`\\s?${year}\\s?(?:[-—/]|年)?\\s?第?\\s?(?<number>\\d{1,4})\\s?号`, 'gu'),
    before: /\p{Script=Han}{1,24}[发规函字办告府文知税政监资]$/u,
    trim: trimCode,
    write: (code, parts) => (code.length >= 2 ? bracketed(code, parts) : null),
  },
  {
    core: new RegExp(`第\\s?(?<number>${numeral})\\s?号\\s?令`, 'gu'),
    before: /\p{Script=Han}{0,30}$/u,
    trim: trimOrgan,
    write: order,
  },
  {
    core: new RegExp(`令\\s?(?:[(〔]\\s?第\\s?(?<inside>${numeral})\\s?号\\s?[)〕]|第\\s?(?<number>${numeral})\\s?号)`, 'gu'),
    before: /\p{Script=Han}{0,30}$/u,
    trim: trimOrgan,
    write: order,
  },
  // As written until the 1990s: the year in two digits, or in front of its 代字.
  {
    core: /\s?[[(〔【]\s?(?<year>[5-9]\d)\s?[\])〕】]\s?第?\s?(?<number>\d{1,4})\s?号/gu,
    before: /\p{Script=Han}{1,23}[发规函字办告府文知税政监资通]$/u,
    trim: trimCode,
    write: (code, parts) => (code.length >= 2 ? bracketed(code, { ...parts, year: `19${parts.year}` }) : null),
  },
  {
    core: /[[(〔【]\s?(?<year>[5-9]\d|(?:19|20)\d{2})\s?[\])〕】]\s?(?<code>\p{Script=Han}{1,11}[发规函字办告府文知税政监资通])\s?第\s?(?<number>\d{1,4})\s?号/gu,
    before: /$/u,
    trim: () => '',
    write: (_, parts) => bracketed(parts.code!, { ...parts, year: parts.year!.padStart(4, '19') }),
  },
];

const plain = (number: string) => number.replace(/^0+(?=\d)/, '');

function bracketed(code: string, parts: Record<string, string | undefined>): string {
  return `${code}〔${parts.year}〕${plain(parts.number!)}号`;
}

function order(code: string, parts: Record<string, string | undefined>): string | null {
  const value = chineseToNumber(parts.number ?? parts.inside ?? '');
  return value === null ? null : `${code}令第${value}号`;
}

/**
 * Words of the sentence that may stand right before a number. What follows the last of them is the 代字.
 * A joining word counts only behind something else, since 和政发 (和政县) begins with one.
 */
const sentenceWords =
  /根据|依据|按照|依照|遵照|参照|对照|执行|印发|转发|发布|颁布|公布|通知|意见|办法|决定|规定|文件|文号|发文字号|字号|编号|废止|关于|贯彻|落实|详见|参见|请问|查询|查找|想问|想看|看看|什么是|依然|以及|或者|还是|其中|替代|取代|修订|修改|出台|确保|比照|符合|适用|省政府|市政府|原来?|号|的|了|还|是|为|从|见|按|据|将|对|由|被|在|于|查|找|问|请|看|让|把|给|我/gu;
const joiningWord = /[和及与或同]/gu;
/** The organ written out before its own 代字: 广州市人民政府办公厅穗府办规… */
const organs = /人民政府|委员会|办公厅|办公室|\p{Script=Han}{3,}[局厅]|\p{Script=Han}{4,}委/gu;

/** Cuts what belongs to the sentence off the front of a 代字; the result may be empty. */
function trimCode(code: string, signBefore: string): string {
  const afterSentence = afterLast(code, sentenceWords);
  const follows = afterSentence.length < code.length || /[号》)〉”]/u.test(signBefore);
  const joined = afterLast(afterSentence, joiningWord, (match) => match.index > 0 || follows);
  const unjoined = joined.length >= 2 ? joined : afterSentence;
  return afterLast(unjoined, organs, (match) => unjoined.length - match.index - match[0].length >= 2);
}

const organSentenceWords =
  /(?:^|[一二三四五六七八九十])日|根据|依据|按照|依照|遵照|参照|比照|符合|执行|发布|颁布|公布|公告|通知|以及|或者|关于|详见|参见|请问|查询|见|号|的|为|(?<=[部委局厅府院署会室办处法定则例程案见知告令号])和(?!国)|与|及|或|以|按|据|在|查|找|问|看/gu;

/** Orders and announcements are named by their organ, which may be long. */
function trimOrgan(code: string): string {
  // The State Council is named with and without the state.
  return afterLast(code, organSentenceWords)
    .trimStart()
    .replace(/^中华人民共和国(?=国务院)/, '');
}

function afterLast(text: string, pattern: RegExp, counts: (match: RegExpExecArray) => boolean = () => true): string {
  const last = [...text.matchAll(pattern)].filter(counts).at(-1);
  return last ? text.slice(last.index + last[0].length) : text;
}

/** All document numbers (发文字号) and order numbers (令) of a text, in any bracket style and spacing, in order. Offsets are in the input. */
export function findDocumentNumbers(text: string): FoundDocumentNumber[] {
  const view = toIndexViewWithMap(text);
  return documentNumbersOfView(view.text).map((found) => {
    const start = view.map[found.start]!;
    const end = view.map[found.end]!;
    return { raw: text.slice(start, end), normalised: found.normalised, start, end };
  });
}

/** The same for a text that is an index view already. */
export function documentNumbersOfView(text: string): Omit<FoundDocumentNumber, 'raw'>[] {
  // Most texts hold none: a quick look first.
  if (!/\d\s?号|令|[〔[(【〖{]\s?\d{4}/u.test(text)) return [];
  const found: Omit<FoundDocumentNumber, 'raw'>[] = [];
  const taken = new Uint8Array(text.length);
  for (const form of forms) {
    for (const match of text.matchAll(form.core)) {
      const code = form.before.exec(text.slice(Math.max(0, match.index - 48), match.index))?.[0];
      if (code === undefined) continue;
      const kept = form.trim(code, text[match.index - code.length - 1] ?? '');
      const normalised = form.write(kept, match.groups as Record<string, string | undefined>);
      const start = match.index - kept.length;
      const end = match.index + match[0].length;
      if (!normalised || taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      found.push({ normalised, start, end });
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
  const parts =
    /^(?<code>.*?)(?:〔(?<year>\d+)〕(?<number>[\d-]+)号|(?<kind>令|公告)(?:(?<kindYear>\d{4})年)?第(?<kindNumber>\d+)号)$/u.exec(
      normalised,
    )?.groups;
  if (!parts) return [];
  const number = parts.kind
    ? `${parts.kind}${parts.kindYear ?? ''}n${parts.kindNumber}`
    : `${parts.year}n${parts.number!.replace('-', 'to')}`;
  return parts.code ? [`dn${parts.code}${number}`, `dn${number}`] : [`dn${number}`];
}
