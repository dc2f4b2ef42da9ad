import type { UnderstoodQuestion } from '../contract.ts';
import { intentOf } from '../understand.ts';

/** One of the things asked in a question, complete on its own. */
export interface Facet {
  text: string;
  intent: UnderstoodQuestion['intent'];
}

const asking =
  /多少|几|什么|怎么|如何|怎样|哪|吗|谁|能不能|可不可以|要不要|有没有|是不是|用不用|还能|多久|多长|何时|呢|几多|多大/;
const facetLimit = 3;

/**
 * "小微企业申请贷款，最多能贷多少，最长几年？" asks two things; each is looked for with the topic before it.
 * A question with one asking part is its own facet.
 */
export function facetsOf(question: UnderstoodQuestion): Facet[] {
  const sides = sidesOf(question.text);
  if (sides) return sides.map((text) => ({ text, intent: intentOf(text) }));
  const parts = question.text
    .split(/[，,？?；;。！!]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const asks = parts.filter((part) => asking.test(part));
  if (asks.length < 2) return [{ text: question.text, intent: question.intent }];
  const topic = parts.filter((part) => !asks.includes(part)).join('，');
  return asks.slice(0, facetLimit).map((ask) => {
    const lead = topic || (ask === asks[0] ? '' : topicOf(asks[0] as string));
    return { text: lead ? `${lead}，${ask}` : ask, intent: intentOf(ask) };
  });
}

/** The first asking part without its question, which later parts silently share. */
const topicOf = (ask: string) => ask.replace(/(是|有|要|能)?(多少|几|什么|怎么|如何|怎样|哪|吗|谁|多久|多长|何时).*$/, '');

const compared =
  /^(?:请问)?(?<before>[^，,]{0,12}?[，,])?(?<one>[^，,。？]{2,14}?)(?:和|跟|与|同|比起?)(?<other>[^，,。？]{2,14}?)(?:(?:的|，)(?<matter>[^，,。？]{1,14}?))?(?:分别|各自|之间)?(?:有?(?:什么|啥|何|哪些)?(?:区别|不同|不一样|差别|差异)|(?:哪个|哪种|谁)(?:更|比较)?(?:高|低|多|少|划算|合适|好|快|长|短)|一样(?:吗|不|么)|(?:多|少|高|低)多少)/;

/** Both sides of a comparison, each with what is compared; null when nothing is. */
function sidesOf(text: string): [string, string] | null {
  const groups = compared.exec(text)?.groups;
  if (!groups?.one || !groups.other) return null;
  const side = (name: string) => `${groups.before ?? ''}${name}${groups.matter ?? ''}`;
  return [side(groups.one), side(groups.other)];
}
