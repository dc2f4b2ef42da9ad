import type { AskResponse, Citation, DeskView, FaqItem, SearchHit, Sentence, Validity } from './types.ts';

export const maxQuestionLength = 500;

const validityWords: Record<Validity, string> = {
  in_force: '现行有效',
  expired: '已失效',
  repealed: '已废止',
  amended: '已修改',
  not_yet: '尚未施行',
  unknown: '有效性未标明',
};
export const validityWord = (validity: Validity) => validityWords[validity] ?? validityWords.unknown;

/** The colour family of a badge. */
export function validityTone(validity: Validity): 'good' | 'warn' | 'bad' | 'plain' {
  if (validity === 'in_force') return 'good';
  if (validity === 'amended' || validity === 'not_yet') return 'warn';
  return validity === 'expired' || validity === 'repealed' ? 'bad' : 'plain';
}

export const outOfForce = (validity: Validity) => validity === 'expired' || validity === 'repealed' || validity === 'not_yet';

/** What the text is (GB 45438-2025 asks for the label on generated text; quoted and reviewed text says so too). */
export type TextLabel = '含人工智能生成内容' | '人工审核答复' | '原文摘录' | '系统提示';

/** One generated sentence makes the whole answer generated; a reviewed reply outranks the extract beside it. */
export function textLabel(sentences: Sentence[], status = ''): TextLabel {
  const has = (...kinds: string[]) => sentences.some((sentence) => kinds.includes(sentence.kind));
  if (status === 'answered_model' || has('model')) return '含人工智能生成内容';
  if (has('faq')) return '人工审核答复';
  return has('quote', 'table') ? '原文摘录' : '系统提示';
}

export const isDeclined = (status: string) => status.startsWith('declined');

/** What the sentences say, or the answer as one text when there are none. */
export function answerText(response: Pick<AskResponse, 'answer' | 'sentences'>): string {
  const { sentences, answer } = response;
  return sentences.length > 0
    ? sentences.map((sentence, index) => lineBefore(sentences, index) + sentence.text).join('')
    : answer;
}

/** （一） 一、 1. ①: how items of lists begin. A number before a digit is an amount (1.5) and no item. */
const itemMarker =
  /^\s*(?:[（(][一二三四五六七八九十百\d]{1,4}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}(?:、|[.．](?!\d))|[①-⑳])/;

/** The line break before a sentence that is an item of a list, where the one before it has none. */
export function lineBefore(sentences: Sentence[], index: number): '' | '\n' {
  const before = sentences[index - 1]?.text;
  return before && !before.endsWith('\n') && itemMarker.test(sentences[index]!.text) ? '\n' : '';
}

/** "示府规〔2024〕3号 · 示例市人民政府 · 第十二条 · 第3页" */
export function citationPlace(citation: Pick<Citation, 'documentNumber' | 'issuer' | 'clause' | 'page'>): string {
  const page = citation.page ? `第${citation.page}页` : null;
  // Paragraphs without a number of their own are counted: 段12.
  const clause = citation.clause?.replace(/段(\d+)/g, '第$1段');
  return [citation.documentNumber, citation.issuer, clause, page].filter(Boolean).join(' · ');
}

/** Titles that hold 《》 keep theirs; marks within marks are single ones (GB/T 15834-2011, 4.16). */
export const bookTitle = (title: string) => singleInside(title.includes('《') ? title : `《${title}》`);

function singleInside(title: string): string {
  if ([...title.matchAll(/《/g)].length !== [...title.matchAll(/》/g)].length) return title;
  let depth = 0;
  return title.replace(/[《》]/g, (mark) => {
    const level = mark === '《' ? ++depth : depth--;
    return level < 1 || level % 2 === 1 ? mark : mark === '《' ? '〈' : '〉';
  });
}

/** What readers call a document: a notice that only sends out a measure is known by the measure. */
export function readersTitle(title: string): string {
  const sentOut = /关于(?:印发|发布|公布)(《.+》)的(?:通知|公告)$/.exec(title);
  return bookTitle(sentOut?.[1] ?? title);
}

/** What to say about the validity of a text; nothing for a reviewed entry, which has no validity of its own. */
export function validityText(text: Pick<Citation, 'kind' | 'validity' | 'validityNote'>): string {
  if (text.kind === 'faq' && text.validity === 'unknown') return '';
  return text.validityNote || validityWord(text.validity);
}

/** Beside every quotation that was read from a picture of the page. */
export const machineReadNote = '该段文字由机器识别自扫描件，请以原件为准';

/** The notes of cited texts that are out of force, each once: the banner above an answer. */
export function outOfForceNotes(citations: Citation[]): string[] {
  const notes = citations
    .filter((citation) => outOfForce(citation.validity))
    .map((citation) => `${bookTitle(citation.title)}${citation.validityNote || validityWord(citation.validity)}`);
  return [...new Set(notes)];
}

/** Over every internal text, on the screen and in what is copied. */
export const internalMark = '内部资料 · 不得对外';
export const hasInternal = (citations: Citation[]) => citations.some((citation) => citation.deskOnly);
const markLine = (internal = false) => (internal ? [`【${internalMark}】`] : []);

export interface CopySource {
  question: string;
  response: AskResponse;
  /** Shown as the time of the look-up. */
  at: Date;
}

/** Answer, label and sources as plain text, for the clipboard and for print. */
export function copyText({ question, response, at }: CopySource): string {
  const lines = [...markLine(hasInternal(response.citations)), `问：${question}`, `答：${answerText(response)}`];
  const notes = outOfForceNotes(response.citations);
  if (notes.length > 0) lines.push(`注意：${notes.join('；')}`);
  lines.push(`【${textLabel(response.sentences, response.status)}】`);
  if (response.citations.length > 0) lines.push('', '依据：', ...response.citations.flatMap(citationLines));
  lines.push('', `查询时间：${chineseTime(at)}`);
  return lines.join('\n');
}

