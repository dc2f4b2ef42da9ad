import { radicalPairs } from '../../text/data/radicals.ts';

/** Rules for turning the physical lines of a page back into paragraphs, shared by plain text, PDF and OCR. */

const numeral = '[一二三四五六七八九十百千零〇○\\d０-９]';

/** How a numbered unit of an official text begins: 第三条, 一、, （二）, 3., ①, 附件2, 问：. */
const marker = new RegExp(
  '^(?:' +
    [
      `第\\s*${numeral}{1,6}\\s*[编章节条款部分](?:之${numeral}+)?(?=[\\s\\u3000]|$|[^第的规和至、，,及或（(所之])`,
      // 一、2022年…: only a figure before the mark may count something together with the figure after it (3、4月份).
      '[一二三四五六七八九十百]{1,3}\\s*、',
      '[\\d０-９]{1,3}\\s*、(?![\\d０-９])',
      `[（(〔]\\s*${numeral}{1,3}\\s*[）)〕](?!项|款|目|条|、)`,
      '[0-9０-９]{1,2}\\s*[.．](?![0-9０-９])',
      '[0-9]{1,2}(?:\\.[0-9]{1,2}){1,3}[\\s\\u3000]+\\D',
      '[0-9]{1,2}[）)](?!项|款)',
      '[①-⑳⑴-⒇㈠-㈩]',
      '附\\s*(?:件|表|录|则|：)[\\s\\d一二三四五六七八九十:：]*',
      '[问答][:：]',
      '[●•■◆★◎▪☆※]',
      '-\\s',
      '[A-Za-z][.．]\\s',
    ].join('|') +
    ')',
);

/** True when the line begins a numbered unit and so a paragraph of its own. */
export function startsUnit(line: string): boolean {
  return marker.test(line.trimStart());
}

/** The last words of a line or paragraph: what decides about its end, however long it has grown. */
const endOf = (line: string) => line.slice(-100).trimEnd();

/** True when a sentence ends here, closing quotes and brackets aside. ASCII stops count: some extractions have no others. */
export function endsSentence(line: string): boolean {
  return /(?:[。！？!?…]|(?<![0-9a-zA-Z])\.|(?<=[\u4e00-\u9fff])\.)[”’」』）)》〕】"']*$/.test(endOf(line));
}

/** True for a line with the punctuation of running text, in contrast to titles, signatures and cells. */
export function isProse(line: string): boolean {
  return /[，。；]|(?<=[\u4e00-\u9fff])[,;.]/.test(line);
}

/** The text must go on: the line ends in a comma or an open bracket, or the next begins with a mark that cannot begin a line. */
export function mustContinue(line: string, next: string): boolean {
  const end = endOf(line);
  if (/[，、,（(《“‘〔【「—-]$/.test(end) && !/^[—-]+$/.test(end)) return true;
  if (isOpen(end, '“', '”') || isOpen(end, '《', '》') || isOpen(end, '（', '）')) return true;
  return /^[，。、；：！？）》”’〕】」％%]/.test(next.trimStart());
}

function isOpen(line: string, open: string, close: string): boolean {
  const at = line.lastIndexOf(open);
  return at > line.lastIndexOf(close) && line.length - at <= 60;
}

/** A line drawn across the page. */
const isRule = (line: string) => /^[━─═—–_＿=﹏﹍~～*＊-]{5,}$/.test(line.trim());

/** Data about the document as it stands line by line below a title: 发文机构：…, 成文日期：… */
const isLabelled = (line: string) =>
  /^(?:索\s?引\s?号|(?:发文|发布|制定|公开|印发)(?:机构|机关|单位|部门|日期|时间)|(?:成文|生成|公布|施行|实施|生效|失效|废止)(?:日期|时间)|发文字号|公文字号|文\s?号|主题分类|(?:政策|信息|文件|公文)(?:类型|类别|种类|层级|分类)|关键[字词]|有效性|时效性|来源)\s?[:：]/.test(
    line.trimStart().slice(0, 12),
  );

/** True where neither is a piece of the other's paragraph, however full the lines are. */
export const standApart = (line: string, next: string) =>
  isRule(line) || isRule(next) || isLabelled(next) || isNumberLine(line) || (isNumberLine(next) && !isProse(line));

/** A document number on a line of its own, as it stands below a title; minutes have one without letters. */
const isNumberLine = (line: string) =>
  line.length <= 40 &&
  /^(?:[\u4e00-\u9fff]{2,14})?\s*[〔［[【（(]\s*\d{4}\s*[〕］\]】）)]\s*(?:第\s*)?\d{1,5}\s*号$/.test(line.trim());

/** What the page shows about two neighbouring lines. */
export interface LinePair {
  /** The first line reaches the right edge of its column. */
  full: boolean;
  /** The second line begins with an indent that the first line's paragraph does not have; null when unknown. */
  indented: boolean | null;
  /** White space or a page break stands between them. */
  apart: boolean;
}

/** True when the next line continues the paragraph; `line` is the paragraph as far as it has been put together. */
export function continuesParagraph(line: string, next: string, pair: LinePair): boolean {
  if (standApart(line, next)) return false;
  if (startsUnit(next) && !(pair.full && !endsSentence(line) && (isReference(next) || isOpen(line, '（', '）')))) return false;
  if (mustContinue(line, next) && pair.indented !== true) return true;
  if (pair.indented === true || (isNumberLine(next) && !isProse(line))) return false;
  if (endsSentence(line)) return pair.full && pair.indented === false && !pair.apart;
  if (/[；;：:]$/.test(endOf(line))) return pair.full && pair.indented !== null && !pair.apart;
  if (pair.full) return true;
  // Running text stops only at the end of a sentence, so an unfinished line goes on even where its width tells nothing.
  return (
    pair.indented === null &&
    !(startsUnit(line) && !/[。；;]|(?<=[\u4e00-\u9fff])\./.test(line)) &&
    isProse(line) &&
    displayWidth(line.slice(0, 40)) >= 12 &&
    !/^[\d\s.]+$/.test(next)
  );
}

/** 第三条的规定, （一）项, 附件2）: a reference at the start of a line, not a unit. */
function isReference(line: string): boolean {
  return /^(?:(?:第\s*\S{1,6}[条章节款]|[（(]\S{1,3}[）)])\s*(?:[的规至、，和及或第]|项|款|目)|附件[\d-]+\s*[）)。，、的])/.test(
    line.trimStart(),
  );
}

