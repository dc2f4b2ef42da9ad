import { administration } from '../text/data/everyday-topics.ts';
import { aspects, changeable, correction, fillers, topicSwitch } from '../text/data/follow-up-words.ts';
import { loadSynonyms } from '../text/synonyms.ts';
import { cutWords } from '../text/words.ts';

/** The exchange before the question. */
export interface PreviousTurn {
  /** The earlier question as it was understood. */
  understood: string;
  /** What was answered; a follow-up may name a thing of it. */
  answer?: string;
}

/** Why a question is read with the one before it; `none` for a question that stands alone. */
export type FollowUpReason =
  | 'none'
  | 'new_topic' // says so itself
  | 'correction' // "我问的其实是…"
  | 'pronoun' // 这个, 它, 上述
  | 'condition' // "如果是重度呢"
  | 'same' // "外地户口也一样吗"
  | 'changed' // names another year, place, level, person, object
  | 'aspect' // asks for something else of the same matter: 要带什么材料
  | 'of_answer' // names a thing of the last answer
  | 'bare'; // short, and with no matter of its own: 单身的能申请吗

export interface FollowUp {
  /** The question as it would be asked on its own. */
  text: string;
  reason: FollowUpReason;
}

const opening = /^(那么|那要是|那如果|那|还有|另外|如果|要是|假如|万一|而|至于|换成|改成)[，,、]?/;
/** Thanks and nods before the question. */
const nod = /^((好的?|哦|嗯|谢谢(你|您)?|多谢|知道了|明白了|了解了|行)[啊呀哈了]?[，,。！! ]+)+/;
const conditional = /^(那么|那)?[，,]?(如果|要是|假如|万一|假设)/;
const pronouns =
  /(这个(?!月|星期|学期|年)|那个(?!时候|月)|这项|该项|上述|上面(说)?的|前面(说)?的|刚才|刚刚(说|提)|这种|那种|它(?!们)|此项|这笔|那笔|这些|那些|这样的|这类|该(政策|补贴|证|项目|办法|业务))/;
const closing = /(呢|咧|呐)[？?。！!]*$/;
/** "外地发的证呢，打不打折？": a fragment that 呢 closes, and what is asked of it. */
const fragmentThenAsks = /^[^，,。？?]{2,14}(呢|咧|呐)[，,][^，,。]{2,10}$/;
const questionWords =
  /(多少|几|什么|怎么|怎样|如何|哪|吗|谁|是否|能不能|可不可以|要不要|有没有|是不是|多久|多长|何时|多大|[能会要行办有](不|没|么)[？?]*$)/;
/** "外地户口也一样吗", "退休的也可以吗": the same question for somebody or something else. */
const sameFor =
  /^(.{1,16}?)(也|同样|是不是也|还)?(是|适用|算|可以|能|行|有|要)?(也是?)?(一样|这样|那样|同样|适用|可以|能|行|算|有|要)(办|领|申请|享受|的)?(吗|么|不|嘛)?$/;
/** "初中也是这个时间吗" */
const sameAs = /^(.{1,14}?)(也|同样)(是|按|要)?(这个|同样|一样|这么|这样)的?.{0,6}(吗|么|不)?$/;
const switched = new RegExp(topicSwitch);
const corrected = new RegExp(correction);
const hollow = new RegExp(`${aspects}|${fillers}|[？?。！!，,、：:；;\\s]`, 'g');

/** Longest core (characters without opening and closing words) that counts as a mere fragment. */
const fragmentLength = 9;
/** Longest core that a closing 呢 makes a fragment, and that an opening 那 ties to the question before. */
const closedLength = 24;
const openedLength = 40;

/** True when the question rests on the one before it. */
export const isFollowUp = (question: string) => !['none', 'new_topic'].includes(reasonOf(question, { understood: '' }));

/** The question as it would be asked on its own. */
export const completeQuestion = (question: string, previous: PreviousTurn | undefined) => readFollowUp(question, previous).text;

/** Reads a question with the exchange before it: completed when it rests on it, as it is when it stands alone. */
export function readFollowUp(question: string, previous: PreviousTurn | undefined): FollowUp {
  const asked = question.trim();
  if (!previous) return { text: question, reason: 'none' };
  const reason = reasonOf(asked, previous);
  return { text: completed(asked, previous, reason), reason };
}

