import { InvalidInputError } from '../domain/errors.ts';
import { visibleOnly } from '../text/visible.ts';

/**
 * Names of people, units and keys stand in reviews, lists and the audit: one that looks like another, or that speaks to a terminal, is
 * refused. Throws InvalidInputError.
 */
export function requirePlainName(name: string): void {
  if (visibleOnly(name).replace(/[\n\t]/g, '') !== name)
    throw new InvalidInputError('名称里有看不见的字符或换行，请重新输入', 'the name holds control or invisible characters');
}
