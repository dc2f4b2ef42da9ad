import type { DocumentKind } from '../../../domain/document.ts';
import type { Day } from '../../../domain/time.ts';
import { findDates } from '../../../text/dates.ts';
import { lastDayOf, lastDays, periodAt } from '../validity/day-words.ts';
import { type CitedDocument, resolveAliases } from './cited-documents.ts';
import { isSeries, nameCore } from './name-core.ts';
import { type FoundRelation, statedConfidence } from './relation-draft.ts';

/** What the sentences of one document are read with. */
export interface SentenceContext {
  /** The document's own name, of the carried text where it carries one. */
  ownName: string;
  kind: DocumentKind;
  aliases: Map<string, CitedDocument>;
  /** Its own first day, from which "继续有效5年" counts where no day is named. */
  ownStart: Day | null;
}

/** Relations that one sentence (half-width) states. */
export function relationsOfSentence(sentence: string, context: SentenceContext): FoundRelation[] {
  const cited = resolveAliases(sentence, context.aliases);
  if (cited.length === 0) return [];
  const kept = prolongations(sentence, cited, context);
  if (kept.length > 0) return kept;
  const ended = endings(sentence, cited, context);
  if (ended.length > 0) return ended;
  const replaced = replacements(sentence, cited, context);
  if (replaced.length > 0) return replaced;
  const changed = amendments(sentence, cited);
  if (changed.length > 0) return changed;
  return [...transmissions(sentence, cited), ...bases(sentence, cited)];
}

const relate = (kind: FoundRelation['kind'], document: CitedDocument, evidence: string): FoundRelation => ({
  kind,
  title: document.title,
  number: document.number,
  evidence,
  confidence: statedConfidence(document.number),
});

// ---- ended --------------------------------------------------------------------------------------

const ending =
  /(?:同时|即行|自行|相应|一并|予以|随即|均|即|自然|自动|宣布|现予|全部|已经?)?(?:废止|失效|作废|终止执行|停止(?:执行|施行|实施|使用)|不再(?:执行|施行|实施|适用|有效))/g;
/** Not an act: 未废止, 废止前, 被废止的文件, 不得废止, the rules for repealing. */
const notEnding = /(?:未|不得|尚未|是否|有无|可以|应当|需要?|建议|拟|申请|按照.{0,10}执行的|因.{0,6})$/;
const notEnded =
  /^(?:前|后|的(?!决定|通知|公告|[。;,]|$)|或者?|和|与|、修改|程序|期|时|之前|之后|情形|手续|原因|日期|时间|情况|文件(?!目录|的)|目录|清单)/;

/** "此件已由《…》废止" tells which text ended this one; it ends none itself. */
const isAgent = (sentence: string, { start }: CitedDocument) => /[由被]$/.test(sentence.slice(Math.max(0, start - 4), start));

function endings(sentence: string, cited: CitedDocument[], context: SentenceContext): FoundRelation[] {
  const found: FoundRelation[] = [];
  for (const verb of sentence.matchAll(ending)) {
    const at = verb.index;
    const behind = sentence.slice(at + verb[0].length);
    if (notEnding.test(sentence.slice(Math.max(0, at - 12), at)) || notEnded.test(behind)) continue;
    const above = cited.filter(
      (document) =>
        document.end <= at &&
        !isAgent(sentence, document) &&
        !/[。;]/.test(sentence.slice(document.end, at)) &&
        (document.title !== null || at - document.end < 24),
    );
    const passive = isSubject(sentence.slice(above.at(-1)?.end ?? at, at)) ? above : [];
    const active =
      passive.length === 0 || /(?:决定|宣布|现予|予以)$|^(?:决定|宣布)/.test(sentence.slice(Math.max(0, at - 2), at) + verb[0])
        ? objectsAfter(sentence, at + verb[0].length, cited)
        : [];
    const isActive = active.length > 0 && (passive.length === 0 || !/^[。;,]?$/.test(behind.slice(0, 1)));
    for (const document of isActive ? active : passive) {
      if (found.some((other) => other.title === document.title && other.number === document.number)) continue;
      if (isPartOnly(sentence, document.end)) found.push(relate('amends', document, sentence));
      else {
        const isForerunner = document.title !== null && nameCore(document.title) === context.ownName;
        const day = endingDay(sentence, document, at);
        found.push({
          ...relate(isForerunner ? 'supersedes' : 'repeals', document, sentence),
          ...(day ? { effectiveOn: day } : {}),
        });
      }
    }
  }
  return found;
}

/** Between the titles and the verb stands nothing that could be what ends: no new clause but one that tells when. */
const isSubject = (between: string) =>
  between
    .split(',')
    .slice(1)
    .every((clause) => /^(?:自|从|于|同时|即|均|一并|现|予以|$)/.test(clause.trim()));

