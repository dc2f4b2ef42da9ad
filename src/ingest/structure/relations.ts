import type { DocumentKind, Relation, RelationKind } from '../../domain/document.ts';
import { findDocumentNumbers } from '../../text/document-number.ts';
import { numberToChinese } from '../../text/numbers.ts';
import { splitSentences } from '../../text/sentences.ts';
import { wrappedNameOf } from './phrases.ts';
import { halfWidth, ordinalOf, tight } from './spelling.ts';

/** A title in 《》 with the number in brackets behind it, where there is one. */
interface CitedDocument {
  title: string;
  number: string | null;
  start: number;
  end: number;
}

/** Every 《title》（number） of a text; titles inside titles are not taken apart. */
export function citedDocuments(text: string): CitedDocument[] {
  const cited: CitedDocument[] = [];
  for (let index = 0; index < text.length; index++) {
    if (text[index] !== '《') continue;
    const end = closing(text, index);
    if (end < 0) break;
    const title = text.slice(index + 1, end).trim();
    const bracket = /^\s*[（(〔]\s*(?:\d{4}年)?([^）)]{2,60}(?:[〕\]）)]\s*\d+\s*号)?)[）)]?/.exec(text.slice(end + 1, end + 80));
    const number = bracket ? findDocumentNumbers(bracket[1]!)[0] : undefined;
    const isOwn = number !== undefined && number.start <= 2;
    const isAlias =
      /(?:简称|以下称|统称|称为|[（(]称|下称)[“"]?$/.test(text.slice(Math.max(0, index - 5), index)) || title.length < 4;
    if (!isAlias) {
      const after = isOwn ? bracket![0].length : 0;
      cited.push({ title, number: isOwn ? number.normalised : null, start: index, end: end + 1 + after });
    }
    index = end;
  }
  return cited;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < Math.min(text.length, open + 200); index++) {
    if (text[index] === '《') depth++;
    if (text[index] === '》' && --depth === 0) return index;
  }
  return -1;
}

const ends = /同时废止|即行废止|自行废止|相应废止|一并废止|予以废止|废止|停止执行|不再执行|同时失效/;

/** How this document stands to others, by number or title, so that it holds even when the other comes later. */
export function readRelations(title: string, wrappedTitle: string | null, kind: DocumentKind, paragraphs: string[]): Relation[] {
  const relations: Relation[] = [];
  const seen = new Set<string>();
  const own = new Set([title, wrappedTitle ?? ''].map(tight));
  const add = (relation: RelationKind, target: { title: string | null; number: string | null }, evidence: string) => {
    const key = `${relation}|${target.number ?? ''}|${tight(target.title ?? '')}`;
    const isItself = relation !== 'transmits' && target.number === null && own.has(tight(target.title ?? ''));
    if (isItself || seen.has(key) || (!target.title && !target.number)) return;
    seen.add(key);
    relations.push({
      kind: relation,
      targetNumber: target.number,
      targetTitle: target.title,
      targetKey: null,
      evidence: evidence.slice(0, 200),
      confidence: 0.9,
    });
  };
  fromTitle(title, wrappedTitle, kind, add);
  const isRepeal = /关于(?:废止|宣布失效|宣布废止)/.test(title);
  const ownName = nameCore(wrappedTitle ?? wrappedNameOf(title) ?? title);
  for (const paragraph of paragraphs) {
    const view = halfWidth(paragraph);
    if (!view.includes('《')) continue;
    for (const { start, end } of splitSentences(view)) {
      const sentence = view.slice(start, end);
      if (isRepeal && isListEntry(sentence)) for (const cited of citedDocuments(sentence)) add('repeals', cited, sentence);
      else fromSentence(sentence, ownName, add);
    }
  }
  return relations;
}

/** An entry of a list of repealed documents begins with its number and the title. */
const isListEntry = (sentence: string) => /^\s*[(（]?[\d一二三四五六七八九十]*[)）、.]?\s*《/.test(sentence);

type Add = (relation: RelationKind, target: { title: string | null; number: string | null }, evidence: string) => void;

