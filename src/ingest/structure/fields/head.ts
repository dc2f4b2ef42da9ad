import { findDocumentNumbers } from '../../../text/document-number.ts';
import type { ParsedSource } from '../../blocks.ts';
import { markerOf } from '../lines/markers.ts';
import {
  firstQuoted,
  genreEnd,
  isCornerElement,
  isDateLine,
  isImprint,
  isOrganLine,
  isSalutation,
  organsOfTitle,
  organWithDay,
  withoutSigner,
} from '../lines/phrases.ts';
import { displayWidth, halfWidth, tight } from '../lines/spelling.ts';
import { isUnitLine } from '../tables/table-frame.ts';
import type { Line } from '../types.ts';
import { fieldValue } from './field-names.ts';

/** What stands above the text of an official document (版头 and title). */
export interface Head {
  title: string;
  titleEvidence: string;
  /** Lines that repeat the title or belong to the head; they are no clauses. */
  titleLines: Set<number>;
  headLines: Set<number>;
  /** A number that stands alone in the head: the document's own. */
  numberLine: string | null;
  /** Organs of the red head ("某某办公厅文件"). */
  redHead: string[];
  /** Title of a 印发 notice that the text carries although the page is headed with the measure. */
  noticeTitle: string | null;
}

const headLimit = 30;

/** Reads the head. `fallbackTitle` is used where neither format nor text names the document. */
export function readHead(lines: Line[], parsed: ParsedSource, fallbackTitle: string, labelLines: readonly number[] = []): Head {
  const end = headEnd(lines);
  const headLines = new Set<number>(labelLines);
  const redHead: string[] = [];
  let numberLine: string | null = null;
  let numberAt = -1;
  for (let index = 0; index < end; index++) {
    const text = lines[index]!.text;
    const number: string | null = numberLine === null ? loneNumber(lines, index) : null;
    if (number) {
      numberLine = number;
      numberAt = index;
    }
    const red = redHeadOrgan(text) ?? (numberAt >= 0 && numberAt === index - 1 ? organWithDay(text) : null);
    if (red) redHead.push(red);
    if (number || red || isLoneNumber(text) || isPassage(text) || isCornerElement(text)) headLines.add(index);
  }
  for (const index of organsAboveNumber(lines, headLines, numberAt)) {
    headLines.add(index);
    if (isOrganLine(lines[index]!.text)) redHead.push(...lines[index]!.text.trim().split(/\s+/));
  }
  const group = titleGroup(lines, end, headLines);
  const isEnactment =
    /令第/.test(numberLine ?? '') || lines.slice(0, 4).some(({ text }) => /委员会公告$/.test(tight(text.slice(0, 80))));
  const enacted = isEnactment || /委员会公告$/.test(parsed.title?.trim() ?? '') ? enactedTitle(lines) : null;
  const { title, evidence } = chooseTitle(parsed, lines, group?.title ?? null, enacted, fallbackTitle);
  const titleLines = repeatsOf(title, lines, end);
  if (group && sameTitle(group.title, title)) for (const index of group.indices) titleLines.add(index);
  const isOther = group !== null && !sameTitle(group.title, title);
  const noticeTitle = isOther && /的(?:通知|公告|通告|决定|函|令)$/.test(group.title) ? group.title : null;
  if (noticeTitle) for (const index of group!.indices) titleLines.add(index);
  numberLine ??= group?.number ?? null;
  const above = group && group.indices.length > 1 ? lines[group.indices[0]!]!.text : '';
  if (redHead.length === 0 && isOrganLine(above) && organsOfTitle(group!.title).length === 0) redHead.push(above.trim());
  return { title, titleEvidence: evidence, titleLines, headLines, numberLine, redHead, noticeTitle };
}

/** Further lines of a joint red head, printed above the number: organs and 文件. */
function organsAboveNumber(lines: Line[], headLines: Set<number>, numberAt: number): number[] {
  const above = lines.slice(0, Math.max(0, numberAt)).map((line) => line.text);
  const isRedHead = above.every(isOrganLine) || above.some((text, index) => headLines.has(index) || /文件$/.test(tight(text)));
  if (!isRedHead) return [];
  return above.flatMap((text, index) => (!headLines.has(index) && (isOrganLine(text) || tight(text) === '文件') ? [index] : []));
}

/** The head ends where the text begins: the addressees, a numbered line or a whole sentence. */
function headEnd(lines: Line[]): number {
  for (let index = 0; index < Math.min(lines.length, headLimit); index++) {
    const line = lines[index]!;
    if (line.kind === 'table') return index;
    if (isPassage(line.text) || isLoneNumber(line.text) || isCornerElement(line.text)) continue;
    if (isSalutation(line.text)) return index;
    if (line.kind === 'text' && markerOf(line.text)) return index;
    if (line.kind === 'text' && (/[。；]/.test(line.text) || (displayWidth(line.text) > 90 && !isWholeTitle(line.text))))
      return index;
  }
  return Math.min(lines.length, headLimit);
}