/** "废止《A》《B》": what follows the verb until another verb or the end of the clause. */
function objectsAfter(sentence: string, from: number, cited: CitedDocument[]): CitedDocument[] {
  const objects: CitedDocument[] = [];
  let position = from;
  for (const document of cited.filter(({ start }) => start >= from)) {
    const between = sentence.slice(position, document.start);
    if (/[。;]|修改|修订|保留|继续|制定|印发|执行|按照|依据|根据/.test(between) || between.length > 30) break;
    objects.push(document);
    position = document.end;
  }
  return objects;
}

/** 《…》第三条同时废止, 《…》中关于…的规定不再执行: a part of it ends. */
const isPartOnly = (sentence: string, end: number) =>
  /^(?:[^《,，、;]{0,6}第[\d一二三四五六七八九十百]+[条款项章]|(?:之?中|里)(?:的|有关|关于|涉及|与|第|规定的)|(?:的)?(?:有关|相关|部分|关于.{1,20}的)(?:条款|内容|规定|政策|标准|条文))/.test(
    sentence.slice(end, end + 40),
  );

/** The day of "自2024年1月1日起废止"; a day that belongs to the beginning of this text is none. */
function endingDay(sentence: string, document: CitedDocument, verb: number): Day | null {
  const days = findDates(sentence).filter(({ start, end }) => end <= verb && (start >= document.end || end <= document.start));
  const day = days.at(-1);
  if (!day) return null;
  const after = sentence.slice(day.end, Math.min(verb, day.end + 12));
  const before = sentence.slice(Math.max(0, day.start - 2), day.start);
  const between = sentence.slice(day.end, verb);
  const counts = /^(?:零时|0时)?(?:之日)?(?:起|开始)/.test(after) || (/[于自]$/.test(before) && after.length < 8);
  return counts && !/施行|实施|执行(?!$)|生效/.test(between.replace(/《[^》]{0,200}》/g, '')) ? day.day : null;
}

// ---- prolonged ----------------------------------------------------------------------------------

const prolonging =
  /有效期限?[^。;《》]{0,10}?(?:延长|延续|延期|顺延|展期|续期)|(?:延长|延续|顺延)[^。;《》]{0,20}(?:有效期|实施期|执行期|施行期|试行期)|(?:延长|延续|顺延|展期)(?:《)|继续(?:有效|施行|实施|执行|适用|沿用)|(?:延期|延续)(?:施行|实施|执行)|(?:施行|实施|执行|试行)(?:期|期限|时间)[^。;《》]{0,8}?(?:延长|延续|顺延)/;

function prolongations(sentence: string, cited: CitedDocument[], { ownStart }: SentenceContext): FoundRelation[] {
  const match = prolonging.exec(sentence);
  if (!match || /前|期间|期满|未/.test(sentence.slice(match.index + match[0].length, match.index + match[0].length + 2)))
    return [];
  if (/不(?:再|得|予)?$|未$|是否$/.test(sentence.slice(Math.max(0, match.index - 2), match.index))) return [];
  const isAct = /延长至|延续至|延长到|延长|继续有效|现将|决定|同意|自.{4,14}起/.test(sentence);
  const targets = cited.filter(
    (document) => document.end <= match.index + 2 || /延长|延续|顺延|展期/.test(sentence.slice(0, document.start)),
  );
  if (!isAct || targets.length === 0) return [];
  const end = prolongedTo(sentence, ownStart);
  return targets.map((document) => ({ ...relate('prolongs', document, sentence), ...end }));
}

/** The new end that words name: 延长至…, 延长2年, 自…起继续有效5年. */
export function prolongedTo(sentence: string, ownStart: Day | null): Pick<FoundRelation, 'effectiveOn' | 'until' | 'months'> {
  const plain = sentence.replace(/《[^》]{0,200}》|[（(][^（）()]{0,200}号[^（）()]{0,200}[）)]/g, (title) =>
    '□'.repeat(title.length),
  );
  const begins = /(?:自|从)((?:19|20)\d{2}年.{2,8}?日)(?:零时)?起?/.exec(plain);
  const start = begins ? (findDates(begins[1]!)[0]?.day ?? null) : null;
  const ends = /(?:至|到|有效期为?[:：]?|截止|截至)(?= ?(?:19|20)\d{2} ?年)/.exec(plain);
  const until = ends ? lastDays(plain.slice(ends.index + ends[0].length))[0] : undefined;
  const from = start ? { effectiveOn: start } : {};
  if (until && until.start <= 1) return { ...from, until: until.day };
  const added = /(?:延长|延续|顺延|展期)(?:有效期|期限|执行|实施|施行|时间)?(?:为|至)? ?/.exec(plain);
  const period = added ? periodAt(plain.slice(added.index + added[0].length), 1) : null;
  if (period) return { ...from, months: period.years * 12 + period.months };
  const lasting = /(?:继续(?:有效|施行|实施|执行)|有效期限?(?:为|是|:)?) ?/g;
  const base = start ?? ownStart;
  for (const match of plain.matchAll(lasting)) {
    const span = periodAt(plain.slice(match.index + match[0].length), 1);
    if (span && base) return { ...from, until: lastDayOf(base, span) };
  }
  return from;
}