function fromTitle(title: string, wrappedTitle: string | null, kind: DocumentKind, add: Add): void {
  const previous = previousEdition(wrappedTitle ?? title);
  if (previous) add('supersedes', { title: previous, number: null }, title);
  const wrapped = wrappedTitle ?? wrappedNameOf(title);
  if (wrapped && /印发|发布|公布|颁布|转发|批转|下发/.test(title)) add('transmits', { title: wrapped, number: null }, title);
  const amended = /关于(?:修改|修订|修正)(.+?)(?:的(?:决定|通知|公告)|$)/.exec(title)?.[1];
  if (amended) {
    const quoted = citedDocuments(amended);
    if (quoted.length > 0) for (const cited of quoted) add('amends', cited, title);
    else add('amends', { title: amended.replace(/(?:部分|有关|若干)?(?:条款|内容|规定)$/, ''), number: null }, title);
  }
  const repealed = /关于(?:废止|宣布废止|宣布失效|停止执行)(.+)/.exec(title)?.[1];
  if (repealed) for (const cited of citedDocuments(repealed)) add('repeals', cited, title);
  if (kind === 'interpretation') {
    const quoted = citedDocuments(title);
    for (const cited of quoted) add('interprets', cited, title);
    const unquoted = /^(?:【[^】]*】)?(?:关于)?(.{6,80}?)的?(?:政策)?解读$/.exec(title)?.[1];
    if (quoted.length === 0 && unquoted) add('interprets', { title: unquoted, number: null }, title);
  }
}

/** 方案（第九版） follows 方案（第八版）. */
function previousEdition(title: string): string | null {
  const match = /^(.+[（(](?:试行)?第)([一二三四五六七八九十]{1,3}|\d{1,2})(版.{0,6}[）)])$/.exec(title.trim());
  const edition = match ? ordinalOf(match[2]!) : null;
  if (!match || edition === null || edition < 2) return null;
  const before = /^\d/.test(match[2]!) ? String(edition - 1) : numberToChinese(edition - 1);
  return match[1]! + before + match[3]!;
}

function fromSentence(sentence: string, ownName: string, add: Add): void {
  const cited = citedDocuments(sentence);
  if (cited.length === 0) return;
  const end = ends.exec(sentence);
  if (
    end &&
    /废止|停止执行|不再执行|失效/.test(sentence.slice(end.index)) &&
    !/未|不得|按.{0,10}执行的/.test(sentence.slice(Math.max(0, end.index - 2), end.index))
  ) {
    for (const document of cited.filter((candidate) => candidate.start < end.index)) {
      if (isPartOnly(sentence, document.end)) add('amends', document, sentence);
      else add(nameCore(document.title) === ownName ? 'supersedes' : 'repeals', document, sentence);
    }
    return;
  }
  const replaced = /(?:取代|代替|替代)/.exec(sentence);
  if (replaced)
    for (const document of cited.filter((candidate) => candidate.start > replaced.index)) add('supersedes', document, sentence);
  const basis =
    /^.{0,60}?(?:根据|依据|按照|依照|遵照|为.{0,8}(?:贯彻|落实|执行|实施))/.test(sentence) &&
    /制定本|现(?:就|将|予)|特制定|通知如下|公告如下|通告如下|实施细则|提出(?:如下|以下)|结合.{0,20}实际/.test(sentence);
  if (basis) for (const document of cited.slice(0, 5)) add('implements', document, sentence);
}

/** 《…》第三条同时废止 ends a part of a document. */
const isPartOnly = (sentence: string, end: number) =>
  /^[^《,，、]{0,6}第[\d一二三四五六七八九十百]+[条款项]/.test(sentence.slice(end, end + 20));

/** A title without organ, year, 印发 and 通知, to see whether an old document bore the same name. */
function nameCore(title: string): string {
  const inner = wrappedNameOf(title) ?? title;
  return tight(inner)
    .replace(/^.{0,40}?关于(?:重新)?(?:印发|发布|公布)?/, '')
    .replace(/的(?:通知|公告|通告)$/, '')
    .replace(/^\d{4}年度?/, '')
    .replace(/[（(](?:试行|暂行|修订|\d{4}年.{0,6})[)）]$/, '');
}