/** "（2003年8月27日第十届…通过）" under the name of a law; also the list of its revisions. */
export function isPassage(text: string): boolean {
  return (
    /^[（(].{6,600}(?:通过|公布|发布|修订|修正|修改|施行|批准).{0,40}[)）]?$/.test(text) && /\d{4}\s*年/.test(halfWidth(text))
  );
}

/** The number is the whole line, or stands beside the signer or a date and nothing else. */
function isLoneNumber(text: string): boolean {
  if (text.length > 120) return false;
  const plain = withoutSigner(text)
    .trim()
    .replace(/^[（(](.*)[)）]$/, '$1');
  const [found, ...more] = findDocumentNumbers(plain);
  if (!found || more.length > 0) return false;
  const rest = (plain.slice(0, found.start) + plain.slice(found.end)).trim();
  return tight(rest).length <= 2 || isDateLine(rest);
}

/** A number that is the whole line, alone or as 第179号 under a line that ends in 令 or 公告. */
function loneNumber(lines: Line[], index: number): string | null {
  const text = lines[index]!.text;
  const above = lines[index - 1]?.text ?? '';
  if (isLoneNumber(text)) {
    const normalised = findDocumentNumbers(text)[0]!.normalised;
    // Minutes bear a year and a number, and no letters before them.
    if (!/^[令公]|^〔/.test(normalised) || (normalised.startsWith('〔') && /纪要$/.test(tight(above)))) return normalised;
  }
  if (
    /^[（(]?(?:第\s*[\d一二三四五六七八九十百]+\s*号|\d{4}\s*年\s*第\s*\d+\s*号)[)）]?$/.test(halfWidth(text)) &&
    /(?:令|公告|通告)$/.test(above)
  ) {
    return findDocumentNumbers(tight(above + text).replace(/[（()）]/g, ''))[0]?.normalised ?? null;
  }
  return null;
}

/** "某市人民政府办公厅文件", "某市人民政府令" as the red head line. */
function redHeadOrgan(text: string): string | null {
  const plain = tight(text);
  if (plain.length > 60) return null;
  const organ = /^(.{3,40}?)(?:文件|令)$/.exec(plain)?.[1];
  return organ && isOrganLine(organ) ? organ : null;
}

/**
 * The printed title: behind the number, as in an official document, or above it, as bare texts have it. The one that ends with the
 * name of a kind of document is preferred.
 */
function titleGroup(lines: Line[], end: number, headLines: Set<number>): TitleGroup | null {
  const lastHead = Math.max(-1, ...[...headLines].filter((index) => !isPassage(lines[index]!.text)));
  const groups = [lastHead + 1, 0]
    .map((from) => collectTitle(lines, from, end, headLines))
    .filter((indices) => indices.length > 0)
    .map((indices) => ({ ...withoutNumber(joinTitle(indices.map((index) => lines[index]!.text))), indices }));
  return groups.find((group) => genreEnd.test(group.title)) ?? groups.at(-1) ?? null;
}

interface TitleGroup {
  title: string;
  indices: number[];
  number: string | null;
}

/** "云府办函〔2031〕268号云湖市人民政府办公室关于…的通知": the number above the title was run together with it. */
function withoutNumber(title: string): { title: string; number: string | null } {
  const number = findDocumentNumbers(title.slice(0, 60))[0];
  const rest = title.slice(number?.end ?? 0).trim();
  return number?.start === 0 && genreEnd.test(rest) ? { title: rest, number: number.normalised } : { title, number: null };
}

function collectTitle(lines: Line[], from: number, end: number, headLines: Set<number>): number[] {
  const indices: number[] = [];
  for (let index = from; index < end; index++) {
    if (headLines.has(index) || !isTitleLike(lines[index]!)) {
      if (indices.length > 0) break;
      continue;
    }
    indices.push(index);
    const finished = genreEnd.test(joinTitle(indices.map((i) => lines[i]!.text)));
    if (indices.length === 5 || (finished && !endsTitle(lines[index + 1]))) break;
  }
  return indices;
}

function isTitleLike({ kind, text }: Line): boolean {
  if (kind === 'table' || isDateLine(text) || isImprint(text) || isUnitLine(text)) return false;
  if (/^[\d\s年月日.!/-]*$/.test(halfWidth(text)) || /^(?:来源|发布|时间|日期|作者|浏览|字号)/.test(text)) return false;
  if (dataLine.test(text) || placeInSite.test(text)) return false;
  return (displayWidth(text) <= 70 || isWholeTitle(text)) && !/[。；：:，]$/.test(text);
}

/** "某市交警 > 通告公告": where the text stands in its site. */
const placeInSite = /^[^>＞»›。；，]{2,20}(?:\s*[>＞»›]\s*[^>＞»›。；，]{2,20}){1,5}$/;

/** "政策类型：政策文件": data about the document that an export puts below its title. */
const dataLine =
  /^\p{Script=Han}{0,4}(?:类型|类别|层级|分类|字号|文号|机构|机关|部门|单位|日期|时间|来源|索引号|关键[字词]|主题词|有效性|时效性|栏目|作者|编辑)\s?[:：]/u;

