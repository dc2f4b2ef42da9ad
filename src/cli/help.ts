import { type Command, commonOptions, type OptionSpec } from './command.ts';

/** Columns a text takes in a terminal: CJK characters count two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1;
  return width;
}

export const padDisplay = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - displayWidth(text)));

function optionLine([name, spec]: [string, OptionSpec]): [string, string] {
  const left = spec.type === 'boolean' ? `--${name}` : `--${name} ${spec.value ?? 'TEXT'}`;
  return [left, spec.required ? `${spec.help}（必需）` : spec.help];
}

function table(rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([left]) => displayWidth(left))) + 2;
  return rows.map(([left, right]) => `  ${padDisplay(left, width)}${right}`);
}

/** The overview printed by `wence --help`. */
export function overview(commands: Command[], version: string): string {
  return [
    `问策 wence ${version} — 政策问答知识库`,
    '',
    '用法：wence 命令 [参数] [选项]',
    '',
    '命令：',
    ...table(commands.map((command) => [command.name, command.summary])),
    '',
    '各命令通用的选项：',
    ...table(Object.entries(commonOptions).map(optionLine)),
    '',
    '例：',
    ...table([
      ['wence ingest ./corpus --publish-as 张三', '导入一个文件夹并发布'],
      ['wence ask 灵活就业人员怎么参保', '提问，得到带出处的答复'],
      ['wence ask --help', '查看一个命令的用法和例子'],
    ]),
    '',
    '退出码：0 成功，1 失败，2 用法有误，130 被中断。',
  ].join('\n');
}

/** What `wence COMMAND --help` prints. */
export function commandHelp(command: Command): string {
  const needed = Object.entries(command.options).filter(([, spec]) => spec.required);
  const usage = ['wence', command.name, ...command.positionals, ...needed.map((entry) => optionLine(entry)[0]), '[选项]'];
  return [
    command.summary,
    '',
    `用法：${usage.join(' ')}`,
    '',
    '选项：',
    ...table(Object.entries({ ...command.options, ...commonOptions }).map(optionLine)),
    ...(command.notes ? ['', ...command.notes] : []),
    '',
    '例：',
    ...command.examples.flatMap(([line, meaning]) => [`  # ${meaning}`, `  ${line}`]),
  ].join('\n');
}

/** What a group word alone means, e.g. `wence review`: its commands. */
export function groupHelp(group: string, commands: Command[]): string | null {
  const members = commands.filter((command) => command.name.startsWith(`${group} `));
  if (members.length === 0) return null;
  return [`wence ${group} 包括：`, ...table(members.map((command) => [command.name, command.summary]))].join('\n');
}
