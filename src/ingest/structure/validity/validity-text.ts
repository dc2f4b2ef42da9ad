import type { FieldFact, Warning } from '../../../domain/document.ts';
import { addDays, addMonths, type Day } from '../../../domain/time.ts';
import { findDates } from '../../../text/dates.ts';
import { splitSentences } from '../../../text/sentences.ts';
import { halfWidth, tight } from '../lines/spelling.ts';
import { lastDays, type Period, periodAt } from './day-words.ts';

/** The days from which "自印发之日起" and "自发布之日起" can count. */
export interface KnownDays {
  publishedOn: Day | null;
  issuedOn: Day | null;
  printedOn: Day | null;
}

/** What the text says about its own beginning and end. */
export interface OwnStatements {
  effectiveOn: Day | null;
  /** False where effectiveOn was computed from 印发之日 and the like. */
  effectivePrinted: boolean;
  expiresOn: Day | null;
  /** 有效期N年, not yet added to anything, and the day from which it counts where that is not the first day in force. */
  period: (Period & { from: Day | null }) | null;
  /** 长期有效. */
  lasting: boolean;
  /** The sentence that tells the period, else the one that tells the beginning. */
  evidence: string;
  facts: FieldFact[];
  warnings: Warning[];
}

const self =
  '(?:本|该|以上|上述|此)(?:实施|管理|暂行|试行|若干|工作|行动|操作|办事)?(?:办法|通知|规定|细则|条例|方案|意见|通告|公告|指引|规则|决定|标准|规程|法|目录|制度|措施|政策|计划|文件|指南|令|预案|规划|公约|解释|批复|函|要点|清单|规范|准则|章程|协议|纲要|流程)(?!规定的|所称|所列|确定的|明确的|中的|执行前|实施前|施行前|有效期内|有效期满)';
const date =
  '\\d{4} ?年 ?\\d{1,2} ?月 ?\\d{1,2} ?日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日';
const beginning = '印发|发布|公布|颁布|下发|签发|通过|发文|发出|公告|通告|刊登|批准|签署|成文|公开发布|发';
const start = '施行|实施|执行|生效|试行|起效|实行|启用';
const later =
  '(?:(?:满|后|的)?\\d{1,3}|[满后的]?[一二三四五六七八九十]{1,3}) ?(?:个)?(?:工作日|月|日|天)(?:后|之后|之日|以后|期满)?';
const begins = new RegExp(
  `(?:自|从|于)? ?(?:(?<day>${date})|(?:${self}|文件|正式)?(?:${beginning})之? ?(?:日(?: ?起)?|后(?=第?[\\d满一二三四五六七八九十])) ?(?<later>${later})?) ?(?:开始|起|之日起|零时起|0时起|零时|0时)?,?(?:正式|开始|试)?(?:${start})(?! ?的 ?[《■□])`,
);
const range = new RegExp(`(?:自|从) ?(?<from>${date}) ?(?:零时|0时)?(?:起)?(?:,)?(?:至|到|—|-|~)(?<until>[^,。;《》]{6,24})`);
const validFor =
  /(?:有效期|有效期限|有效时间|(?:实施|执行|施行|试行)?期限|试行期间?|暂行期|实施期|执行期|施行期|为期)(?:限)?(?:暂定为|暂定|为|是|至|到|调整至|延长至|延续至|自|从|:|共)? ?/;
