import type { Scored } from '../cases.ts';
import { median } from '../statistics.ts';
import { lengthInCharacters, normaliseForScoring } from '../text.ts';

/** Median length in characters of what was answered, white space aside; refusals do not count. */
export function medianLength(scored: Scored[]): number | null {
  const answers = scored.flatMap(({ answer }) =>
    answer && !/^(declined|clarify|error)/.test(answer.status) ? [answer.text] : [],
  );
  return median(answers.map((text) => lengthInCharacters(normaliseForScoring(text))));
}
