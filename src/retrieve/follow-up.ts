/**
 * Makes a follow-up question complete from the question before it: "那初中呢？" after "民办小学一年补贴多少学费？" asks about 初中.
 * Rules on the surface of the text; a question that stands alone is left as it is, so that a new topic does not drag the old one along.
 */
export interface PreviousTurn {
  /** The earlier question as it was understood. */
  understood: string;
}

const opening = /^(那么|那要是|那如果|那|还有|另外|如果|要是|假如|而|至于|换成|改成)[，,、]?/;
const pronouns = /(这个|那个|这项|该项|上述|上面|前面|刚才|刚刚|这种|它|此项|这笔|那笔|这些|同样|也是这样|也一样)/;
const closing = /(呢|咧|呐)[？?。！!]*$/;
const questionWords = /(多少|几|什么|怎么|如何|哪|吗|谁|是否|能不能|可不可以|要不要|有没有|多久|多长)/;

/** Longest core (characters without opening and closing words) that counts as a mere fragment. */
const fragmentLength = 9;

export function isFollowUp(question: string): boolean {
  const text = question.trim();
  if (pronouns.test(text)) return true;
  if (opening.test(text) && coreOf(text).length <= 40) return true;
  if (closing.test(text) && coreOf(text).length <= 20) return true;
  return coreOf(text).length <= fragmentLength && !questionWords.test(text);
}

/** Longest question that may be about the earlier topic without a word that says so ("丢了补一张要多少钱？"). */
const bareLength = 14;

/** A short question read as one about the earlier topic; null when it is long enough to speak for itself. */
export function withEarlierTopic(question: string, previous: PreviousTurn | undefined): string | null {
  return previous && question.trim().length <= bareLength ? `${topicOf(previous.understood)}，${question.trim()}` : null;
}

/** The question as it would be asked on its own. */
export function completeQuestion(question: string, previous: PreviousTurn | undefined): string {
  if (!previous || !isFollowUp(question)) return question;
  const core = coreOf(question);
  if (!core) return previous.understood;
  if (!questionWords.test(core) && closing.test(question.trim())) return substitute(previous.understood, core);
  return `${topicOf(previous.understood)}，${core}`;
}

const coreOf = (question: string) =>
  question
    .trim()
    .replace(opening, '')
    .replace(closing, '')
    .replace(/[？?。！!，,]+$/, '')
    .replace(/^(是|如果是|要是)/, '')
    .trim();

/** Puts the new term where the old one of the same kind stood ("一等奖" for "优胜奖"); beside the old question when none matches. */
function substitute(previous: string, core: string): string {
  const suffix = commonTail(previous, core);
  if (suffix) {
    const at = previous.indexOf(suffix.text);
    return previous.slice(0, at) + core + previous.slice(at + suffix.text.length);
  }
  return `${core}，${previous}`;
}

/**
 * The stretch of the earlier question that ends (or begins) like the new term and is about as long.
 * "第二类" finds "第一类"; "民办幼儿园" finds "教育部门办的幼儿园".
 */
function commonTail(previous: string, core: string): { text: string } | null {
  for (let length = Math.min(core.length - 1, 6); length >= 1; length--) {
    const tail = core.slice(-length);
    const at = previous.indexOf(tail);
    if (at < 0 || !/\p{L}/u.test(tail)) continue;
    const before =
      previous
        .slice(0, at)
        .split(/[，,。？?、的在、“”"']/)
        .at(-1) ?? '';
    const lead = before.slice(-Math.max(1, core.length - length));
    if (length === 1 && core.length > 4) continue;
    return { text: lead + tail };
  }
  return null;
}

/** The earlier question without its asking part. */
function topicOf(previous: string): string {
  return (
    previous
      .replace(/[？?。！!]+$/, '')
      .replace(/(是|有|要|能)?(多少(钱|元|个月|天|年)?|什么|怎么(算|办|样)?|如何|几号|哪(些|里|几天)?|吗|是不是)[^，,]*$/, '')
      .replace(/[，,]$/, '') || previous
  );
}
