import { toIndexView } from './normalise.ts';

/** Two questions with the same key ask the same in the same words: width, case, spaces and punctuation do not matter. */
export function questionKey(question: string): string {
  return toIndexView(question).replace(/[\p{P}\p{S}\s]/gu, '');
}
