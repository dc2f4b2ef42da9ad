import type { AuthorityLevel, DocumentKind, FieldBasis, FieldFact, Warning } from '../../../domain/document.ts';
import type { Day } from '../../../domain/time.ts';
import { findDates } from '../../../text/dates.ts';
import { findDocumentNumbers, normaliseDocumentNumber } from '../../../text/document-number.ts';
import type { ParsedSource, SourceField } from '../../blocks.ts';
import { isOrganLine, organsOfTitle, organWithDay } from '../lines/phrases.ts';
import { tight } from '../lines/spelling.ts';
import type { RoleLine } from '../types.ts';
import { fieldValue, fieldValues } from './field-names.ts';
import type { Head } from './head.ts';

/** The fields of an official document (as GB/T 9704-2012 lays them out) with where each was read. */
export interface Fields {
  documentNumber: string | null;
  issuer: string | null;
  sourceLabel: string | null;
  publishedOn: Day | null;
  issuedOn: Day | null;
  /** 印发日期 of the imprint: the day from which "自印发之日起" counts. */
  printedOn: Day | null;
  url: string | null;
  theme: string | null;
  tags: string[];
  facts: FieldFact[];
  warnings: Warning[];
}

export function readFields(parsed: ParsedSource, head: Head, lines: RoleLine[]): Fields {
  const facts: FieldFact[] = [];
  const warnings: Warning[] = [];
  const note = (field: string, value: string | null, basis: FieldBasis, evidence: string, confidence: number) => {
    if (value !== null) facts.push({ field, value, basis, evidence: evidence.slice(0, 200), confidence });
    return value;
  };
  note(
    'title',
    head.title,
    head.titleEvidence === '' ? 'derived' : 'text',
    head.titleEvidence,
    head.titleEvidence === '' ? 0.3 : 0.95,
  );
  if (head.titleEvidence === '') warnings.push({ code: 'title_uncertain', message: `没有读出标题，暂用“${head.title}”，请核对` });
  const stated = (name: Parameters<typeof fieldValue>[1]) => fieldValue(parsed.fields, name);
  const dayOfField = (name: 'publishedOn' | 'issuedOn') => {
    for (const field of lastUpdatesLast(fieldValues(parsed.fields, name))) {
      const day = findDates(field.value)[0]?.day;
      if (day) return note(name, day, field.basis, `${field.name}：${field.value}`, 0.95);
    }
    return null;
  };
  const documentNumber = ownNumber(parsed.fields, head, note);
  const signed = signatureOf(lines);
  const printed = printedDay(lines);
  note('printedOn', printed?.day ?? null, 'text', printed?.evidence ?? '', 0.9);
  const publishedOn = dayOfField('publishedOn');
  const issuedOn =
    dayOfField('issuedOn') ?? note('issuedOn', signed.day, 'text', signed.evidence, 0.9) ?? passageDay(lines, note);
  return {
    documentNumber,
    issuer: issuerOf(stated('issuer'), head, signed.organs, note, warnings),
    sourceLabel: sourceLabelOf(parsed.fields, note),
    publishedOn,
    issuedOn,
    printedOn: printed?.day ?? null,
    url: stated('url')?.value ?? null,
    theme: stated('theme')?.value ?? null,
    tags: (stated('tags')?.value ?? '').split(/[,，;；、\s]+/).filter(Boolean),
    facts,
    warnings,
  };
}

/** 更新时间 is the day of the page, not of its publication: it counts where nothing else is stated. */
function lastUpdatesLast(fields: SourceField[]): SourceField[] {
  const isUpdate = ({ name }: SourceField) => name.includes('更新');
  return [...fields.filter((field) => !isUpdate(field)), ...fields.filter(isUpdate)];
}

type Note = (field: string, value: string | null, basis: FieldBasis, evidence: string, confidence: number) => string | null;