/** The titles of joint documents fill more than a line, but are no sentence. */
const isWholeTitle = (text: string) => displayWidth(text) <= 130 && genreEnd.test(text) && !/[。；：，;,!?！？]/.test(text);

/** "（试行第十版）", "（第九版）的通知": the end of a title on a line of its own. */
const endsTitle = (line: Line | undefined) =>
  line !== undefined &&
  /^(?:[（(][^（）()]{1,16}[）)])?(?:的(?:通知|公告|通告|决定|意见|函|批复))?$/.test(line.text.trim()) &&
  line.text.trim() !== '';

/** Lines of one title; the organs of a joint document stay apart. */
function joinTitle(parts: string[]): string {
  return parts.reduce((title, part) => {
    if (title === '') return part;
    return isOrganLine(title) && isOrganLine(part.split('关于')[0] ?? '') ? `${title} ${part}` : title + part;
  }, '');
}

/** "《某办法》已经…通过，现予公布": the title of what an order, or the announcement of a congress, enacts; it has none itself. */
function enactedTitle(lines: Line[]): string | null {
  for (const { kind, text } of lines.slice(0, headLimit)) {
    const named = kind === 'table' ? null : firstQuoted(text.trim());
    if (named === null || named.length < 4 || named.length > 120) continue;
    if (/^.{0,200}?(?:现予|予以|现|特此)(?:公布|发布|颁布)/.test(text.trim().slice(named.length + 2))) return named;
  }
  return null;
}

/** The title stated by a field; else that of the format where it is sound; else the one that the text prints. */
function chooseTitle(
  parsed: ParsedSource,
  lines: Line[],
  printed: string | null,
  enacted: string | null,
  fallback: string,
): { title: string; evidence: string } {
  const stated = fieldValue(parsed.fields, 'title');
  const isCutShort = stated !== null && /(?:\.{2,}|…)$/.test(stated.value) && parsed.title !== null;
  if (stated && !isCutShort && isSoundTitle(stated.value)) return { title: cleanTitle(stated.value), evidence: stated.name };
  const isNamed = parsed.title !== null && isSoundTitle(parsed.title) && !isOrganName(parsed.title);
  const format = isNamed && !(printed && redHeadOrgan(parsed.title!)) ? cleanTitle(parsed.title!) : null;
  if (enacted && !(format && tight(format).includes(tight(enacted)))) return { title: enacted, evidence: enacted };
  const isLonger = printed !== null && format !== null && genreEnd.test(printed) && tight(printed).startsWith(tight(format));
  if (isLonger) return { title: cleanTitle(printed), evidence: printed };
  if (format && standsInText(format, lines)) return { title: format, evidence: format };
  if (printed && (genreEnd.test(printed) || !format) && !(format && isForeword(printed)))
    return { title: cleanTitle(printed), evidence: printed };
  return format ? { title: format, evidence: format } : { title: fallback, evidence: '' };
}

/** What stands above the text of a draft and is headed so is a part of it. */
const isForeword = (title: string) => /^(?:起草|编制|修订|制定|情况|有关)?(?:情况)?说明$|^前言$|^编者按$/.test(tight(title));

/** An organ's name is no title, but a report of a 推进会 that was held is one. */
const isOrganName = (title: string) => isOrganLine(title) && !/召开|举办|举行|开展|参加|调研|部署/.test(title);

/** File names, codes (TG9607) and the names of programs are no titles. */
function isSoundTitle(title: string): boolean {
  const plain = title.trim();
  return (
    plain.length >= 2 &&
    plain.length <= 200 &&
    /[\p{Script=Han}A-Za-z]{2}/u.test(plain.replace(/[年月日\d\s]/g, '')) &&
    !/^(?:microsoft|untitled|无标题|新建|文档\d|document|pdf)|\.(?:docx?|pdf|wps|indd|rtf|txt)$/i.test(plain) &&
    !/^(?=.*\d)[\w.~-]+$/.test(plain)
  );
}

/** White space of one kind; the name of the site behind a dash goes. */
function cleanTitle(title: string): string {
  return title
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<=\p{Script=Han}) (?=[（(])/gu, '')
    .replace(/^附件\s*[\d一二三四五六七八九十]{0,3}\s*[:：.、]?\s*(?=\S{4})/, '')
    .replace(/\s*[-_|–—]+\s*[^-_|–—]{0,30}(?:门户网站|政府网|人民政府|网站|政务网|官网|信息网)$/, '');
}

function standsInText(title: string, lines: Line[]): boolean {
  const key = tight(title);
  const opening = tight(
    lines
      .slice(0, headLimit)
      .map((line) => line.text)
      .join(''),
  );
  return opening.includes(key);
}

export function sameTitle(a: string, b: string): boolean {
  return tight(a) === tight(b);
}

/** Lines in the head that are the title or a part of it. */
function repeatsOf(title: string, lines: Line[], end: number): Set<number> {
  const key = tight(title);
  const repeats = new Set<number>();
  for (let index = 0; index < end; index++) {
    const part = tight(lines[index]!.text);
    if (part.length >= 4 && (part === key || (key.includes(part) && part.length >= key.length / 4))) repeats.add(index);
  }
  return repeats;
}