const trial = /(?:试行|暂行|实施|执行) ?(?:期)?(?:为)? ?(?=(?:\d+|[一二两三四五六七八九十]+) ?(?:年|个月))/;
const lasting = /(?:执行|施行|实施|有效|试行|暂行) ?(?:期限)?(?:截止)?(?:至|到) ?/;
/** Behind the beginning: "，至2028年4月14日止". */
const untilThen = /^[,;]? ?(?:有效)?(?:截止)?(?:至|到) ?(?=(?:19|20)\d{2} ?年|[二一][〇○零九])/;
const numbered = '(?:[（(]?[一二三四五六七八九十\\d]+[)）、.] ?|第\\S{1,6}条 ?)?';
const startsOwn = new RegExp(
  `^${numbered}(?:附则 ?)?(?:${self}|□|自|从|有效期|施行日期|实施日期|生效日期|执行日期|施行时间|实施时间|执行时间)`,
);
const ownPeriod = new RegExp(
  `^${numbered}(?:${self}|□)?[^,。;□]{0,12}(?:有效期|有效时间|试行|实施期|执行期|施行期|暂行|长期有效|执行至|施行至|实施至|有效至)`,
);
const selfNamed = new RegExp(self);
/** "现将《…》印发给你们，自…起执行". */
const issuing = /现将[^。;■]{0,60}(?:印发|下发|发布|公布|转发)(?:给你们)?,[^,。;]{0,8}$/;
const prolongsOther = /延长|延续|顺延|展期|继续(?:有效|施行|实施|执行)/;

/**
 * Sentences in which the text speaks of its own beginning and end. Those about other things (居住证有效期一年) are not taken: the
 * sentence must begin with the text itself (本办法…, 《its title》, 自…施行) and the period must follow the beginning in the same sentence.
 */
export function ownStatements(paragraphs: string[], days: KnownDays, ownTitles: string[]): OwnStatements {
  const result: OwnStatements = {
    effectiveOn: null,
    effectivePrinted: false,
    expiresOn: null,
    period: null,
    lasting: false,
    evidence: '',
    facts: [],
    warnings: [],
  };
  const sentences = ownSentences(paragraphs);
  // Closing words of the innermost text come first; a decision that amends prints the amended text, with its first day, below its own.
  const amends = /关于(?:修改|修订|修正).+的(?:决定|令)$|修正案$/.test(ownTitles[0]?.trim() ?? '');
  for (const sentence of amends ? sentences : sentences.reverse()) readSentence(sentence, days, ownTitles, result);
  if (result.effectiveOn === null) takeContentDay(paragraphs, ownTitles[0] ?? '', result);
  return result;
}

/** A sentence in the half-width view that is recognised, and as it is written. */
interface Sentence {
  view: string;
  written: string;
}

function ownSentences(paragraphs: string[]): Sentence[] {
  return paragraphs
    .flatMap((paragraph) => {
      const view = halfWidth(paragraph);
      return splitSentences(view).map(({ start: from, end }) => ({
        view: view.slice(from, end).trim(),
        written: paragraph.slice(from, end).trim(),
      }));
    })
    .filter(({ view }) => /施行|实施|执行|生效|有效|试行|暂行|期限/.test(view) && view.length <= 400);
}

const quotedTitle = /《[^《》]{0,200}(?:《[^《》]{0,200}》[^《》]{0,200}){0,4}》/g;
/** A document that a title is about: 关于学习贯彻《…》的通知, 关于做好《…》实施工作的通知. */
const subject = new RegExp(`(?:贯彻|执行|实施|落实|学习|宣传|适用|修改|修订|废止|做好)好?(?:${quotedTitle.source})+`, 'g');

/** Own titles become □, those of others ■, so that a sentence about another document is known as such. */
function masked(sentence: string, ownTitles: string[]): string {
  const names = ownTitles.map(tight);
  const parts = ownTitles.map((own) => tight(own.replace(subject, ' ')));
  return sentence.replace(quotedTitle, (quoted) => {
    const title = tight(quoted);
    const isOwn = names.length === 0 || names.includes(title) || (title.length >= 4 && parts.some((own) => own.includes(title)));
    return isOwn ? '□' : '■';
  });
}

