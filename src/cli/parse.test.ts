import { describe, expect, test } from 'vitest';
import { projectRoot } from '../config.ts';
import { type Command, oneOf, UsageError, wholeNumber } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp } from './help.ts';
import { main } from './main.ts';
import { makeOutput, type Streams } from './output.ts';
import { findCommand, parseCommandLine } from './parse.ts';
import { userFolder } from './paths.ts';

const sample: Command = {
  name: 'sample copy',
  summary: '示例',
  positionals: ['FROM', '[TO]'],
  options: {
    count: { type: 'string', value: 'N', help: '数量' },
    name: { type: 'string', help: '名称', required: true },
    force: { type: 'boolean', help: '强制' },
  },
  examples: [['wence sample copy a --name b', '复制']],
  run: async () => undefined,
};

function capture(): Streams & { written: string[]; shown: string[] } {
  const written: string[] = [];
  const shown: string[] = [];
  return {
    written,
    shown,
    out: (text) => written.push(text),
    screen: { isTTY: false, columns: 80, write: (text) => shown.push(text) },
  };
}

describe('parsing a command line', () => {
  test('reads options before and after positionals', () => {
    const given = parseCommandLine(sample, ['--force', 'a', '--name', '张三', 'b', '--count=3']);
    expect([given.positionals, given.text('name'), given.flag('force'), wholeNumber(given, 'count', 1)]).toEqual([
      ['a', 'b'],
      '张三',
      true,
      3,
    ]);
  });

  test.each([
    [['--name', 'x'], '缺少 FROM'],
    [['a'], '缺少必需的选项 --name'],
    [['a', 'b', 'c', '--name', 'x'], '多余的参数：c'],
    [['a', '--name', 'x', '--nope'], '没有 --nope 这个选项'],
    [['a', '--name'], '选项 --name'],
  ])('%j is a usage error', (words, message) => {
    expect(() => parseCommandLine(sample, words)).toThrow(UsageError);
    expect(() => parseCommandLine(sample, words)).toThrow(message);
  });

  test('--help needs nothing else', () => {
    expect(parseCommandLine(sample, ['--help']).flag('help')).toBe(true);
  });

  test('numbers and words out of range are usage errors', () => {
    const given = parseCommandLine(sample, ['a', '--name', 'x', '--count', '-1'.replace('-', '0')]);
    expect(() => wholeNumber(given, 'count', 1, 2)).toThrow(UsageError);
    expect(() => oneOf(given, 'name', ['y', 'z'], 'y')).toThrow('y、z');
  });
});

describe('commands', () => {
  test('every command has a summary, a distinct name and examples that begin with its own name', () => {
    expect(new Set(commands.map((command) => command.name)).size).toBe(commands.length);
    for (const command of commands) {
      expect(command.examples.length).toBeGreaterThan(0);
      for (const [line] of command.examples) expect(line.startsWith(`wence ${command.name}`)).toBe(true);
      expect(commandHelp(command)).toContain(command.summary);
      expect(findCommand(commands, [...command.name.split(' '), 'x'])?.rest).toEqual(['x']);
    }
  });

  test('--help, a missing and an unknown command have their exit codes', async () => {
    const help = capture();
    expect(await main(['--help'], help)).toBe(0);
    expect(help.written.join('')).toContain('wence ingest');
    expect(await main([], capture())).toBe(2);
    const unknown = capture();
    expect(await main(['fly'], unknown)).toBe(2);
    expect(unknown.shown.join('')).toContain('没有“fly”');
    const group = capture();
    expect(await main(['review', 'fly'], group)).toBe(2);
    expect(group.shown.join('')).toContain('review approve');
    expect(await main(['ask', '--help'], capture())).toBe(0);
    expect(await main(['ask'], capture())).toBe(2);
  });

  test('without a base a command says what to do, in one line and as JSON', async () => {
    const streams = capture();
    expect(await main(['status', '--data', '/nonexistent/wence-test', '--json'], streams)).toBe(1);
    expect(streams.shown.join('')).toMatch(/^错误：还没有知识库.*wence ingest.*\[not_found\]\n$/);
    expect(JSON.parse(streams.written.at(-1) ?? '')).toMatchObject({ ok: false, code: 'not_found' });
  });
});

test('with --json only the result is written to stdout', () => {
  const streams = capture();
  const output = makeOutput(streams, true);
  output.line('给人看的');
  output.result({ ok: true });
  expect(streams.written).toEqual(['{"ok":true}\n']);
});

test('relative paths mean the folder the user stood in when npm was called', () => {
  expect(userFolder({ npm_lifecycle_event: 'wence', INIT_CWD: '/home/someone' }, projectRoot)).toBe('/home/someone');
  expect(userFolder({ npm_lifecycle_event: 'test', INIT_CWD: '/home/someone' }, projectRoot)).toBe(projectRoot);
  expect(userFolder({ npm_lifecycle_event: 'wence', INIT_CWD: '/home/someone' }, '/elsewhere')).toBe('/elsewhere');
});