function reasonOf(question: string, previous: PreviousTurn): FollowUpReason {
  if (switched.test(question)) return 'new_topic';
  if (corrected.test(question)) return 'correction';
  const core = coreOf(question);
  if (sameAs.test(core)) return 'same';
  if (pronouns.test(question) && !(core.length > closedLength && hasOwnMatter(core, previous.understood))) return 'pronoun';
  const open = opening.test(question.replace(nod, ''));
  if (conditional.test(question) && core.length <= openedLength) return 'condition';
  if (isSameFor(core)) return 'same';
  if (fragmentThenAsks.test(question.replace(nod, ''))) return 'condition';
  const asks = questionWords.test(core);
  const tied = (open && core.length <= openedLength) || (closing.test(question) && core.length <= closedLength);
  if (!asks && (tied || core.length <= fragmentLength))
    return !ofOneKind(previous.understood, core) && matterOf(core).length === 0 ? 'aspect' : 'changed';
  if (asks && matterOf(core).length <= 1 && !hasOwnMatter(core, previous.understood)) return 'aspect';
  if (tied && !hasOwnMatter(core, previous.understood)) return 'condition';
  if (asks && namesThingOfAnswer(core, previous)) return 'of_answer';
  if (asks && core.length <= bareLength && !hasOwnMatter(core, previous.understood)) return 'bare';
  return 'none';
}

function completed(question: string, previous: PreviousTurn, reason: FollowUpReason): string {
  const core = coreOf(question);
  const before = previous.understood;
  switch (reason) {
    case 'none':
      return question;
    case 'new_topic':
      return question.replace(switched, '').trim() || question;
    case 'correction': {
      const meant = question.replace(corrected, '').trim();
      return questionWords.test(meant) ? meant : substitute(before, coreOf(meant));
    }
    case 'same':
      return substitute(before, withoutParticle((sameAs.exec(core) ?? sameFor.exec(core))?.[1] ?? core));
    case 'changed':
      return core ? substitute(before, core) : before;
    case 'condition':
      return questionWords.test(core) ? beside(before, core) : substitute(before, core);
    case 'aspect':
      return `${topicWithAct(before)}，${core}`;
    case 'pronoun':
      return core ? withReferent(core, topicOf(before)) : before;
    case 'of_answer':
    case 'bare':
      return core ? beside(before, core) : before;
  }
}

/** The earlier topic and what is asked of it now; a year that is asked about takes the place of the earlier one. */
function beside(before: string, core: string): string {
  const topic = topicOf(before);
  const [, year] = changeable.find(([kind]) => kind === 'year') as (typeof changeable)[number];
  return `${new RegExp(year).test(core) ? topic.replace(new RegExp(year, 'g'), '') : topic}，${core}`;
}

/** "这个多久能办好": the pronoun alone is the topic; before a noun ("这个补贴") it points at one and the topic stands beside it. */
const pronounAlone =
  /(它|这个|那个|这项|该项|此项|这种|那种|这些|那些)(?=$|多|几|要|能|可|怎|如|在|去|什|有|是|也|得|需|算|还|会|办|到|谁|应|不)/;
const withReferent = (core: string, topic: string) =>
  pronounAlone.test(core) ? core.replace(pronounAlone, topic) : `${topic}，${core}`;

/** Longest question that may be about the earlier topic without a word that says so ("丢了补一张要多少钱？"). */
const bareLength = 14;

/** A short question read as one about the earlier topic; null when it speaks for itself by its length or its matter. */
export function withEarlierTopic(question: string, previous: PreviousTurn | undefined): string | null {
  const asked = question.trim();
  if (!previous || asked.length > bareLength || hasOwnMatter(coreOf(asked), previous.understood)) return null;
  return `${topicOf(previous.understood)}，${asked}`;
}

const coreOf = (question: string) =>
  question
    .trim()
    .replace(nod, '')
    .replace(opening, '')
    .replace(closing, '')
    .replace(/[？?。！!，,]+$/, '')
    .replace(/^(是|如果是|如果|要是|换成|改成)/, '')
    .trim();

/** What is left of a question without the words that ask for an aspect of something. */
const matterOf = (core: string) => core.replace(hollow, '');