/** The desk's copy: script first, then answer, unit, legal basis and sources. Never the internal note: tickets travel. */
export function ticketText({ question, response, at }: CopySource): string {
  const lines = [...markLine(hasInternal(response.citations)), `【来电问题】${question}`];
  if (response.desk?.script) lines.push(`【口径】${response.desk.script}`);
  lines.push(`【答复】${answerText(response)}（${textLabel(response.sentences, response.status)}）`);
  lines.push(...deskLines(response.desk));
  const notes = outOfForceNotes(response.citations);
  if (notes.length > 0) lines.push(`【注意】${notes.join('；')}`);
  if (response.citations.length > 0) lines.push('【来源】', ...response.citations.flatMap(citationLines));
  lines.push(`【查询时间】${chineseTime(at)}`);
  return lines.join('\n');
}

function deskLines(desk: DeskView | undefined): string[] {
  const lines: string[] = [];
  if (desk?.legalBasis.length) lines.push(`【依据】${desk.legalBasis.join('；')}`);
  if (desk?.unit) lines.push(`【承办单位】${desk.unit}`);
  return lines;
}

function citationLines(citation: Citation): string[] {
  const place = citationPlace(citation);
  const title = citation.kind === 'faq' ? `常见问题：${citation.title}` : bookTitle(citation.title);
  const head = `[${citation.n}] ${title}${place ? `（${place}）` : ''} ${validityText(citation)}`.trimEnd();
  const lines = [head, `    “${citation.quote}”`];
  if (citation.machineRead) lines.push(`    （${machineReadNote}）`);
  if (citation.url) lines.push(`    ${citation.url}`);
  return lines;
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "2025年3月1日 09:05", Shanghai time. */
export function chineseTime(at: Date): string {
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.year}年${part.month}月${part.day}日 ${part.hour}:${part.minute}`;
}

/** Nothing was asked where something was opened from a list. */
const questionLine = (question: string) => (question ? [`【来电问题】${question}`] : []);

function faqLines(faq: FaqItem): string[] {
  const { desk } = faq;
  const standing = entryStanding(faq).join('，');
  const lines = [
    ...(desk?.script ? [`【口径】${desk.script}`] : []),
    `【答复】${faq.answer}（人工审核答复）`,
    `【来源】常见问题：${faq.question}${standing ? `（${standing}）` : ''}`,
    ...(faq.legalBasis.length > 0 ? [`【依据】${faq.legalBasis.join('；')}`] : []),
  ];
  const bad = faq.basis
    .filter(({ validity }) => outOfForce(validity))
    .map(({ label, validityNote }) => `${label}${validityNote}`);
  if (bad.length > 0) lines.push(`【注意】${bad.join('；')}`);
  const unit = unitLine(faq);
  return unit ? [...lines, `【承办单位】${unit}`] : lines;
}

/** 第3版, 2026年11月2日审核, 有效期至2026年12月31日: how an entry stands, for desks; empty for others. */
export function entryStanding({ desk }: FaqItem): string[] {
  if (!desk) return [];
  return [
    ...(desk.version ? [`第${desk.version}版`] : []),
    ...(desk.reviewedOn ? [`${chineseDay(desk.reviewedOn)}审核`] : []),
    desk.visibleUntil ? `有效期至${chineseDay(desk.visibleUntil)}` : '长期有效',
  ];
}

/** "2025-03-01" -> "2025年3月1日". */
export function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** Where a question is handed on: 单位（电话）. */
export const unitLine = ({ unit, desk }: Pick<FaqItem, 'unit' | 'desk'>): string =>
  [desk?.unit ?? unit, desk?.unitContact && `（${desk.unitContact}）`].filter(Boolean).join('');

/** The ticket of a question that the base does not settle: it is handed on, nothing is promised. */
export function transferText(question: string, hit: SearchHit | null, at: Date): string {
  const unit = hit?.faq ? unitLine(hit.faq) : (hit?.document?.issuer ?? '');
  return [
    ...questionLine(question),
    '【处理】待相关部门确认',
    ...(unit ? [`【转办单位】${unit}`] : []),
    ...(hit ? [`【查阅过】${hit.faq ? `常见问题：${hit.title}` : bookTitle(hit.title)}`] : []),
    `【查询时间】${chineseTime(at)}`,
  ].join('\n');
}

/** A found clause or entry as ticket text: question, 口径, text, legal basis, source and date. Never the internal note. */
export function hitTicketText(hit: SearchHit, clauseText: string | null, query: string, at: Date): string {
  const lines = [...markLine(hit.deskOnly), ...questionLine(query)];
  if (hit.faq) {
    lines.push(...faqLines(hit.faq));
  }
  const { document } = hit;
  if (document && !hit.faq) {
    const place = citationPlace({ ...document, clause: hit.clause, page: hit.page });
    lines.push(`【原文】${clauseText ?? hit.snippet}（原文摘录）`);
    lines.push(
      `【来源】${bookTitle(document.title)}${place ? `（${place}）` : ''} ${document.validityNote || validityWord(document.validity)}`,
    );
    if (outOfForce(document.validity))
      lines.push(`【注意】该文件${document.validityNote || validityWord(document.validity)}，不能作为现行依据`);
    if (document.url) lines.push(document.url);
  }
  lines.push(`【查询时间】${chineseTime(at)}`);
  return lines.join('\n');
}