/** A number in a page field, alone in the head, or in the title's brackets is the document's own; every other one is only cited. */
function ownNumber(fields: SourceField[], head: Head, note: Note): string | null {
  for (const field of fieldValues(fields, 'documentNumber')) {
    const number = withOrgan(normaliseDocumentNumber(field.value), head);
    if (number) return note('documentNumber', number, field.basis, `${field.name}：${field.value}`, 0.98);
    // "某省人大常委会公告第32号": a number of no usual form, but the page says that it is one.
    const unusual = tight(field.value);
    if (/^\p{Script=Han}.{2,40}第?\d+号$/u.test(unusual))
      return note('documentNumber', unusual, field.basis, `${field.name}：${field.value}`, 0.8);
  }
  if (head.numberLine) return note('documentNumber', head.numberLine, 'text', head.numberLine, 0.95);
  const bracket = /[（(]([^（）()]{2,20}[〔[［【(（]\s*\d{4}\s*[〕\]］】)）]\s*第?\s*\d+\s*号)[)）]\s*$/.exec(head.title)?.[1];
  return note('documentNumber', bracket ? normaliseDocumentNumber(bracket) : null, 'text', head.title, 0.85);
}

/** "令第12号" of a page field is completed by the head, which names the organ. */
function withOrgan(number: string | null, head: Head): string | null {
  return number?.startsWith('令第') && head.numberLine?.endsWith(number) ? head.numberLine : number;
}

/** 来源 as printed; "本网" and the like name nobody. */
function sourceLabelOf(fields: SourceField[], note: Note): string | null {
  const named = fieldValues(fields, 'sourceLabel').find(
    (field) => !/^(?:本网|本站|原创|本网站|本网讯|本站原创)$/.test(tight(field.value)),
  );
  if (!named) return null;
  const label = named.value
    .replace(/\s+/g, ' ')
    .replace(/^[【[]|[】\]]\s*$/g, '')
    .trim()
    .replace(/^本[网站]\s*(?=\S{3})/, '');
  return note('sourceLabel', label, named.basis, `${named.name}：${named.value}`, 0.95);
}

/**
 * Who issued it. The organ of the title or the signature beats the page's 发布机构 when they disagree, since a page may republish
 * another organ's document; the disagreement is reported.
 */
function issuerOf(stated: SourceField | null, head: Head, signers: string[], note: Note, warnings: Warning[]): string | null {
  const ofTitle = organsOfTitle(head.noticeTitle ?? head.title);
  const organs = ofTitle.length > 0 ? ofTitle : head.redHead.length > signers.length ? head.redHead : signers;
  const own = organs.length > 0 ? organs.join('、') : null;
  if (own) note('issuer', own, 'text', ofTitle.length > 0 ? (head.noticeTitle ?? head.title) : own, 0.9);
  const page =
    stated?.value
      .replace(/\s+/g, ' ')
      .replace(/[,，;；]\s*/g, '、')
      .trim() ?? null;
  if (page) note('issuer', page, stated!.basis, `${stated!.name}：${stated!.value}`, 0.9);
  if (!own || !page) return page ?? own;
  const agrees = organs.some((organ) => tight(page).includes(tight(organ)) || tight(organ).includes(tight(page)));
  if (agrees) return page;
  warnings.push({ code: 'issuer_conflict', message: `正文的发文机关是“${own}”，页面写的发布机构是“${page}”` });
  return own;
}

/** The signature: organs and day. The last one before the annexes counts. */
function signatureOf(lines: RoleLine[]): { organs: string[]; day: Day | null; evidence: string } {
  const organs: string[] = [];
  let day: Day | null = null;
  let evidence = '';
  /** First half of a name that goes on in the next line. */
  let broken = '';
  for (const line of lines) {
    if (line.role !== 'signature') {
      if (day) break;
      continue;
    }
    const found = findDates(line.text)[0];
    const rest = found ? line.text.slice(0, found.start).trim() : line.text;
    if (isOrganLine(broken + rest)) organs.push(...(broken + rest).split(/\s+/));
    broken = isOrganLine(rest) || found ? '' : rest;
    if (found) {
      day = found.day;
      evidence = line.text;
    }
  }
  return { organs, day, evidence };
}

function printedDay(lines: RoleLine[]): { day: Day; evidence: string } | null {
  for (const line of lines) {
    const day = line.role === 'imprint' && /印发?$/.test(tight(line.text)) ? findDates(line.text).at(-1)?.day : undefined;
    if (day) return { day, evidence: line.text };
  }
  return null;
}