// ---- amended, replaced, passed on, carried out --------------------------------------------------

const amending =
  /修改为|(?:作出?|进行)(?:如下|以下|相应)?(?:修改|修订|修正)|作出?(?:如下|以下)(?:调整|补充)|(?:有关|部分|相关|若干|个别)[^,。;《》]{0,16}(?:调整|修改|修订|补充|明确)如下|予以(?:修改|修订|修正)|删[去除]|(?:增加|补充)(?:一[条款项]|第)/;

function amendments(sentence: string, cited: CitedDocument[]): FoundRelation[] {
  const verb = amending.exec(sentence);
  const active = /(?:决定|现)?对?(?:修改|修订|修正)(?=《)/.exec(sentence);
  if (active && /决定|现|^.{0,12}修改《/.test(sentence.slice(0, active.index + 4)))
    return objectsAfter(sentence, active.index + active[0].length, cited).map((document) => relate('amends', document, sentence));
  if (!verb) return [];
  const object = cited.filter((document) => document.end <= verb.index).slice(0, 1);
  const isObject = object.some(
    ({ start, end }) =>
      !/[,。;]/.test(sentence.slice(end, verb.index).replace(/[“"][^”"]*[”"]/g, '')) &&
      (/(?:将|对|^.{0,6})$/.test(sentence.slice(Math.max(0, start - 6), start)) || isPartOnly(sentence, end)),
  );
  return isObject ? object.map((document) => relate('amends', document, sentence)) : [];
}

function replacements(sentence: string, cited: CitedDocument[], { ownName }: SentenceContext): FoundRelation[] {
  const active = /(?:取代|代替|替代)(?=.{0,4}《)/.exec(sentence);
  if (active)
    return cited.filter(({ start }) => start > active.index).map((document) => relate('supersedes', document, sentence));
  const passive = /(?:由|被)本.{1,8}(?:取代|代替|替代)/.exec(sentence);
  if (passive) return cited.filter(({ end }) => end <= passive.index).map((document) => relate('supersedes', document, sentence));
  const revised = /(?:基础上|进行了?(?:全面)?(?:修订|修改|完善)|(?:修订|修改|更新)(?:完善)?(?:形成|为|后形成))/.exec(sentence);
  if (!revised || !/修订|修改|制定|形成|完善|编制|更新/.test(sentence.slice(revised.index))) return [];
  // "在《…》基础上制定第二批措施" adds to the other; only what is revised, or bears the mark of an edition, is replaced.
  const isRevision = /修订|修改|更新/.test(sentence.slice(revised.index));
  return cited
    .filter(({ end, title }) => end <= revised.index && revised.index - end < 12 && title !== null && isSeries(title, ownName))
    .filter(({ title }) => isRevision || /版[)）]?$/.test(title ?? ''))
    .map((document) => ({ ...relate('supersedes', document, sentence), confidence: 0.8 }));
}

/** 现将《…》转发给你们. */
function transmissions(sentence: string, cited: CitedDocument[]): FoundRelation[] {
  const match = /现将(.{4,120}?)(?:转发|批转)给?/.exec(sentence);
  if (!match) return [];
  return cited
    .filter(({ start, end }) => start >= match.index && end <= match.index + match[0].length)
    .map((document) => relate('transmits', document, sentence));
}

const basisWords = /^.{0,60}?(?:根据|依据|按照|依照|遵照|为.{0,8}(?:贯彻|落实|执行|实施))/;
const actWords = /制定本|现(?:就|将|予)|特制定|通知如下|公告如下|通告如下|实施细则|提出(?:如下|以下)|结合.{0,20}实际/;

function bases(sentence: string, cited: CitedDocument[]): FoundRelation[] {
  if (!basisWords.test(sentence) || !actWords.test(sentence)) return [];
  return cited
    .filter(({ title }) => title !== null)
    .slice(0, 5)
    .map((document) => ({ ...relate('implements', document, sentence), confidence: 0.9 }));
}
