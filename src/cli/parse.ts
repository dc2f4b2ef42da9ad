import { parseArgs } from 'node:util';
import { type Arguments, type Command, commonOptions, UsageError } from './command.ts';

/** Finds the command the words begin with, more words before fewer, and hands back the rest. */
export function findCommand(commands: Command[], words: string[]): { command: Command; rest: string[] } | null {
  for (const length of [3, 2, 1]) {
    const command = commands.find((candidate) => candidate.name === words.slice(0, length).join(' '));
    if (command) return { command, rest: words.slice(length) };
  }
  return null;
}

/** Reads options and positionals of one command. Throws UsageError, in Chinese, naming what is wrong. */
export function parseCommandLine(command: Command, words: string[]): Arguments {
  const specs = { ...command.options, ...commonOptions };
  const options = Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, { type: spec.type }]));
  const parsed = attempt(() => parseArgs({ args: words, options, allowPositionals: true, strict: true, allowNegative: false }));
  const values = parsed.values as Record<string, string | boolean | undefined>;
  const given: Arguments = {
    text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    flag: (name) => values[name] === true,
    positionals: parsed.positionals,
  };
  if (given.flag('help')) return given;
  checkPositionals(command, parsed.positionals);
  const missing = Object.entries(specs).filter(([name, spec]) => spec.required && !given.text(name));
  if (missing.length > 0) throw new UsageError(`缺少必需的选项 ${missing.map(([name]) => `--${name}`).join('、')}`);
  return given;
}

function attempt<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const option = /'([^']+)'/.exec(message)?.[1]?.split(/[ ,]/)[0] ?? '';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new UsageError(`没有 ${option} 这个选项`);
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw new UsageError(`选项 ${option} 的值有误（缺少值，或不应带值）`);
    throw new UsageError(message);
  }
}

function checkPositionals(command: Command, positionals: string[]): void {
  const needed = command.positionals.filter((name) => !name.startsWith('['));
  const open = command.positionals.some((name) => name.includes('…'));
  if (positionals.length < needed.length) throw new UsageError(`缺少 ${needed.slice(positionals.length).join('、')}`);
  if (!open && positionals.length > command.positionals.length) {
    throw new UsageError(`多余的参数：${positionals.slice(command.positionals.length).join(' ')}`);
  }
}
