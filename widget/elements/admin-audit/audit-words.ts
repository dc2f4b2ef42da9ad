/** What actions of the audit are called, by their first and second part. */
const things: Record<string, string> = {
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
  refused: '登录被拒',
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

/** "entry.approve" -> 问答：审核通过; an unknown part is shown as it is. */
export function actionWords(action: string): string {
  const [thing = '', deed = ''] = action.split('.');
  return `${things[thing] ?? thing}：${deeds[deed] ?? deed}`;
}

/** For the filter: the first parts, with their names. */
export const actionGroups: [string, string][] = [['', '全部操作'], ...Object.entries(things)];

/** Where a record's subject can be looked at; null where it has no page. */
export function pageOf(action: string, subject: string): string[] | null {
  const [thing] = action.split('.');
  if (thing === 'document' || (subject.startsWith('d') && /^d[0-9a-f]{20}$/.test(subject))) return ['documents', subject];
  if (thing === 'entry' || /^f[0-9a-f]{20,32}$/.test(subject)) return ['entries', subject];
  if (thing === 'account') return ['accounts', subject];
  if (thing === 'unit') return ['units', subject];
  return null;
}

export interface Difference {
  name: string;
  before: string;
  after: string;
}

/** What parts of states are called. */
const partNames: Record<string, string> = {
  question: '问题',
  similarQuestions: '相似问',
  answer: '答案',
  script: '口径',
  internalNote: '内部提示',
  conditions: '办理条件',
  materials: '申请材料',
  steps: '办理步骤',
  contact: '联系方式',
  basis: '依据条款',
  legalBasis: '依据文字',
  noBasisReason: '没有依据的理由',
  serviceLink: '办事入口',
  unitId: '单位',
  region: '适用地区',
  tags: '标签',
  topic: '事项分类',
  audiences: '给谁看',
  channels: '渠道',
  visibleFrom: '开始日期',
  visibleUntil: '结束日期',
  state: '状态',
  reviewState: '审核状态',
  reviewedAt: '审核时间',
  revision: '修订号',
  roles: '角色',
  desks: '坐席渠道',
  name: '名称',
  login: '登录名',
  disabledAt: '停用时间',
  retiredAt: '停用时间',
  parentId: '上级单位',
  scopes: '权限',
  title: '标题',
  documentNumber: '文号',
  text: '文字',
  level: '级别',
  from: '开始',
  until: '结束',
};
const stateWords: Record<string, string> = {
  draft: '草稿',
  submitted: '待审核',
  returned: '已退回',
  published: '已发布',
  withdrawn: '已撤下',
};

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Lists of words as lines, a basis by what it is called; anything else as it is. */
function shown(value: unknown): string {
  if (isEmpty(value)) return '（空）';
  if (typeof value === 'string') return stateWords[value] ?? value;
  if (!Array.isArray(value)) return JSON.stringify(value, null, 1);
  return value
    .map((one) => (typeof one === 'string' ? one : ((one as { label?: string } | null)?.label ?? JSON.stringify(one))))
    .join('\n');
}

/** What differs of two states, part by part; a state that is no object is one part without a name. */
export function differences(before: unknown, after: unknown): Difference[] {
  const parts = (state: unknown): Record<string, unknown> =>
    state !== null && typeof state === 'object' && !Array.isArray(state) ? (state as Record<string, unknown>) : { '': state };
  const [earlier, later] = [before === null ? {} : parts(before), after === null ? {} : parts(after)];
  return [...new Set([...Object.keys(earlier), ...Object.keys(later)])]
    .map((name) => ({ name: partNames[name] ?? name, before: shown(earlier[name]), after: shown(later[name]) }))
    .filter((one) => one.before !== one.after);
}
