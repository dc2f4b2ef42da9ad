import type { z } from 'zod';
import { audiencesThrough } from '../../domain/access.ts';
import type { Unit } from '../../domain/account.ts';
import { type EntryContent, entryContentSchema, entryLimits } from '../../domain/entry.ts';
import type { Day } from '../../domain/time.ts';
import { machineTalkIn } from '../../text/machine-talk.ts';
import { type PersonalDataKind, redact } from '../../text/personal-data.ts';
import { type EntryField, fieldNames, textsOf } from './fields.ts';

/** What keeps a draft from being submitted. */
export interface EntryProblem {
  field: EntryField;
  /** Chinese, with the place named. */
  message: string;
}

export interface CheckRules {
  today: Day;
  /** An entry that rests on nothing may be submitted when it says why. */
  entryWithoutBasis: boolean;
}

/** Where a question is handed on that the entry does not settle: needed as soon as there are units to choose from. */
export function unitProblems(
  unitId: string | null,
  units: Pick<Unit, 'id' | 'retiredAt'>[],
  { entryWithoutUnit }: { entryWithoutUnit: boolean },
): EntryProblem[] {
  const open = units.filter(({ retiredAt }) => retiredAt === null);
  if (unitId === null)
    return entryWithoutUnit || open.length === 0
      ? []
      : [{ field: 'unitId', message: '请选择“承办单位”：坐席答不了时，要知道转给谁' }];
  return open.some(({ id }) => id === unitId) ? [] : [{ field: 'unitId', message: '“承办单位”已停用，请另选' }];
}

/** Everything that can be said about the content alone, in the order of the page. */
export function checkContent(content: EntryContent, rules: CheckRules): EntryProblem[] {
  const problems = [...shapeProblems(content), ...dateProblems(content, rules), ...basisProblems(content, rules)];
  problems.push(...channelProblems(content));
  const same = content.tags.find((tag) => tag === content.question);
  if (same !== undefined) problems.push({ field: 'tags', message: '标签不能和问题相同' });
  problems.push(...textsOf(content).flatMap(textProblems));
  const order = Object.keys(fieldNames);
  // One wrong link breaks several rules and is one thing to put right.
  const once = new Map(problems.map((problem) => [`${problem.field} ${problem.message}`, problem]));
  return [...once.values()].sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
}

const named = (field: EntryField, row: number | null) => `“${fieldNames[field]}”${row === null ? '' : `第 ${row} 条`}`;

function shapeProblems(content: EntryContent): EntryProblem[] {
  const parsed = entryContentSchema.safeParse(content);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const field = issue.path[0] as EntryField;
    const row = typeof issue.path[1] === 'number' ? issue.path[1] + 1 : null;
    return { field, message: wordsOf(issue, field, row) };
  });
}

function wordsOf(issue: z.core.$ZodIssue, field: EntryField, row: number | null): string {
  if (field === 'serviceLink') return '办事入口要有名称和以 http:// 或 https:// 开头的网址，网址里不能有“用户名@”';
  const place = named(field, row);
  if (issue.code === 'too_small') return field === 'audiences' || field === 'channels' ? `请选择${place}` : `请填写${place}`;
  if (issue.code === 'too_big')
    return issue.origin === 'array' ? `${place}最多 ${issue.maximum} 条` : `${place}太长，最多 ${issue.maximum} 个字`;
  return `${place}填写不对：${issue.message}`;
}

function dateProblems({ visibleFrom, visibleUntil }: EntryContent, { today }: CheckRules): EntryProblem[] {
  if (visibleUntil === null) return [];
  if (visibleFrom !== null && visibleUntil < visibleFrom) return [{ field: 'visibleUntil', message: '“结束日期”早于“开始日期”' }];
  return visibleUntil < today ? [{ field: 'visibleUntil', message: '“结束日期”已经过去，发布了也没有人看得到' }] : [];
}

/** An entry that nobody could see is a slip. */
function channelProblems({ audiences, channels }: EntryContent): EntryProblem[] {
  if (audiences.length === 0 || channels.length === 0) return [];
  if (audiencesThrough(audiences, channels).length === 0)
    return [{ field: 'channels', message: '“渠道”和“给谁看”对不上：这样谁也看不到' }];
  return [];
}

function basisProblems({ basis, legalBasis, noBasisReason }: EntryContent, { entryWithoutBasis }: CheckRules): EntryProblem[] {
  if (basis.length > 0 || legalBasis.length > 0) return [];
  if (!entryWithoutBasis) return [{ field: 'basis', message: '请至少写一处依据：从库中选条款，或写明依据文字' }];
  return noBasisReason ? [] : [{ field: 'basis', message: '请至少写一处依据；确实没有的，在“没有依据的理由”里写明' }];
}

/** Of citizens; an entry is read by everybody. Office numbers and addresses are not among them. */
const refused: Partial<Record<PersonalDataKind, string>> = { resident_id: '身份证号', mobile: '手机号' };

/** A text that is too long is a problem already: no more of it is read than an entry may hold, so that a draft of any size opens at once. */
function textProblems({ field, row, text: typed }: ReturnType<typeof textsOf>[number]): EntryProblem[] {
  const place = named(field, row);
  const text = typed.slice(0, field === 'answer' ? entryLimits.answer : entryLimits.text);
  const personal = redact(text).found.flatMap(({ kind, start }) => {
    const what = refused[kind];
    return what ? [{ field, message: `${place}第 ${start + 1} 个字起疑似${what}，请删去公民个人信息` }] : [];
  });
  const orders = machineTalkIn(text).map(({ start }) => ({
    field,
    message: `${place}第 ${start + 1} 个字起疑似给答复程序的指令或网页代码，请改写`,
  }));
  return [...personal, ...orders];
}