function readSentence(
  { view: plain, written: sentence }: Sentence,
  days: KnownDays,
  ownTitles: string[],
  result: OwnStatements,
): void {
  const view = masked(plain, ownTitles);
  const isOwn = startsOwn.test(view) || selfNamed.test(view) || /现予(?:公布|发布|印发)|现将|同时废止/.test(view);
  if (!isOwn || (view.includes('■') && prolongsOther.test(view) && !selfNamed.test(view))) return;
  if (takeRange(view, sentence, result)) return;
  const begin = begins.exec(view);
  const rest = begin ? view.slice(begin.index + begin[0].length) : view;
  if (
    begin &&
    (startsOwn.test(view) || selfNamed.test(view) || issuing.test(view.slice(0, begin.index)) || /现予|同时废止/.test(view))
  ) {
    const day = beginningDay(begin, days);
    if (day) takeEffective(day, sentence, begin.groups?.day !== undefined, result);
    else if (begin.groups?.day === undefined && result.effectiveOn === null) {
      result.warnings.push({
        code: 'effective_day_unknown',
        message: `“${clip(sentence)}”：没有印发或发布日期，无法确定施行日期`,
      });
    }
  }
  const speaksOfPeriod = begin !== null || ownPeriod.test(view) || /重新发布|继续(?:有效|执行|施行)/.test(view);
  if (!speaksOfPeriod) return;
  const before = begin ? view.slice(0, begin.index) : '';
  // "本通知有效期5年，自2024年1月10日起施行": the period may stand before the beginning.
  if (!takePeriod(rest, sentence, days, result) && /有效期|期限/.test(before)) takePeriod(before, sentence, days, result);
}

/** 自2021年1月1日至2025年12月31日施行, 有效期自…起至…止. */
function takeRange(view: string, sentence: string, result: OwnStatements): boolean {
  const match = range.exec(view);
  if (!match || !/有效|施行|实施|执行|试行|期限/.test(view) || !/^[^,。;]{0,30}$/.test(view.slice(0, match.index))) return false;
  const from = findDates(match.groups!.from!)[0]?.day;
  const until = lastDays(match.groups!.until!)[0];
  if (!from || !until || until.start > 1) return false;
  takeEffective(from, sentence, true, result);
  takeExpiry(until.day, sentence, result);
  return true;
}

function beginningDay(begin: RegExpExecArray, days: KnownDays): Day | null {
  const { day, later: delay } = begin.groups!;
  if (day) return findDates(day)[0]?.day ?? null;
  const base = baseDay(begin[0], days);
  if (!base || !delay) return base;
  if (/工作日/.test(delay)) return null;
  const plain = delay.replace(/^[满后的]/, '').replace(/(?:之后|以后|期满|之日|后)$/, '');
  const period = periodAt(/月$/.test(plain) && !/个月$/.test(plain) ? plain.replace(/月$/, '个月') : plain, 1);
  return period ? addDays(addMonths(base, period.months + period.years * 12), period.days) : base;
}

/** 印发 counts from the printed day, 发布 from the page's day of publication. */
function baseDay(words: string, days: KnownDays): Day | null {
  if (/印发|下发|发文|发出|签发|成文|签署|通过/.test(words)) return days.printedOn ?? days.issuedOn ?? days.publishedOn;
  return days.publishedOn && !days.issuedOn ? days.publishedOn : (days.printedOn ?? days.issuedOn ?? days.publishedOn);
}

/**
 * A notice that sets a figure and does not say when it takes effect holds from the one day that its rules name:
 * "一、自2026年1月1日起，标准提高到…".
 */
