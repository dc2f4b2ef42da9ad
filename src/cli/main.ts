import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, projectRoot, readConfig } from '../config.ts';
import { InvalidInputError } from '../domain/errors.ts';
import { type Command, UsageError } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, groupHelp, overview } from './help.ts';
import { describeError, makeOutput, type Streams, terminal } from './output.ts';
import { findCommand, parseCommandLine } from './parse.ts';
import { userPath } from './paths.ts';

export const exitCodes = { ok: 0, failure: 1, usage: 2, interrupted: 130 } as const;

const version = () => JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version as string;

/**
 * Runs one command line and returns its exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
 * Never throws; what went wrong is said in one line on stderr, and as JSON on stdout with --json.
 */
export async function main(words: string[], streams: Streams = terminal, signal = new AbortController().signal): Promise<number> {
  const first = words[0];
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    streams.out(`${overview(commands, version())}\n`);
    return first === undefined ? exitCodes.usage : exitCodes.ok;
  }
  if (first === '--version') {
    streams.out(`${version()}\n`);
    return exitCodes.ok;
  }
  const found = findCommand(commands, words);
  if (!found) return unknownCommand(words, streams);
  return runCommand(found.command, found.rest, streams, signal);
}

function unknownCommand(words: string[], streams: Streams): number {
  const group = groupHelp(words[0] ?? '', commands);
  if (group && (words[1] === undefined || words[1] === '--help')) {
    streams.out(`${group}\n`);
    return words[1] ? exitCodes.ok : exitCodes.usage;
  }
  streams.screen.write(
    `错误：没有“${words.slice(0, group ? 2 : 1).join(' ')}”这个命令。${group ? `\n${group}` : '运行 wence --help 查看全部命令。'}\n`,
  );
  return exitCodes.usage;
}

/** The data folder may be absent, for a first run makes it, but nothing else may stand in its place. */
function requireFolder(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) throw new InvalidInputError(`数据目录不是文件夹：${path}`);
}

async function runCommand(command: Command, words: string[], streams: Streams, signal: AbortSignal): Promise<number> {
  const json = words.includes('--json');
  const output = makeOutput(streams, json);
  let config: Config | null = null;
  try {
    const given = parseCommandLine(command, words);
    if (given.flag('help')) {
      streams.out(`${commandHelp(command)}\n`);
      return exitCodes.ok;
    }
    config = readConfig();
    const data = given.text('data');
    if (data) config = { ...config, WENCE_DATA: userPath(data) };
    requireFolder(config.WENCE_DATA);
    const code = await command.run(given, { config, output, signal });
    return signal.aborted ? exitCodes.interrupted : (code ?? exitCodes.ok);
  } catch (error) {
    if (error instanceof UsageError) {
      streams.screen.write(`错误：${error.message}。运行 wence ${command.name} --help 查看用法。\n`);
      if (json) output.result({ ok: false, code: 'usage', message: error.message });
      return exitCodes.usage;
    }
    if (signal.aborted) {
      streams.screen.write('已中断。\n');
      return exitCodes.interrupted;
    }
    const { text, code, message, detail } = describeError(
      error,
      config?.WENCE_LOG_LEVEL === 'debug' || config?.WENCE_LOG_LEVEL === 'trace',
    );
    streams.screen.write(`${text}\n`);
    if (json) output.result({ ok: false, code, message, detail });
    return exitCodes.failure;
  }
}