/** Joins two lines of one paragraph: no space beside Chinese, one between Latin words, none after a hyphen that splits a word. */
export function joinLines(line: string, next: string): string {
  const left = line.trimEnd();
  const right = next.trimStart();
  const end = left.slice(-2);
  const words = /[A-Za-z0-9,;.]$/.test(end) && /^[A-Za-z0-9]/.test(right);
  if (/[A-Za-z]-$/.test(end) && /^[a-z]/.test(right)) return left.slice(0, -1) + right;
  if (/\d$/.test(end) && /^\d/.test(right)) return left + right;
  return left + (words ? ' ' : '') + right;
}

/** Width in units of one Chinese character. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! > 0x2e7f || /[“”‘’…—]/.test(character) ? 1 : 0.5;
  return width;
}

/** Two lines of one title: the first opens with 关于 and has no kind of document yet, the second brings it. */
export function isSplitTitle(line: string, next: string): boolean {
  const kind =
    /(通知|通告|公告|意见|办法|规定|细则|方案|决定|报告|批复|函|条例|规划|计划|纲要|要点|指引|指南|标准|目录|解读|措施)(（[^）]*）)?$/;
  return (
    /关于/.test(line) &&
    !kind.test(line.trim()) &&
    kind.test(next.trim()) &&
    !isProse(line) &&
    !isProse(next) &&
    displayWidth(next) <= 30
  );
}

/** A line that is only a page number: 12, - 12 -, — 3 —, 第 3 页 共 9 页, 3/9; OCR reads the dashes as 一. */
export function isPageNumber(line: string): boolean {
  const text = line.normalize('NFKC').trim();
  return /^(?:[-–—―─·•~\s]*\d{1,4}[-–—―─·•~\s]*|一\s*\d{1,4}\s*一|第\s*\d{1,4}\s*页(?:[\s,，/／|]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*\/\s*\d{1,4}|page\s*\d{1,4}(?:\s*of\s*\d{1,4})?)$/i.test(
    text,
  );
}

/** A line of characters from a font without a character map: scripts that no Chinese official text mixes, and no hanzi in common use. */
export function isGarbledLine(line: string): boolean {
  const characters = [...line.replace(/[\s\d.,;:：，。、（）()-]/g, '')];
  if (characters.length < 3) return false;
  const strange = characters.filter(
    (character) =>
      !/[\u0020-\u00ff\p{Script=Latin}\p{Script=Greek}\u2000-\u2bff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/u.test(character),
  );
  return strange.length >= Math.max(2, characters.length * 0.3);
}

const spaced = /[\p{Script=Han}，。、；：（）《》“”](?: [\p{Script=Han}，。、；：（）《》“”](?= |$)){3,}/gu;

/** `示 例 市 人 民 政 府` is letter spacing: four or more single characters are closed up, unless they are numerals in columns. */
export function closeSpacing(line: string): string {
  return line.replace(spaced, (run) => (/^[一二三四五六七八九十 ]+$/.test(run) ? run : run.replaceAll(' ', '')));
}

const radicals = new Map(
  Array.from({ length: radicalPairs.length / 2 }, (_, i) => [radicalPairs[i * 2]!, radicalPairs[i * 2 + 1]!]),
);

/** Character maps of fonts often name the radical (⽰, ⺠) where the page shows the character: 示, 民. */
export function unifyRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fd5]/g, (sign) => radicals.get(sign) ?? sign.normalize('NFKC'));
}