const isSameFor = (core: string) => {
  const match = sameFor.exec(core);
  return match !== null && /也|一样|同样|这样|适用/.test(core) && !questionWords.test(match[1] as string);
};

/** Names of papers, insurances, taxes, loans, funds and fees, and going to school: each has a policy of its own. */
const ownNames = /\p{Script=Han}{1,2}[证卡险税贷金费]|上(幼儿园|小学|初中|高中|学)|读书/gu;
const administrative = new RegExp(administration, 'g');
const isAspect = new RegExp(`^(?:${aspects}|${fillers})+$`);
/** Kinds of people and cases are conditions of a matter and none themselves: 退休人员, 外地户口; but 退休年龄 is a matter. */
const cases = new RegExp(
  `(?:${changeable
    .filter(([kind]) => ['person', 'household', 'form', 'school', 'hospital'].includes(kind))
    .map(([, pattern]) => pattern)
    .join('|')})(?=$|的|人|者|能|可|会|要|有|也|是|怎|如|不|没|在|去|什|多|几)`,
  'gu',
);

/** The question names a matter that the one before did not speak of, by an official or a citizen's word. */
function hasOwnMatter(core: string, before: string): boolean {
  const rest = core.replace(cases, '');
  const citizens = loadSynonyms().flatMap(({ citizen }) => (citizen.length > 1 && rest.includes(citizen) ? [citizen] : []));
  const named = [...(core.match(ownNames) ?? []), ...(rest.match(administrative) ?? []), ...citizens];
  return named.some((matter) => !isAspect.test(matter) && !before.includes(matter));
}

/** Acts by which a thing is a matter of its own: "身份证怎么办" asks about 身份证, whatever the answer said of it. */
const ownAct = /办理|申请|申领|补办|换领|挂失|(怎么|如何|怎样|哪里|哪儿)(办|领|申)/;

/** What the question is about, up to its asking word, stands in the last answer: "评估机构要多少天出报告". */
function namesThingOfAnswer(core: string, { understood, answer = '' }: PreviousTurn): boolean {
  if (core.length > bareLength || ownAct.test(core) || hasOwnMatter(core, understood)) return false;
  const subject = core.split(/是|要|有|能|会|在|可以|应该|需|由|怎|如|什么|多少|几|哪|谁|吗/)[0] ?? '';
  return subject.length >= 3 && answer.includes(subject);
}

const withoutParticle = (text: string) =>
  text.replace(/^(我们?|他|她|如果|要是)?是(?!否)/, '').replace(/[，,]?(的话|的|是不是|是否)?[，,]*$/, '');

/** Puts the new thing where the old one of the same kind stood ("一等奖" for "优胜奖"); beside the old question when none matches. */
function substitute(previous: string, core: string): string {
  return ofOneKind(previous, core) ?? ofOneEnding(previous, core) ?? `${withoutParticle(core)}，${previous}`;
}

const kinds = changeable.map(([, pattern]) => new RegExp(pattern, 'gu'));
/** Longest description that may stand before the kind's own word: "怀孕不到4个月流产". */
const describedLength = 14;

/** Both name a year, a level, a place, a kind of person …: the new one takes the place of the old. */
function ofOneKind(previous: string, core: string): string | null {
  const bare = withoutParticle(core);
  for (const kind of kinds) {
    const fresh = bare.match(kind)?.at(-1);
    const described = fresh !== undefined && (bare.endsWith(fresh) || bare.startsWith(fresh)) && bare.length <= describedLength;
    if (!fresh || (bare.length > fresh.length + 4 && !described)) continue;
    const old = likest(
      fresh,
      [...previous.matchAll(kind)].filter((match) => !isPartOfScheme(previous, match)),
    );
    if (!old || old[0] === fresh) continue;
    const rest = previous.slice(old.index + old[0].length);
    // "民办幼儿园" for "公办": what follows the new name is not said twice.
    const whole = rest.startsWith(bare.slice(bare.indexOf(fresh) + fresh.length))
      ? bare.slice(0, bare.indexOf(fresh)) + fresh
      : bare;
    return previous.slice(0, old.index) + whole + rest;
  }
  return null;
}