function takeContentDay(paragraphs: string[], title: string, result: OwnStatements): void {
  if (!/调整|提高|降低|公布.{0,20}标准|标准的/.test(title)) return;
  const opening = new RegExp(`^${numbered}(?:自|从) ?(?<day>${date}) ?起,`);
  const named = paragraphs.flatMap((paragraph) => {
    const match = opening.exec(halfWidth(paragraph));
    const day = match ? findDates(match.groups!.day!)[0]?.day : undefined;
    return day ? [{ day, paragraph }] : [];
  });
  const first = named[0];
  if (!first || named.some(({ day }) => day !== first.day)) return;
  result.effectiveOn = first.day;
  result.evidence ||= clip(first.paragraph);
  result.facts.push({
    field: 'effectiveOn',
    value: first.day,
    basis: 'derived',
    evidence: clip(first.paragraph),
    confidence: 0.6,
  });
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
    result.evidence ||= clip(sentence);
  } else if (result.effectiveOn !== day && isPrinted) {
    result.warnings.push({
      code: 'effective_conflict',
      message: `文中有两个施行日期：${result.effectiveOn}、${day}；采用前者`,
    });
  }
}

function takeExpiry(day: Day, sentence: string, result: OwnStatements): void {
  result.facts.push({ field: 'expiresOn', value: day, basis: 'text', evidence: clip(sentence), confidence: 0.95 });
  if (result.expiresOn === null) result.expiresOn = day;
  else if (result.expiresOn !== day)
    result.warnings.push({ code: 'expiry_conflict', message: `文中有两个有效期截止日：${result.expiresOn}、${day}；采用前者` });
}

/** False where the words name no period and no end. */
function takePeriod(rest: string, sentence: string, days: KnownDays, result: OwnStatements): boolean {
  if (/长期(?:有效|施行|实施|执行)/.test(rest) && rest.search(/长期/) < 40) {
    result.lasting = true;
    result.facts.push({ field: 'validFor', value: '长期有效', basis: 'text', evidence: clip(sentence), confidence: 0.95 });
    return true;
  }
  const named = untilThen.exec(rest) ?? validFor.exec(rest) ?? trial.exec(rest) ?? lasting.exec(rest);
  if (!named || named.index > 40) return false;
  const after = rest.slice(named.index + named[0].length);
  const isSpan = /^(?:自|从)/.test(after) || /至|到|—|-|~/.test(named[0] + after.slice(0, 30));
  const ends = lastDays(after);
  const end = isSpan ? ends.at(-1) : ends[0];
  const isNear = end !== undefined && end.start < 40;
  const from = ends.length > 1 ? findDates(after)[0] : undefined;
  if (isNear && from && from.start <= 1 && result.effectiveOn === null) takeEffective(from.day, sentence, true, result);
  if (isNear) takeExpiry(end.day, sentence, result);
  return readPeriod(after, sentence, days, result) || isNear;
}

/** 5年, 两年半, 自发布之日起5年. */
function readPeriod(after: string, sentence: string, days: KnownDays, result: OwnStatements): boolean {
  const since = /^(?:自|从)?[^,。;]{0,20}?之日起(?:计算|算)?,? ?/.exec(after);
  const period = periodAt(since ? after.slice(since[0].length) : after, 1);
  if (!period) return false;
  // "有效期5年，自印发之日起计算": the words that say from when may stand behind.
  const behind = since ? null : /^[,(]? ?(?:自|从)[^,。;]{0,16}之日起(?:计算|算)/.exec(after.slice(period.end));
  const counted = since ?? behind;
  const from = counted ? baseDay(counted[0], days) : null;
  const { years, months, days: dayCount } = period;
  const value = [years && `${years}年`, months && `${months}个月`, dayCount && `${dayCount}日`].filter(Boolean).join('');
  result.facts.push({ field: 'validFor', value, basis: 'text', evidence: clip(sentence), confidence: 0.95 });
  if (result.period === null) {
    result.period = { years, months, days: dayCount, from };
    result.evidence = clip(sentence);
    return true;
  }
  const known = result.period;
  if (known.years !== years || known.months !== months || known.days !== dayCount)
    result.warnings.push({
      code: 'expiry_conflict',
      message: `文中有两个有效期，“${clip(sentence)}”与“${result.evidence}”不一致；采用后者`,
    });
  return true;
}

export const clip = (text: string) => (text.length > 120 ? `${text.slice(0, 120)}…` : text);
