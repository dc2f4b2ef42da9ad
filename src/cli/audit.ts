import { auditVerdict } from '../desk/audit-words.ts';
import { addDays, type Day } from '../domain/time.ts';
import { withStore } from './base.ts';
import { type Command, UsageError, wholeNumber } from './command.ts';
import { optionalDay } from './days.ts';

const verify: Command = {
  name: 'audit verify',
  summary: '核验审计链：有没有被改、被删、被插入的记录',
  positionals: [],
  options: {
    'from-hash': { type: 'string', value: 'HASH', help: '以前记下的校验值：链里必须还有它，否则说明记录被重写过' },
  },
  notes: ['能改数据库文件的人也能重算整条链：请定期把打印的校验值记到别处（纸上、另一套系统），核验时用 --from-hash 对照。'],
  examples: [
    ['wence audit verify', '核验全部记录，打印链尾的校验值'],
    ['wence audit verify --from-hash 3f2a…', '同时与上次记下的校验值对照'],
  ],
  async run(given, { config, output }) {
    const noted = given.text('from-hash')?.trim().toLowerCase();
    if (noted !== undefined && !/^[0-9a-f]{64}$/.test(noted)) throw new UsageError('--from-hash 应为 64 位十六进制的校验值');
    const check = await withStore(config, (store) => store.audit.verify(noted));
    const rewritten = noted !== undefined && check.noted === null;
    const sound = check.broken === null && !rewritten;
    output.result({ ok: sound, ...check });
    output.line(auditVerdict(check));
    if (rewritten) output.line('链里没有以前记下的校验值：记下之后，记录被重写或删除过。');
    else if (noted) output.line(`以前记下的校验值在第 ${check.noted} 条，相符。`);
    if (check.headHash) output.line(`链尾校验值：${check.headHash}`);
    return sound ? 0 : 1;
  },
};

/** Midnight in Shanghai at which a day begins, as the audit writes instants. */
const startOf = (day: Day) => new Date(`${day}T00:00:00+08:00`).toISOString();

/** A record is one line: what was typed must not look like another record. */
const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ');

const list: Command = {
  name: 'audit list',
  summary: '列出审计记录，最近的在前',
  positionals: [],
  options: {
    who: { type: 'string', value: 'NAME', help: '操作人姓名（可只写一部分）或账号编号' },
    action: { type: 'string', value: 'ACTION', help: '操作，如 review.approve；写 review 则包括它的各种' },
    subject: { type: 'string', value: 'ID', help: '对象的编号' },
    from: { type: 'string', value: 'DAY', help: '从这一天起，YYYY-MM-DD' },
    to: { type: 'string', value: 'DAY', help: '到这一天止，YYYY-MM-DD' },
    limit: { type: 'string', value: 'N', help: '最多列出几条，默认 50' },
  },
  examples: [
    ['wence audit list', '最近 50 条'],
    ['wence audit list --who 李四 --action review --from 2026-01-01 --json', '李四今年的审核操作，输出 JSON'],
  ],
  async run(given, { config, output }) {
    const from = optionalDay(given, 'from');
    const to = optionalDay(given, 'to');
    const filter = {
      who: given.text('who') ?? '',
      action: given.text('action') ?? '',
      subject: given.text('subject') ?? '',
      limit: wholeNumber(given, 'limit', 50),
      ...(from ? { from: startOf(from) } : {}),
      ...(to ? { before: startOf(addDays(to, 1)) } : {}),
    };
    const { total, entries } = await withStore(config, (store) => store.audit.list(filter));
    output.result({ total, entries });
    if (total === 0) output.line('没有符合条件的记录。');
    for (const { number, at, actor, origin, action, subject, detail } of entries)
      output.line(oneLine(`${number}  ${at}  ${actor}${origin ? `（${origin}）` : ''}  ${action}  ${subject}  ${detail}`));
    if (total > entries.length) output.line(`共 ${total} 条，列出最近 ${entries.length} 条。`);
    return undefined;
  },
};

export const auditCommands = [verify, list];
