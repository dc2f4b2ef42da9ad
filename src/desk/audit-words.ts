import type { AuditCheck, AuditFault } from '../store/contract-audit.ts';

/** What a fault of the chain means, for auditors. */
export const auditFaults: Record<AuditFault, string> = {
  changed: '内容或校验值与链不符：被改过、换过位置，或是后来插入的',
  missing: '这一条缺失：被删除，或编号被改过',
  tail: '末尾与记录的链尾不符：最后的记录被删除，或绕过系统添加过',
  head: '链尾标记缺失：有人动过数据库文件',
};

/** The result of verifying in one sentence. */
export function auditVerdict({ records, broken }: AuditCheck): string {
  if (!broken) return `审计链完整，共 ${records} 条。`;
  const at = broken.at ? `（${broken.at}，${broken.action}）` : '';
  return `审计链在第 ${broken.number} 条断开${at}：${auditFaults[broken.reason]}。`;
}

/** What the first parts of actions are called, in the order of the filter. */
export const things: Record<string, string> = {
  entry: '问答',
  document: '文件',
  review: '审核',
  ingest: '文件导入',
  import: '批量导入',
  gap: '知识缺口',
  feedback: '评价',
  recall: '更正清单',
  key: '密钥',
  account: '账号',
  unit: '单位',
  session: '登录',
  setting: '设置',
  banner: '紧急提示',
  message: '市民留言',
  access: '权限',
  audit: '审计',
};

const deeds: Record<string, string> = {
  begin: '起草',
  edit: '开始修改',
  save: '修改草稿',
  submit: '送审',
  recall: '收回送审',
  return: '退回',
  approve: '审核通过',
  discard: '放弃草稿',
  withdraw: '撤下',
  report: '上报',
  reply: '起草答复',
  draft: '存为草稿',
  denied: '没有权限，被拒',
  confirm: '复核：仍然正确',
  import: '批量导入',
  export: '导出',
  accept: '接受',
  upload: '上传',
  correct: '更正',
  replace: '替换',
  publish: '发布',
  create: '新建',
  update: '更新',
  change: '修改',
  prune: '移除',
  alias: '记为同一内容',
  revoke: '停用',
  disable: '停用',
  enable: '启用',
  retire: '停用',
  restore: '恢复使用',
  password: '密码',
  reset: '重置',
  totp: '动态验证码',
  unlock: '解除等待',
  unlink: '解除统一认证绑定',
  open: '登录',
  end: '退出',
  refused: '被拒',
  take: '领取',
  assign: '转派',
  answer: '答复',
  dismiss: '不予处理',
  link: '关联',
  take_back: '收回',
  reopen: '重新打开',
  handle: '标为已处理',
  hang: '挂出',
  take_down: '撤下',
};

/** "entry.approve" -> 问答：审核通过. What came by ingestion is reviewed under one action: the subject says what it is. */
export function actionWords(action: string, subjectKind: 'document' | 'faq' | null = null): string {
  const [thing = '', deed = ''] = action.split('.');
  const kind = thing === 'review' && subjectKind ? { document: 'document', faq: 'entry' }[subjectKind] : thing;
  return `${things[kind] ?? kind}：${deeds[deed] ?? deed}`;
}
