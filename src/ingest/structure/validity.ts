import type { FieldFact, StatedStatus, Warning } from '../../domain/document.ts';
import { addDays, addYears, type Day, isDay } from '../../domain/time.ts';
import { findDates, findDurations } from '../../text/dates.ts';
import { splitSentences } from '../../text/sentences.ts';
import type { SourceField } from '../blocks.ts';
import { fieldValues } from './field-names.ts';
import { halfWidth } from './spelling.ts';

/** When a text holds, as far as it or its page says so. */
export interface Validity {
  effectiveOn: Day | null;
  expiresOn: Day | null;
  repealedOn: Day | null;
  statedStatus: StatedStatus | null;
  expiryDerived: boolean;
  facts: FieldFact[];
  warnings: Warning[];
}

/** The days from which "自印发之日起" and "自发布之日起" can count. */
export interface KnownDays {
  publishedOn: Day | null;
  issuedOn: Day | null;
  printedOn: Day | null;
}

/** A text with the page it may come from; the last paragraphs are read first. */
export function readValidity(fields: SourceField[], paragraphs: string[], days: KnownDays): Validity {
  const stated = statedByPage(fields);
  const own = ownStatements(paragraphs, days);
  const warnings: Warning[] = [...own.warnings];
  const facts = [...stated.facts, ...own.facts];
  const effectiveOn = stated.effectiveOn ?? own.effectiveOn;
  const derived = own.expiresOn ?? deriveExpiry(own, effectiveOn, warnings);
  if (derived && !own.expiresOn)
    facts.push({ field: 'expiresOn', value: derived, basis: 'derived', evidence: own.evidence, confidence: 0.8 });
  const expiresOn = stated.expiresOn ?? derived;
  warnings.push(...contradictions(stated, own, derived, effectiveOn, expiresOn));
  return {
    effectiveOn,
    expiresOn,
    repealedOn: stated.repealedOn,
    statedStatus: stated.status,
    expiryDerived: stated.expiresOn === null && own.expiresOn === null && derived !== null,
    facts,
    warnings,
  };
}

// ---- what the page says -------------------------------------------------------------------------

interface StatedByPage {
  effectiveOn: Day | null;
  expiresOn: Day | null;
  repealedOn: Day | null;
  status: StatedStatus | null;
  facts: FieldFact[];
}

function statedByPage(fields: SourceField[]): StatedByPage {
  const facts: FieldFact[] = [];
  const read = <T extends string>(
    name: 'effectiveOn' | 'expiresOn' | 'repealedOn' | 'status',
    field: string,
    parse: (value: string) => T | null,
  ): T | null => {
    for (const candidate of fieldValues(fields, name)) {
      const value = parse(candidate.value);
      if (value === null) continue;
      facts.push({ field, value, basis: candidate.basis, evidence: `${candidate.name}：${candidate.value}`, confidence: 0.95 });
      return value;
    }
    return null;
  };
  const day = (value: string) => findDates(value)[0]?.day ?? (isDay(value.slice(0, 10)) ? value.slice(0, 10) : null);
  const result = {
    effectiveOn: read('effectiveOn', 'effectiveOn', day),
    expiresOn: read('expiresOn', 'expiresOn', day),
    repealedOn: read('repealedOn', 'repealedOn', day),
    status: read('status', 'statedStatus', statusOf),
  };
  const notice = fields.find((field) => field.basis === 'page_notice' && statusOf(field.value) !== null);
  if (notice && !result.status) {
    result.status = statusOf(notice.value);
    facts.push({ field: 'statedStatus', value: result.status!, basis: 'page_notice', evidence: notice.value, confidence: 0.9 });
    // "已于2025年10月1日废止": the first day without the text.
    const ended = result.status === 'repealed' ? findDates(notice.value)[0]?.day : undefined;
    if (ended && !result.repealedOn) {
      result.repealedOn = ended;
      facts.push({ field: 'repealedOn', value: ended, basis: 'page_notice', evidence: notice.value, confidence: 0.9 });
    }
  }
  return { ...result, facts };
}

/** 有效, 失效, 废止, 已修改, 尚未施行 in the words that pages use. */
export function statusOf(text: string): StatedStatus | null {
  if (/废止|撤销/.test(text)) return 'repealed';
  if (/失效|无效|过期|停止执行|有效期届满/.test(text)) return 'expired';
  if (/尚未|未生效|未施行|待生效/.test(text)) return 'not_yet';
  if (/已修改|已修订|已被修改|部分(?:失效|修改)/.test(text)) return 'amended';
  if (/有效|现行|继续|延续|是/.test(text)) return 'in_force';
  return null;
}

// ---- what the text says about itself ------------------------------------------------------------

interface OwnStatements {
  effectiveOn: Day | null;
  expiresOn: Day | null;
  /** Years, months and days of 有效期N年, not yet added to anything. */
  duration: { years: number; months: number; days: number } | null;
  evidence: string;
  /** False where effectiveOn was computed from 印发之日 and the like. */
  effectivePrinted: boolean;
  facts: FieldFact[];
  warnings: Warning[];
}

