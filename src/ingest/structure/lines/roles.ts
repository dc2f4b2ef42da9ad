import { type Head, sameTitle } from '../fields/head.ts';
import type { Line, LineRole, RoleLine } from '../types.ts';
import { type AnnexMark, annexMark } from './annex-mark.ts';
import { markerOf } from './markers.ts';
import { isDateLine, isImprint, isOrganLine, isSalutation, wrappedNameOf } from './phrases.ts';
import { displayWidth, halfWidth, tight } from './spelling.ts';

/** The lines with their roles, and the name of the text that a notice carries where one was found. */
export interface Roles {
  lines: RoleLine[];
  wrappedTitle: string | null;
  /** First line of the text that a notice carries. */
  wrappedFrom: number | null;
}

/** Gives every line its role: head, text, signature, imprint, list of annexes, beginning of a wrapped text or of an annex. */
export function assignRoles(lines: Line[], head: Head): Roles {
  const roles: LineRole[] = lines.map((line, index) =>
    line.footnote !== undefined ? 'footnote' : head.titleLines.has(index) ? 'title' : head.headLines.has(index) ? 'head' : 'body',
  );
  markSalutation(lines, roles);
  markSignatures(lines, roles);
  lines.forEach((line, index) => {
    if (roles[index] !== 'body' || line.kind === 'table') return;
    const dated = isOrganLine(line.text) && isImprint(lines[index + 1]?.text ?? '');
    if (dated || isImprint(line.text)) roles[index] = 'imprint';
  });
  markAnnexes(lines, roles);
  const wrapped = markWrapped(lines, roles, head);
  return { lines: lines.map((line, index) => ({ ...line, role: roles[index]! })), ...wrapped };
}

function markSalutation(lines: Line[], roles: LineRole[]): void {
  for (let index = 0; index < Math.min(lines.length, 40); index++) {
    const line = lines[index]!;
    if (roles[index] !== 'body' || line.kind === 'table') continue;
    if (isSalutation(line.text)) {
      roles[index] = 'salutation';
      return;
    }
    if (markerOf(line.text) || /[。；]/.test(line.text)) return;
  }
}

// ---- signatures ---------------------------------------------------------------------------------

const signedDate = /^(.{3,60}?)\s*((?:\d{4}|[零〇○一二三四五六七八九]{4})年.{1,3}月.{1,4}日)$/;
const personLine =
  /^(?:市\s*长|省\s*长|区\s*长|县\s*长|州\s*长|主\s*任|部\s*长|局\s*长|署\s*长|行\s*长|代市长|总\s*理|主\s*席)\s*[:：]?\s*[\p{Script=Han}\s·]{2,12}$/u;

/** Organs and date at the end of a text, not the date of an imprint or of a table. */
function markSignatures(lines: Line[], roles: LineRole[]): void {
  const firstBody = roles.findIndex((role, index) => role === 'salutation' || (role === 'body' && !isClosing(lines[index]!)));
  lines.forEach((line, index) => {
    if (roles[index] !== 'body' || line.kind === 'table' || index <= Math.max(firstBody, 0)) return;
    const together = line.text.length <= 120 ? signedDate.exec(halfWidth(line.text)) : null;
    if (together && isOrganLine(together[1]!)) roles[index] = 'signature';
    else if (!isDateLine(line.text)) return;
    else if (!isSignatureAbove(lines, index) && !endsText(lines, index)) return;
    roles[index] = 'signature';
    let above = index - 1;
    for (; above > firstBody && isSigner(lines[above]!); above--) roles[above] = 'signature';
    if (above < index - 1 && above > firstBody && isBrokenOrgan(lines, above)) roles[above] = 'signature';
  });
}

const isClosing = (line: Line) => isSigner(line) || (line.kind !== 'table' && isDateLine(line.text));
const sealedBy = /^[（(].{2,30}代章[）)]$/;
const isSigner = (line: Line) =>
  line.kind !== 'table' &&
  line.text.length <= 120 &&
  (isOrganLine(line.text) || personLine.test(line.text) || sealedBy.test(line.text));

/** First half of a long name that was printed over two lines, below the finished text. */
function isBrokenOrgan(lines: Line[], index: number): boolean {
  const { kind, text } = lines[index]!;
  return (
    kind === 'text' &&
    displayWidth(text) <= 24 &&
    !/[，。；：、（）()\d]/.test(text) &&
    /[。.）)]$/.test(lines[index - 1]?.text ?? '')
  );
}

const isSignatureAbove = (lines: Line[], index: number) => index > 0 && isSigner(lines[index - 1]!);

/** A lone date counts as signed when the text before it is finished and nothing but annexes follows. */
function endsText(lines: Line[], index: number): boolean {
  const before = lines[index - 1]?.text ?? '';
  const after = lines[index + 1];
  const finished = /[。.）)]$/.test(before) || /^附件|^\d/.test(halfWidth(before));
  return (
    finished &&
    (!after || isImprint(after.text) || annexMark(after.text) !== null || (after.kind !== 'table' && !/[。，]/.test(after.text)))
  );
}

// ---- annexes ------------------------------------------------------------------------------------

const isFileName = (text: string) => /\.(?:docx?|xlsx?|pdf|wps|et|pptx?|zip|rar|jpe?g|png|ofd|txt)$/i.test(text.trim());

function markAnnexes(lines: Line[], roles: LineRole[]): void {
  const lastSignature = roles.lastIndexOf('signature');
  const firstSignature = roles.indexOf('signature');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    const mark = line.kind !== 'table' && roles[index] === 'body' ? annexMark(line.text) : null;
    if (!mark) continue;
    if (beginsAnnex(lines, index, mark, firstSignature, lastSignature)) roles[index] = 'annex_start';
    else index = markAnnexList(lines, roles, index);
  }
}

