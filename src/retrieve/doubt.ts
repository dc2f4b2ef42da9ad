import { toStandardWords } from '../text/dialect.ts';
import { toIndexView } from '../text/normalise.ts';
import { toSimplified } from '../text/script.ts';
import { loadSynonyms } from '../text/synonyms.ts';
import { matterWords } from '../text/words.ts';
import type { Candidate, UnderstoodQuestion } from './contract.ts';

/**
 * Something always ranks first: 无人机上户口 finds 新生儿出生登记 by 户口 alone. A hit that is far in meaning and lacks a word of the matter is
 * shown as doubtful, with the words. Over the sample base, on the questions of evals/cases: 2 of 61 right first hits are called doubtful so,
 * and 14 of the 16 first hits to questions that the base does not answer.
 */
export const doubtWeights = {
  /** Cosine below which a hit that lacks a word of the matter is doubtful. */
  far: 0.45,
  /** The same where the word is the official name of a thing (…证, …费, …险): another thing of the kind is another matter. */
  farFromNamed: 0.55,
} as const;

const officialName = /(费|金|线|证|险|率|额|款|贴|贷|税|券|照|籍|考|伤|学|校|院|工资)$/;

/** The words of the matter that the hit does not hold when it is doubtful; empty for a hit that can be relied on. */
export function wordsMissing(question: UnderstoodQuestion, candidate: Candidate): string[] {
  const { features } = candidate;
  if (features.namedDocument || features.namedTitle) return [];
  const cosine = features.cosine ?? 0;
  if (cosine >= doubtWeights.farFromNamed) return [];
  const text = toIndexView(textOf(candidate));
  const asked = question.language === 'en' ? question.text : toSimplified(question.original);
  const missing = matterWords(asked).filter((word) => isMatter(word) && !holds(text, word));
  return cosine < doubtWeights.far || missing.some((word) => officialName.test(word)) ? missing : [];
}

/** 咋整 is a way of asking, 电单车 a thing. */
const isMatter = (word: string) => matterWords(toStandardWords(word).text).length > 0;

/** The word itself, with one character more between two of it (老年人 for 老人), or an official term for it. */
const holds = (text: string, word: string) =>
  new RegExp([...word].join('.?'), 'u').test(text) || officialFor(word).some((term) => text.includes(term));

const synonyms = loadSynonyms().filter(({ relation }) => relation !== 'NOT');
const officialFor = (word: string) =>
  synonyms.filter(({ citizen }) => citizen.includes(word) || word.includes(citizen)).flatMap(({ official }) => official);

function textOf({ view, document, faq }: Candidate): string {
  const entry = faq?.entry;
  return [
    document?.document.title,
    ...(view.clause?.headings ?? []),
    view.clause?.text,
    ...(entry ? [entry.question, ...entry.similarQuestions, entry.answer, entry.conditions, entry.materials, entry.steps] : []),
    ...(entry?.tags ?? []),
  ].join('\n');
}