/** 居民 in 居民医保 names the scheme and nobody. */
const isPartOfScheme = (text: string, { 0: found, index }: RegExpExecArray) =>
  /^(?:居民|职工)$/.test(found) && /^(?:基本)?(?:医保|医疗保险|养老|社保)/.test(text.slice(index + found.length));

/** Of several of a kind the one of the same measure: "一级" and not "重度" for "二级". */
const likest = (fresh: string, olds: RegExpExecArray[]) => olds.find(([text]) => text.at(-1) === fresh.at(-1)) ?? olds[0];

/**
 * The stretch of the earlier question that ends like the new thing and is about as long:
 * "民办幼儿园" finds "教育部门办的幼儿园". It never begins within a number or a word of letters.
 */
function ofOneEnding(previous: string, core: string): string | null {
  for (let length = Math.min(core.length - 1, 6); length >= 2; length--) {
    const tail = core.slice(-length);
    const at = previous.indexOf(tail);
    if (at < 0 || !/\p{L}/u.test(tail)) continue;
    const before =
      previous
        .slice(0, at)
        .split(/[，,。？?、的在、“”"'年月日]/)
        .at(-1) ?? '';
    const lead = wholeWords(before, Math.max(1, core.length - length));
    const from = at - (/^[A-Za-z\d]/.test(lead) ? 0 : lead.length);
    return previous.slice(0, from) + core + previous.slice(at + length);
  }
  return null;
}

/** The last characters of a text, and more where they begin within a word: 残疾人 and not 疾人. */
function wholeWords(text: string, length: number): string {
  let taken = '';
  for (const word of cutWords(text).reverse()) {
    if (taken.length >= length) break;
    taken = word + taken;
  }
  return taken;
}

const askingPart =
  /(是|有|要|能|在)?(多少(钱|元|个月|天|年)?|多久|多长|多大|什么|怎么(算|办|样)?|如何|几(天|年|个|号|岁|次|点|月|时|倍|折)|何时|哪(些|里|儿|几天|天|个)?|谁|吗|是不是|有没有|能不能|可不可以)[^，,]*$/;
/** Verbs and measures that led to the asking part and say nothing without it: "最多贷", "每月发". */
const leadIn =
  /(最多|最高|最低|最少|最长|最早|最晚|一年|每年|每个?月|一个月|每人|一共|总共|大概|现在|政府|可以|能|会|要|需要|得|应该|给|发|贷|领|(?<!候)补|住|交|缴|付|拿|(?<![津补])贴|是|有|在|按|向|去|到|的|，|,)+$/;
const withoutEnd = (text: string) => text.replace(/[？?。！!，,\s]+$/, '');
/** Shortest text that still names a matter. */
const topicLength = 2;

/** "要收费吗", "能代办吗": the whole asking part of a question for yes or no. */
const yesNoPart = /(还|也)?(需要|可以|要|能|会|用)[^，,]{1,8}吗$/;

/** The earlier question without the aspects that were added to it and without its asking part. */
function topicOf(previous: string): string {
  const whole = withoutAspects(withoutEnd(previous)).replace(yesNoPart, '');
  const topic = whole.replace(askingPart, '');
  const bare = topic === whole ? whole : topic.replace(leadIn, '');
  return [bare, topic].find((text) => text.length >= topicLength) ?? whole.replace(/^(怎么|如何|怎样)/, '');
}

/** "居住证申请，要带什么材料": the second part was a follow-up itself. */
function withoutAspects(text: string): string {
  const parts = text.split(/[，,]/);
  while (parts.length > 1 && matterOf(parts.at(-1) as string).length <= 1) parts.pop();
  return parts.join('，');
}

/** The earlier question's matter and what is done with it: "居住证申请" of "居住证怎么申请". The aspect asked before is left out. */
function topicWithAct(previous: string): string {
  const acts = withoutEnd(previous).replace(/^(请问)?(怎么|如何|怎样|在哪里?|去哪里?|到哪里?|哪里)(可以|能)?/, '');
  const act = /(?:怎么|如何|怎样|哪里|哪儿)(?:去|可以|能)?(申请|办理|申领|领取|报名|登记|参加|报销|缴费|续签|办|领)$/.exec(
    acts,
  )?.[1];
  const topic = topicOf(acts);
  return act && !topic.includes(act) ? topic + act : topic;
}
