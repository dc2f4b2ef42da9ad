import type { Role } from '../domain/account.ts';

/** Everything that staff can do, as the routes name it. Reading and writing are apart, so that the auditor can have all of one. */
export const actions = {
  'overview.read': '首页待办',
  'entry.read': '查看问答和草稿',
  'entry.write': '起草、修改、提交问答',
  'entry.review': '审核问答',
  'entry.withdraw': '撤下问答',
  'entry.export': '导出问答',
  'entry.import': '批量导入问答',
  'document.read': '查看文件和识读情况',
  'document.write': '上传、更正、提交文件',
  'document.review': '审核文件',
  'document.withdraw': '撤下文件',
  'gap.read': '查看知识缺口和纠错',
  'gap.report': '报告知识缺口和纠错',
  'gap.handle': '处理知识缺口和纠错',
  'message.read': '查看市民留言',
  'message.reply': '答复市民留言',
  'message.review': '审核对市民留言的答复',
  'feedback.read': '查看评价',
  'answer.read': '查看已作出的答复',
  'desk.use': '坐席工作台',
  'evaluate.use': '评测台',
  'banner.write': '发布和撤下紧急提示',
  'account.read': '查看账号',
  'account.write': '管理账号',
  'unit.read': '查看单位',
  'unit.write': '管理单位',
  'key.read': '查看密钥',
  'key.write': '管理密钥',
  'setting.read': '查看设置',
  'setting.write': '修改设置',
  'audit.read': '查看和核验审计记录',
} as const;
export type Action = keyof typeof actions;

/**
 * The one table of rights: role x action. Least privilege; the administrator runs accounts and settings and touches no content, the
 * auditor reads everything and changes nothing (GB/T 22239).
 */
export const rights: Record<Role, readonly Action[]> = {
  administrator: [
    'overview.read',
    'account.read',
    'account.write',
    'unit.read',
    'unit.write',
    'key.read',
    'key.write',
    'setting.read',
    'setting.write',
    'banner.write',
  ],
  auditor: [
    'overview.read',
    'entry.read',
    'document.read',
    'gap.read',
    'message.read',
    'feedback.read',
    'answer.read',
    'account.read',
    'unit.read',
    'key.read',
    'setting.read',
    'audit.read',
  ],
  editor: [
    'overview.read',
    'entry.read',
    'entry.write',
    'entry.export',
    'entry.import',
    'document.read',
    'document.write',
    'gap.read',
    'gap.report',
    'gap.handle',
    'message.read',
    'message.reply',
    'feedback.read',
    'answer.read',
    'unit.read',
    'setting.read',
  ],
  reviewer: [
    'overview.read',
    'entry.read',
    'entry.review',
    'entry.withdraw',
    'entry.export',
    'document.read',
    'document.review',
    'document.withdraw',
    'gap.read',
    'gap.report',
    'message.read',
    'message.review',
    'feedback.read',
    'answer.read',
    'unit.read',
    'setting.read',
    'banner.write',
  ],
  agent: ['overview.read', 'desk.use', 'gap.report', 'unit.read'],
  evaluator: ['overview.read', 'evaluate.use', 'answer.read', 'feedback.read', 'gap.read'],
};

export const may = (held: readonly Role[], action: Action): boolean => held.some((role) => rights[role].includes(action));

/** All that these roles open, in the order of the table of actions. */
export const actionsOf = (held: readonly Role[]): Action[] =>
  (Object.keys(actions) as Action[]).filter((action) => may(held, action));
