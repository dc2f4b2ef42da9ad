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
