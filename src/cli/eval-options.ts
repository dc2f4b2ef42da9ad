import type { Arguments, CommandContext } from './command.ts';
import { userPath } from './paths.ts';

// What the commands of the evaluation harness share.

/** A path option as the user meant it, or null. */
export function path(given: Arguments, name: string): string | null {
  const text = given.text(name);
  return text === undefined ? null : userPath(text);
}

/** The parts of a list written with commas or blanks. */
export const words = (text: string | undefined) => (text ?? '').split(/[,，、\s]+/).filter(Boolean);

export const watchOf = ({ output, signal }: CommandContext) => ({ signal, progress: output.progress, note: output.note });
