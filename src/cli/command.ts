import type { Config } from '../config.ts';
import type { Output } from './output.ts';

/** One option of a command; `help` is what `--help` prints. */
export interface OptionSpec {
  type: 'string' | 'boolean';
  help: string;
  /** Name of the value in the usage line, e.g. DIR. */
  value?: string;
  required?: boolean;
}

export interface Arguments {
  /** Text of an option, or undefined when it was not given. */
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** What stands beside the options, in order. */
  positionals: string[];
}

export interface CommandContext {
  config: Config;
  output: Output;
  /** Aborted by the first Ctrl-C; a command stops at the next safe place. */
  signal: AbortSignal;
}

export interface Command {
  /** One to three words, e.g. "ingest", "review list" or "eval mark export". */
  name: string;
  summary: string;
  /** Names of the positionals, e.g. ["FOLDER"]; a trailing "…" takes all that follow, brackets make one optional. */
  positionals: string[];
  options: Record<string, OptionSpec>;
  examples: [command: string, meaning: string][];
  /** More to say in `--help`, a line each. */
  notes?: string[];
  /** The exit code; undefined means 0. */
  run(given: Arguments, context: CommandContext): Promise<number | undefined>;
}

/** The command line itself is wrong: exit code 2, with a hint to `--help`. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Options every command understands. */
export const commonOptions: Record<string, OptionSpec> = {
  data: { type: 'string', value: 'DIR', help: '数据目录（默认取 WENCE_DATA，再默认为程序目录下的 data）' },
  json: { type: 'boolean', help: '以 JSON 输出，便于程序读取' },
  help: { type: 'boolean', help: '显示帮助' },
};

/** The option's text; a missing one is a usage error that names it. */
export function required(given: Arguments, name: string): string {
  const text = given.text(name);
  if (text === undefined || text === '') throw new UsageError(`缺少必需的选项 --${name}`);
  return text;
}

/** A whole number of at least `least`, or the fallback when the option was not given. */
export function wholeNumber(given: Arguments, name: string, fallback: number, least = 1): number {
  const text = given.text(name);
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text) || Number(text) < least)
    throw new UsageError(`--${name} 应为不小于 ${least} 的整数，收到的是“${text}”`);
  return Number(text);
}

/** One of the listed words, or the fallback when the option was not given. */
export function oneOf<Word extends string>(given: Arguments, name: string, words: readonly Word[], fallback: Word): Word {
  const text = given.text(name);
  if (text === undefined) return fallback;
  const word = words.find((candidate) => candidate === text);
  if (!word) throw new UsageError(`--${name} 只能是 ${words.join('、')}，收到的是“${text}”`);
  return word;
}
