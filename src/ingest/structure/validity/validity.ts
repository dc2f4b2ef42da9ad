import type { DocumentKind, FieldFact, StatedStatus, Warning } from '../../../domain/document.ts';
import { addDays, type Day } from '../../../domain/time.ts';
import type { SourceField } from '../../blocks.ts';
import { lastDayOf, type Period } from './day-words.ts';
import { type StatedByPage, statedByPage } from './validity-page.ts';
import { type KnownDays, type OwnStatements, ownStatements } from './validity-text.ts';

export { statusOf } from './validity-page.ts';

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

/**
 * Years after which texts lapse where they name no period: a setting, since it is the rule of some places only (Shanghai:
 * normative documents 5, 暂行 and 试行 2, 通告 1).
 */
export interface ValidityYears {
  normative?: number | undefined;
  trial?: number | undefined;
  notice?: number | undefined;
}

/** What else is known of the document. */
export interface ValidityContext extends KnownDays {
  title?: string;
  wrappedTitle?: string | null;
  kind?: DocumentKind;
  documentNumber?: string | null;
  validityYears?: ValidityYears | undefined;
  /** Day on which the page was read: until then at the latest its statements became true. */
  readOn?: Day | undefined;
  /** First day in force as a person set it, null for none. */
  effectiveOn?: Day | null | undefined;
  /** What was read of the other fields. */
  facts?: FieldFact[];
  /** Notes at the edges of the page are looked for here also where the text does not speak of itself. */
  notes?: string[];
}

/**
 * A text with the page it may come from. What is printed beats what is computed; where sources contradict each other both are
 * kept and the warning says which is used.
 */
export function readValidity(fields: SourceField[], paragraphs: string[], known: ValidityContext): Validity {
  const titles = [known.title, known.wrappedTitle].filter((title): title is string => Boolean(title));
  const stated = statedByPage(fields, known.title ?? '', known.notes ?? paragraphs);
  const own = ownStatements(paragraphs, known, titles);
  const warnings: Warning[] = [...stated.warnings, ...own.warnings];
  const facts = [...stated.facts, ...own.facts];
  const effectiveOn = known.effectiveOn === undefined ? (stated.effectiveOn ?? own.effectiveOn) : known.effectiveOn;
  const computed = computedExpiry(stated, own, effectiveOn, known, warnings);
  if (computed)
    facts.push({
      field: 'expiresOn',
      value: computed.day,
      basis: 'derived',
      evidence: computed.evidence,
      confidence: computed.confidence,
    });
  // A page that still says 有效 after its own last day contradicts itself; the text is then the better witness.
  const pageErrs = stated.status === 'in_force' && isPast(stated.expiresOn, known.readOn) && own.expiresOn !== null;
  const printed = pageErrs ? own.expiresOn : (stated.expiresOn ?? own.expiresOn);
  const expiresOn = printed ?? computed?.day ?? null;
  const validity: Validity = {
    effectiveOn,
    expiresOn,
    repealedOn: stated.repealedOn,
    statedStatus: stated.status,
    expiryDerived: expiresOn !== null && printed === null,
    facts,
    warnings,
  };
  warnings.push(
    ...fromAnotherDay(stated, own, known),
    ...contradictions(stated, own, computed?.day ?? null, pageErrs),
    ...backwards(validity, known),
  );
  return withoutOutlivedEnd(validity, stated, known);
}

/** "（征求意见稿）" on a line of its own at the head: whatever its title and number say, such a text is not in force. */
export function isMarkedDraft(lines: { text: string }[]): boolean {
  const mark = /^[（(【[]?(?:公开|社会)?(?:征求(?:社会公众)?意见稿|草案|送审稿|审议稿|讨论稿)[）)】\]]?$/;
  return lines.slice(0, 15).some(({ text }) => mark.test(text.replace(/\s+/g, '')));
}

interface ComputedExpiry {
  day: Day;
  evidence: string;
  confidence: number;
}

/** 有效期5年 counted from the first day in force, else the default of the place where one is set. */
function computedExpiry(
  stated: StatedByPage,
  own: OwnStatements,
  effectiveOn: Day | null,
  known: ValidityContext,
  warnings: Warning[],
): ComputedExpiry | null {
  const period = stated.period ?? own.period;
  if (period) {
    const start = (!stated.period && own.period?.from) || effectiveOn;
    const evidence = stated.period ? '页面所载有效期' : own.evidence;
    if (start) return { day: lastDayOf(start, period), evidence, confidence: 0.8 };
    if (!stated.expiresOn && !own.expiresOn)
      warnings.push({ code: 'expiry_underivable', message: `“${evidence}”：不知道从哪一天起算，无法推定失效日期` });
    return null;
  }
  if (stated.expiresOn || own.expiresOn || stated.lasting || own.lasting) return null;
  return defaultExpiry(effectiveOn ?? known.issuedOn, known);
}