/** "（2003年8月27日第十届…通过 根据2019年…修正）": the last day named is that of the text as it stands. */
function passageDay(lines: RoleLine[], note: Note): Day | null {
  const line = lines
    .slice(0, 30)
    .find(({ role, text }) => role === 'head' && (/通过|修订|修正|公布/.test(text) || organWithDay(text) !== null));
  const day = line
    ? findDates(line.text)
        .map((date) => date.day)
        .sort()
        .at(-1)
    : undefined;
  return note('issuedOn', day ?? null, 'text', line?.text ?? '', 0.8);
}

// ---- kind and authority -------------------------------------------------------------------------

const consultationTitle =
  /征求意见稿|公开征求.{0,60}意见|征集.{0,30}意见(?:建议)?的(?:公告|通知|通告)|（草案）|\(草案\)|（送审稿）/;
const consultationOver = /采纳情况|反馈情况|意见反馈|征集情况|结果/;

/** What the clauses tell about the kind of a document. */
export interface Shape {
  articles: number;
  questions: number;
  /** Headings as service guides have them: 申请材料, 办理流程, … */
  guideHeadings: number;
  /** It begins as a report of a newspaper does, see opensAsNews. */
  newsOpening: boolean;
  sourceLabel: string | null;
}

/** What was held and done, as news tell it; a notice about it ends with its kind. */
const newsTitle =
  /(?:召开|举行|举办).{0,30}(?:会|会议|仪式|活动|培训|大赛|论坛)$|(?:赴|深入).{2,20}(?:调研|检查|慰问|督导|走访)|(?:启动仪式|推进会|座谈会|动员会|发布会)(?:在.{2,12})?(?:召开|举行)$/;

const media = /报$|日报|晚报|新闻|电视台|广播|通讯社|新华|人民网|南方|客户端|融媒体|发布\+?$|\+$/;

/** What kind of document it is, from the words of its title and its shape. */
export function kindOf(title: string, documentNumber: string | null, shape: Shape): DocumentKind {
  if (consultationTitle.test(title) && !consultationOver.test(title)) return 'consultation_draft';
  if (/解读|一图读懂|图解|政策说明|起草说明|答记者问/.test(title)) return 'interpretation';
  const isIssued = documentNumber !== null || /关于(?:重新)?(?:印发|发布|公布|转发).*的(?:通知|公告|通告)/.test(title);
  if (isIssued && !/(?:公告|通告|公示)$/.test(title)) return 'policy';
  if (!isIssued && (shape.newsOpening || newsTitle.test(title))) return 'news';
  if (/常见问题|问答|热点.{0,6}问|百问|\d+问|Q&A|FAQ/i.test(title) || shape.questions >= 5) return 'faq_list';
  if (/(?:公告|通告|公示|启事|告知书|通报)(?:[（(].*[)）])?$/.test(title)) return 'notice';
  if (/指引|指南|攻略|流程|须知|手册|简介|清单|详解|一览|办理|申领|申请.{0,6}(?:条件|材料)|如何|怎么|怎样|一文/.test(title))
    return 'guide';
  if (
    shape.articles >= 3 ||
    /(?:法|条例|办法|规定|细则|规则|通知|意见|决定|方案|要点|规划|计划|标准|批复|函|报告)(?:[（(].*[)）])?$/.test(title)
  )
    return 'policy';
  if (shape.guideHeadings >= 3 || /名录|名单|标准表$/.test(title)) return 'guide';
  if (shape.sourceLabel !== null && (media.test(shape.sourceLabel) || /[！!]|^本月|来了|注意/.test(title))) return 'news';
  return shape.sourceLabel === null ? 'policy' : 'guide';
}

/** How high the text stands: law, regulation, rule (规章), normative document, or anything else. */
export function authorityOf(title: string, documentNumber: string | null, kind: DocumentKind): AuthorityLevel {
  const number = documentNumber ?? '';
  if (kind !== 'policy' && kind !== 'notice') return 'general';
  if (/^中华人民共和国.{1,30}法(?:[（(].*)?$/.test(title)) return 'law';
  if (/国务院令|主席令/.test(number) || /条例(?:[（(].*)?$/.test(title)) return number.includes('主席令') ? 'law' : 'regulation';
  if (/令第?\d/.test(number) || /令第/.test(number)) return 'rule';
  if (findDocumentNumbers(number).length > 0) return 'normative';
  return 'general';
}
