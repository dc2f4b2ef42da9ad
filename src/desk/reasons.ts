import { InvalidInputError } from '../domain/errors.ts';
import { redact } from '../text/personal-data.ts';

const longest = 500;

/** Why somebody does something, without personal data. Throws InvalidInputError when nothing, or too much, is said. */
export function reasonOf(reason: string): string {
  const words = noteOf(reason);
  if (words === null) throw new InvalidInputError('请写明理由', 'the reason is empty');
  if (words.length > longest) throw new InvalidInputError(`理由太长，最多 ${longest} 字`, 'the reason is too long');
  return words;
}

/** Words to the next person, without personal data; null where there are none. */
export const noteOf = (note: string | null): string | null => (note && redact(note).text.trim()) || null;
