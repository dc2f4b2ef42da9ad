import { type Day, isDay } from '../domain/time.ts';
import { type Arguments, UsageError } from './command.ts';

/** The option's day, or undefined when it was not given. */
export function optionalDay(given: Arguments, name: string): Day | undefined {
  const text = given.text(name);
  if (text === undefined) return undefined;
  if (!isDay(text)) throw new UsageError(`--${name} 应为 YYYY-MM-DD 形式的日期，收到的是“${text}”`);
  return text;
}