function defaultExpiry(
  start: Day | null,
  { title = '', wrappedTitle, kind, documentNumber, validityYears }: ValidityContext,
): ComputedExpiry | null {
  if (!validityYears || !start || !documentNumber || (kind !== 'policy' && kind !== 'notice')) return null;
  const isTrial = /暂行|试行/.test(`${title}${wrappedTitle ?? ''}`);
  const isNotice = /通告(?:[（(].*)?$/.test(title);
  const years = isTrial ? validityYears.trial : isNotice ? validityYears.notice : validityYears.normative;
  if (!years) return null;
  const period: Period = { years, months: 0, days: 0 };
  return { day: lastDayOf(start, period), evidence: `没有写明有效期，按设定的默认年限${years}年推定`, confidence: 0.5 };
}

/** Printed against printed and printed against computed; a day more or less is how people count, not a contradiction. */
function contradictions(stated: StatedByPage, own: OwnStatements, computed: Day | null, pageErrs: boolean): Warning[] {
  const warnings: Warning[] = [];
  if (stated.effectiveOn && own.effectiveOn && own.effectivePrinted && stated.effectiveOn !== own.effectiveOn) {
    warnings.push({
      code: 'effective_conflict',
      message: `页面的实施日期是${stated.effectiveOn}，正文写的是${own.effectiveOn}；以页面为准`,
    });
  }
  const ofText = own.expiresOn ?? computed;
  if (stated.expiresOn && ofText && !isNear(stated.expiresOn, ofText)) {
    const read = own.expiresOn ? `正文写的是${ofText}` : `正文算得${ofText}`;
    const used = pageErrs ? '页面又标注有效，以正文为准' : '以页面为准';
    warnings.push({ code: 'expiry_conflict', message: `页面的失效日期是${stated.expiresOn}，${read}；${used}` });
  }
  if (!stated.expiresOn && own.expiresOn && computed && !isNear(own.expiresOn, computed)) {
    warnings.push({
      code: 'expiry_conflict',
      message: `正文写明有效期至${own.expiresOn}，按所写年限算得${computed}；以写明的日期为准`,
    });
  }
  if ((stated.lasting || own.lasting) && (stated.expiresOn ?? own.expiresOn)) {
    warnings.push({
      code: 'expiry_conflict',
      message: `写明长期有效，又写明有效期至${stated.expiresOn ?? own.expiresOn}；以日期为准`,
    });
  }
  return warnings;
}

/** 自公布之日起施行 in the text, but on the page a first day before or behind all days on which it can have been published. */
function fromAnotherDay(stated: StatedByPage, own: OwnStatements, known: ValidityContext): Warning[] {
  const [day, counted] = [stated.effectiveOn, own.effectiveOn];
  if (!day || !counted || own.effectivePrinted || !known.publishedOn) return [];
  const days = [known.issuedOn, known.printedOn, known.publishedOn].filter((known) => known !== null).sort();
  if (!days.includes(counted) || (day >= addDays(days[0]!, -1) && day <= addDays(days.at(-1)!, 1))) return [];
  const message = `页面的实施日期是${day}，正文写的是自公布或印发之日起施行（按${counted}算）；以页面为准`;
  return [{ code: 'effective_conflict', message }];
}

const isPast = (day: Day | null, today: Day | undefined) => day !== null && today !== undefined && day < today;
const isNear = (a: Day, b: Day) => a === b || addDays(a, 1) === b || addDays(b, 1) === a;

/** Dates that run backwards. */
function backwards(
  { effectiveOn, expiresOn, repealedOn }: Validity,
  { issuedOn, publishedOn, facts }: ValidityContext,
): Warning[] {
  // A law that was revised bears the day of its last revision and keeps its first day in force.
  const isRevised = facts?.some(({ field, evidence }) => field === 'issuedOn' && /修正|修订|修改/.test(evidence)) ?? false;
  const pairs: [Day | null, Day | null, string, string][] = [
    [effectiveOn, expiresOn, 'dates_reversed', `失效日期${expiresOn}早于施行日期${effectiveOn}`],
    [effectiveOn, repealedOn, 'dates_reversed', `废止日期${repealedOn}早于施行日期${effectiveOn}`],
    [
      isRevised ? null : issuedOn,
      effectiveOn,
      'effective_before_issue',
      `施行日期${effectiveOn}早于成文日期${issuedOn}，请核对是否追溯施行`,
    ],
    [issuedOn, publishedOn, 'issued_after_publication', `成文日期${issuedOn}晚于发布日期${publishedOn}`],
  ];
  return pairs.flatMap(([first, second, code, message]) => (first && second && second < first ? [{ code, message }] : []));
}

/**
 * A page that says 失效 or 废止 without a day, although the period that the text names has not run out when the page is read: the
 * text was ended early, nobody says when. The end of the period stays as a fact but no longer counts.
 */
function withoutOutlivedEnd(validity: Validity, stated: StatedByPage, { readOn }: ValidityContext): Validity {
  const { statedStatus, expiresOn, warnings } = validity;
  const isOut = statedStatus === 'expired' || statedStatus === 'repealed';
  if (!isOut || stated.expiresOn || stated.repealedOn || !expiresOn || !readOn || expiresOn < readOn) return validity;
  const word = statedStatus === 'expired' ? '失效' : '废止';
  const message = `页面标注已${word}，而正文的有效期到${expiresOn}；以页面为准`;
  return { ...validity, expiresOn: null, expiryDerived: false, warnings: [...warnings, { code: 'status_conflict', message }] };
}