const self =
  '(?:本|该|以上|上述|此)(?:实施|管理|暂行|试行|若干|工作|行动|操作|办事)?(?:办法|通知|规定|细则|条例|方案|意见|通告|公告|指引|规则|决定|标准|规程|法|目录|制度|措施|政策|计划|文件|指南|令|预案|规划|公约|解释|批复|函|要点|清单|规范|准则|章程|协议|纲要|流程)(?!规定的|所称|所列|确定的|明确的|中的|执行前|实施前|施行前|有效期内|有效期满)';
const date =
  '\\d{4} ?年 ?\\d{1,2} ?月 ?\\d{1,2} ?日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日';
const beginning = '印发|发布|公布|颁布|下发|签发|通过|发文|发出|公告|通告|刊登|批准|签署|成文|公开发布|发';
const begins = new RegExp(
  `(?:自|从|于)? ?(?:(?<day>${date})|(?:${self})?(?:${beginning})之? ?日(?: ?起)? ?(?<later>(?:(?:满|后|的)?\\d{1,3}|[一二三四五六七八九十]{1,3}) ?(?:个)?(?:日|天)后)?) ?(?:开始|起|之日起|零时起|0时起)?,?(?:正式|开始|试)?(?:施行|实施|执行|生效|试行|起效|实行)`,
);
const validFor =
  /(?:有效期|有效期限|有效时间|实施期限|执行期限|施行期限|试行期限?|试行期|暂行期)(?:限)?(?:为|是|至|到|调整至|延长至|延续至|自|从|:|暂定|暂定为|共)? ?/;
const trial = /(?:试行|暂行|实施|执行) ?(?:期)?(?:为)? ?(?=(?:\d+|[一二两三四五六七八九十]+) ?(?:年|个月))/;
const lasting = /(?:执行|施行|实施|有效) ?至 ?/;
const startsOwn = new RegExp(
  `^(?:[（(]?[一二三四五六七八九十\\d]+[)）、.] ?|第\\S{1,6}条 ?)?(?:附则 ?)?(?:${self}|《[^》]+》|自|从|有效期|施行日期|实施日期|生效日期|执行日期|施行时间|实施时间|执行时间)`,
);

/**
 * Sentences in which the text speaks of its own beginning and end. Those about other things (居住证有效期一年) are not taken: the
 * sentence must begin with the text itself (本办法…, 自…施行) and the duration must follow the beginning in the same sentence.
 */
function ownStatements(paragraphs: string[], days: KnownDays): OwnStatements {
  const result: OwnStatements = {
    effectiveOn: null,
    expiresOn: null,
    duration: null,
    evidence: '',
    effectivePrinted: false,
    facts: [],
    warnings: [],
  };
  for (const sentence of ownSentences(paragraphs)) readSentence(sentence, days, result);
  return result;
}

/** From the end backwards: the closing words of the innermost text come first. */
function ownSentences(paragraphs: string[]): string[] {
  return paragraphs
    .flatMap((paragraph) => {
      const view = halfWidth(paragraph);
      return splitSentences(view).map(({ start, end }) => view.slice(start, end).trim());
    })
    .filter((sentence) => /施行|实施|执行|生效|有效期|有效时间|试行|暂行/.test(sentence) && sentence.length <= 400)
    .reverse();
}

function readSentence(sentence: string, days: KnownDays, result: OwnStatements): void {
  const selfNamed = new RegExp(self).test(sentence);
  const isOwn = startsOwn.test(sentence) || selfNamed || /现予(?:公布|发布|印发)|现将|同时废止/.test(sentence);
  if (!isOwn) return;
  const begin = begins.exec(sentence);
  const rest = begin ? sentence.slice(begin.index + begin[0].length) : sentence;
  if (begin && (startsOwn.test(sentence) || selfNamed || /现予|同时废止/.test(sentence))) {
    const day = beginningDay(begin, days);
    if (day) takeEffective(day, sentence, begin.groups?.day !== undefined, result);
    else if (begin.groups?.day === undefined && result.effectiveOn === null) {
      result.warnings.push({
        code: 'effective_day_unknown',
        message: `“${clip(sentence)}”：没有印发或发布日期，无法确定施行日期`,
      });
    }
  }
  const ownDuration =
    begin !== null ||
    new RegExp(
      `^(?:[（(]?[一二三四五六七八九十\\d]+[)）、.] ?|第\\S{1,6}条 ?)?(?:${self}|《[^》]+》)?[^,。;《》]{0,12}(?:有效期|有效时间|试行|实施期限|执行期限|暂行)`,
    ).test(sentence) ||
    /重新发布|继续(?:有效|执行|施行)/.test(sentence);
  if (ownDuration) takeDuration(rest, sentence, result);
}