/** An annex begins where its mark stands above a text of its own; a mark among other marks or file names is the list of annexes. */
function beginsAnnex(lines: Line[], index: number, mark: AnnexMark, firstSignature: number, lastSignature: number): boolean {
  const next = lines[index + 1];
  if (!next || isFileName(mark.rest) || isFileName(next.text)) return false;
  if (next.kind !== 'table' && annexMark(next.text)) return false;
  if (next.kind !== 'table' && (isDateLine(next.text) || isOrganLine(next.text))) return false;
  const signatureAhead = lastSignature > index && firstSignature > index;
  if (mark.rest !== '') return !signatureAhead && mark.number !== '' && !isImprint(next.text);
  if (mark.number !== '') return true;
  return !isListEntry(next, 1) || !signatureAhead;
}

const isListEntry = (line: Line | undefined, expected: number) => {
  if (!line || line.kind === 'table') return false;
  const marker = markerOf(line.text);
  return marker !== null && marker.number === expected && displayWidth(line.text) <= 50 && !/[。；：]/.test(line.text);
};

/** Marks the list of annexes that begins here; returns its last line. */
function markAnnexList(lines: Line[], roles: LineRole[], start: number): number {
  roles[start] = 'annex_list';
  let last = start;
  let expected = /[:：]\s*1\s*[.．、]/.test(lines[start]!.text) ? 2 : 1;
  while (isListEntry(lines[last + 1], expected) && roles[last + 1] === 'body') {
    roles[++last] = 'annex_list';
    expected++;
  }
  return last;
}

// ---- wrapped texts ------------------------------------------------------------------------------

const nothingWrapped = { wrappedTitle: null, wrappedFrom: null };

/**
 * Finds where the text begins that a notice or an order carries: under its own title, or without one at 第一条 behind the signature.
 * An order is printed under the title of what it enacts, so that title comes twice.
 */
function markWrapped(lines: Line[], roles: LineRole[], head: Head): Pick<Roles, 'wrappedTitle' | 'wrappedFrom'> {
  const name = wrappedNameOf(head.noticeTitle ?? head.title);
  const isOrder =
    /令第/.test(head.numberLine ?? '') || lines.slice(0, 4).some(({ text }) => /委员会公告$/.test(tight(text.slice(0, 80))));
  const wanted = name ?? (isOrder ? head.title : null);
  if (!wanted) return nothingWrapped;
  const key = nameKey(wanted);
  const wrappedTitle = name && !sameTitle(name, head.title) ? name : null;
  for (let index = firstTextLine(roles) + 1; index < lines.length; index++) {
    const count = titleAt(lines, roles, index, key);
    if (count === 0) continue;
    const annexMarkAbove = index > 0 && roles[index - 1] === 'annex_start' && annexMark(lines[index - 1]!.text)?.number === '';
    const from = annexMarkAbove ? index - 1 : index;
    roles.fill('wrapped_title', from, index + count);
    const printed = lines
      .slice(index, index + count)
      .map(({ text }) => text.trim())
      .join('');
    return { wrappedTitle: wrappedTitle && printedName(wrappedTitle, printed), wrappedFrom: from };
  }
  const wrappedFrom = implicitStart(lines, roles);
  return wrappedFrom === null ? nothingWrapped : { wrappedTitle, wrappedFrom };
}

/** The title above the carried text, where the notice only shortens it: without 的, the organ that wrote it, or the place. */
function printedName(named: string, printed: string): string {
  const withoutOrgan = /^关于/.test(printed) && nameKey(named).endsWith(nameKey(printed));
  const place = printed.endsWith(named) ? printed.slice(0, -named.length) : '';
  return withoutOrgan || /^\p{Script=Han}{2,8}[省市县区州盟旗]$/u.test(place) ? printed : named;
}

const firstTextLine = (roles: LineRole[]) => roles.findIndex((role) => role === 'salutation' || role === 'body');

/** How many lines from here on spell the wanted title; 0 when they do not. */
function titleAt(lines: Line[], roles: LineRole[], index: number, key: string): number {
  let joined = '';
  for (let count = 1; count <= 3; count++) {
    const line = lines[index + count - 1];
    const role = roles[index + count - 1];
    if (!line || line.kind === 'table' || (role !== 'body' && role !== 'annex_start')) return 0;
    if (line.text.length > 300) return 0;
    joined += nameKey(line.text);
    if (joined.length > key.length + 12) return 0;
    const alike = count === 1 ? bearsTitle(joined, key) : joined === key;
    if (alike && joined.length >= key.length / 2) return count;
  }
  return 0;
}

/** "关于加快照明的意见" is called "关于加快照明意见" in the title of the notice that carries it. */
const nameKey = (text: string) => tight(text).replace(/的(?=[\p{Script=Han}]{2}(?:[（(].*)?$)/u, '');

/** The whole title, or the title with or without the place or organ before it. */
const bearsTitle = (line: string, key: string) =>
  line === key || (line.length >= 5 && key.endsWith(line)) || (line.endsWith(key) && !/^附/.test(line));

/** Without a title of its own the carried text begins with 第一条 or 第一章 behind the signature. */
function implicitStart(lines: Line[], roles: LineRole[]): number | null {
  const signature = roles.indexOf('signature');
  if (signature < 0) return null;
  for (let index = signature + 1; index < lines.length && roles[index] !== 'annex_start'; index++) {
    const marker = roles[index] === 'body' ? markerOf(lines[index]!.text) : null;
    if (marker && ['article', 'chapter', 'part'].includes(marker.style) && marker.number === 1) return index;
  }
  return null;
}
