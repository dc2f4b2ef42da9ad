import { z } from 'zod';
import type { Actor } from '../domain/account.ts';
import { InvalidInputError, NotFoundError, StoreError } from '../domain/errors.ts';
import { type Clock, isDay } from '../domain/time.ts';
import type { WorkingCalendar } from '../domain/working-days.ts';
import type { Store } from '../store/contract.ts';
import { auditOf } from './audit.ts';

interface Setting<Value> {
  schema: z.ZodType<Value>;
  default: Value;
  /** What it is called on the page. */
  label: string;
  /** Of a number; null where it has none. */
  unit: string | null;
  /** What it does. */
  words: string;
  /** Where the default comes from. */
  source: string;
}

const setting = <Value>(schema: z.ZodType<Value>, rest: Omit<Setting<Value>, 'schema'>): Setting<Value> => ({ schema, ...rest });

const days = (least: number, most: number) => z.number().int().min(least).max(most);
const dayList = z
  .array(z.string().refine(isDay, '日期要写成 YYYY-MM-DD'))
  .max(400)
  .transform((list) => [...new Set(list)].sort());

const practice = '热线知识库的常见做法，各地不同';
const ownRule = '本系统的默认做法，可按本地规定调整';

/** Everything that differs from city to city and that staff may change while the system runs. What is set at the start stands in src/config.ts. */
export const settingTable = {
  staleDays: setting(days(30, 3650), {
    default: 365,
    label: '多久未复核算陈旧',
    unit: '天',
    words: '问答自上次审核通过起超过这些天，列入“到期与复核”，等人确认是否仍然正确。',
    source: practice,
  }),
  warnDays: setting(days(1, 365), {
    default: 30,
    label: '到期前多久提醒',
    unit: '天',
    words: '问答的结束日期、所依据文件的有效期在这些天之内的，列入“到期与复核”。',
    source: practice,
  }),
  answerDays: setting(days(1, 3650), {
    default: 365,
    label: '答复记录保留',
    unit: '天',
    words: '去除个人信息后的提问和答复保留这些天。更正清单里尚未处理的，处理之后才删除。',
    source: ownRule,
  }),
  gapDays: setting(days(1, 3650), {
    default: 365,
    label: '知识缺口保留',
    unit: '天',
    words: '没能回答的问题和坐席的报告保留这些天；尚未处理的一直保留。',
    source: ownRule,
  }),
  messageDays: setting(days(1, 3650), {
    default: 365,
    label: '市民留言保留',
    unit: '天',
    words: '市民的留言在答复通过之后保留这些天，市民在此期间可凭回执编号查看；还没有答复的一直保留。',
    source: ownRule,
  }),
  feedbackDays: setting(days(1, 3650), {
    default: 365,
    label: '评价保留',
    unit: '天',
    words: '读者对答复的评价保留这些天。',
    source: ownRule,
  }),
  auditDays: setting(days(180, 36_500), {
    default: 365,
    label: '审计记录至少保留',
    unit: '天',
    words: '本系统从不删除审计记录；这里写明本单位的要求，供归档时对照。不得少于 180 天。',
    source: '网络安全法：网络日志留存不少于六个月',
  }),
  replyDays: setting(days(1, 60), {
    default: 5,
    label: '咨询答复时限',
    unit: '个工作日',
    words: '知识缺口和市民留言应在这些工作日内处理，过期的在清单里标出。',
    source: '上海市2022年政务公开工作报告：网上咨询5个工作日内答复，简单的1个工作日；各地不同',
  }),
  errorReportDays: setting(days(1, 60), {
    default: 3,
    label: '纠错处理时限',
    unit: '个工作日',
    words: '报告内容有误的，应在这些工作日内处理。',
    source: '上海市2022年政务公开工作报告：网站找错3个工作日内答复',
  }),
  entryWithoutBasis: setting(z.boolean(), {
    default: true,
    label: '允许没有依据的问答提交审核',
    unit: null,
    words: '打开时，没有依据（库内条款或依据文字）的问答写明理由也能提交审核；关闭后不能提交。',
    source: ownRule,
  }),
  entryWithoutUnit: setting(z.boolean(), {
    default: false,
    label: '允许没有承办单位的问答提交审核',
    unit: null,
    words: '关闭时，问答要选好承办单位才能提交审核，坐席答不了时知道转给谁；还没有建单位的不受限制。',
    source: '信阳市12345知识库（2021）：每条知识写明发布单位；各地不同',
  }),
  holidays: setting(dayList, {
    default: [],
    label: '法定节假日',
    unit: null,
    words: '不算工作日的日期（周六周日不必写）。每年按国务院办公厅的放假通知录入。',
    source: '未录入时只扣除周六周日',
  }),
  makeUpDays: setting(dayList, {
    default: [],
    label: '调休上班日',
    unit: null,
    words: '要上班的周六周日。',
    source: '未录入时周六周日都不算工作日',
  }),
} as const;