function beginningDay(begin: RegExpExecArray, days: KnownDays): Day | null {
  const { day, later } = begin.groups!;
  if (day) return findDates(day)[0]?.day ?? null;
  const fromPrint = /印发|下发|发文|发出|签发|成文|签署|通过/.test(begin[0]);
  const base = fromPrint
    ? (days.printedOn ?? days.issuedOn ?? days.publishedOn)
    : days.publishedOn && !days.issuedOn
      ? days.publishedOn
      : (days.printedOn ?? days.issuedOn ?? days.publishedOn);
  if (!base || !later) return base;
  const count = findDurations(later.replace(/^[满后的]/, '').replace(/后$/, ''))[0]?.number ?? 0;
  return addDays(base, count);
}

function takeEffective(day: Day, sentence: string, isPrinted: boolean, result: OwnStatements): void {
  result.facts.push({
    field: 'effectiveOn',
    value: day,
    basis: isPrinted ? 'text' : 'derived',
    evidence: clip(sentence),
    confidence: isPrinted ? 0.95 : 0.75,
  });
  if (result.effectiveOn === null) {
    result.effectiveOn = day;
    result.effectivePrinted = isPrinted;
    result.evidence = clip(sentence);
  } else if (result.effectiveOn !== day && isPrinted) {
    result.warnings.push({ code: 'effective_conflict', message: `文中有两个施行日期：${result.effectiveOn}、${day}` });
  }
}

function takeDuration(rest: string, sentence: string, result: OwnStatements): void {
  if (result.duration || result.expiresOn) return;
  const named = validFor.exec(rest) ?? trial.exec(rest) ?? lasting.exec(rest);
  if (!named || named.index > 40) return;
  const after = rest.slice(named.index + named[0].length);
  const until = findDates(after);
  const lastDay = /^(?:自|从)/.test(after) || /至|到/.test(named[0] + after.slice(0, 30)) ? until.at(-1) : until[0];
  if (lastDay && lastDay.start < 40) {
    result.expiresOn = lastDay.day;
    result.facts.push({ field: 'expiresOn', value: lastDay.day, basis: 'text', evidence: clip(sentence), confidence: 0.95 });
    return;
  }
  const spans = findDurations(after).filter((span) => span.start <= 1);
  const span = spans[0];
  if (!span) return;
  if (span.unit === 'year') result.duration = { years: span.number, months: 0, days: 0 };
  else if (span.unit === 'month') result.duration = { years: 0, months: span.number, days: 0 };
  else if (span.unit === 'day') result.duration = { years: 0, months: 0, days: span.number };
  result.evidence = clip(sentence);
}

const clip = (text: string) => (text.length > 120 ? `${text.slice(0, 120)}…` : text);

// ---- together -----------------------------------------------------------------------------------

/** 有效期5年 from 4 March 2024 ends on 3 March 2029. */
function deriveExpiry(own: OwnStatements, effectiveOn: Day | null, warnings: Warning[]): Day | null {
  if (!own.duration) return null;
  if (!effectiveOn) {
    warnings.push({ code: 'expiry_underivable', message: `“${own.evidence}”：不知道从哪一天起算，无法推定失效日期` });
    return null;
  }
  const { years, months, days } = own.duration;
  const halfYears = Number.isInteger(years) ? 0 : 6;
  return addDays(addMonths(addYears(effectiveOn, Math.floor(years)), months + halfYears), days - 1);
}

/** Adds whole months; a day that the month lacks becomes its last. */
function addMonths(day: Day, count: number): Day {
  if (count === 0) return day;
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) + count;
  const first = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
  for (let last = dayOfMonth; last > 27; last--) {
    const wanted = `${first}-${String(last).padStart(2, '0')}`;
    if (isDay(wanted)) return wanted;
  }
  return `${first}-${String(Math.min(dayOfMonth, 28)).padStart(2, '0')}`;
}

function contradictions(
  stated: StatedByPage,
  own: OwnStatements,
  derived: Day | null,
  effectiveOn: Day | null,
  expiresOn: Day | null,
): Warning[] {
  const warnings: Warning[] = [];
  if (stated.effectiveOn && own.effectiveOn && own.effectivePrinted && stated.effectiveOn !== own.effectiveOn) {
    warnings.push({
      code: 'effective_conflict',
      message: `页面的实施日期是${stated.effectiveOn}，正文算得${own.effectiveOn}；以页面为准`,
    });
  }
  if (stated.expiresOn && derived && stated.expiresOn !== derived) {
    warnings.push({ code: 'expiry_conflict', message: `页面的失效日期是${stated.expiresOn}，正文算得${derived}；以页面为准` });
  }
  if (effectiveOn && expiresOn && expiresOn < effectiveOn) {
    warnings.push({ code: 'dates_reversed', message: `失效日期${expiresOn}早于施行日期${effectiveOn}` });
  }
  return warnings;
}