export type SettingName = keyof typeof settingTable;
export type SettingValues = { [Name in SettingName]: (typeof settingTable)[Name] extends Setting<infer Value> ? Value : never };

export interface SettingView {
  name: SettingName;
  label: string;
  unit: string | null;
  words: string;
  source: string;
  default: unknown;
  value: unknown;
  changedBy: string | null;
  changedAt: string | null;
  revision: number;
}

export type Settings = ReturnType<typeof createSettings>;

const names = Object.keys(settingTable) as SettingName[];
const isName = (name: string): name is SettingName => Object.hasOwn(settingTable, name);

/** Reads and changes what staff may set. Every change is audited with the value before and after. */
export function createSettings(store: Store, clock: Clock) {
  /** As they hold now. A name that this version does not know is left alone. Throws StoreError for a value that cannot be one. */
  async function list(): Promise<SettingView[]> {
    const stored = new Map((await store.settings.all()).map((one) => [one.name, one]));
    return names.map((name) => {
      const { schema, ...about } = settingTable[name];
      const known = stored.get(name);
      const value = known ? schema.safeParse(known.value) : null;
      if (value && !value.success) throw new StoreError(`设置“${about.label}”的值无效`, `${name}: ${value.error.message}`);
      const { changedBy = null, changedAt = null, revision = 0 } = known ?? {};
      return { name, ...about, value: value ? value.data : about.default, changedBy, changedAt, revision };
    });
  }

  return {
    list,

    async values(): Promise<SettingValues> {
      return Object.fromEntries((await list()).map(({ name, value }) => [name, value])) as SettingValues;
    },

    /** Throws NotFoundError, InvalidInputError, ConflictError when somebody else was faster. */
    async put(name: string, value: unknown, expected: number, by: Actor): Promise<SettingView> {
      if (!isName(name)) throw new NotFoundError('没有这项设置', `no setting ${name}`);
      const { schema, label } = settingTable[name];
      const parsed = schema.safeParse(value);
      if (!parsed.success) throw new InvalidInputError(`“${label}”的值不对：${wordsOf(parsed.error)}`, parsed.error.message);
      const before = (await list()).find((one) => one.name === name);
      const now = clock.now();
      await store.apply([
        {
          type: 'put_setting',
          setting: { name, value: parsed.data, changedBy: by.name, changedAt: now.toISOString() },
          expected,
        },
        auditOf(now, by, { action: 'setting.change', subject: name, detail: label, before: before?.value, after: parsed.data }),
      ]);
      return (await list()).find((one) => one.name === name)!;
    },
  };
}

function wordsOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (issue?.code === 'too_small') return `不能小于 ${issue.minimum}`;
  if (issue?.code === 'too_big') return `不能大于 ${issue.maximum}`;
  if (issue?.code === 'custom') return issue.message;
  return '要填整数、日期或开关';
}

export const calendarOf = ({ holidays, makeUpDays }: Pick<SettingValues, 'holidays' | 'makeUpDays'>): WorkingCalendar => ({
  holidays,
  makeUpDays,
});
