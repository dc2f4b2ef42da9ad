/** For the filter: the first parts of actions, with their names; the words of each action come from the API. */
export const actionGroups: [string, string][] = [
  ['', '全部操作'],
  ['entry', '问答'],
  ['document', '文件'],
  ['review', '审核（由文件导入的）'],
  ['ingest', '文件导入'],
  ['import', '批量导入'],
  ['gap', '知识缺口'],
  ['message', '市民留言'],
  ['feedback', '评价'],
  ['recall', '更正清单'],
  ['account', '账号'],
  ['unit', '单位'],
  ['key', '密钥'],
  ['session', '登录'],
  ['access', '没有权限，被拒'],
  ['setting', '设置'],
  ['banner', '紧急提示'],
  ['audit', '审计'],
];

/** Where a record's subject can be looked at; null where it has no page. */
export function pageOf(action: string, subject: string): string[] | null {
  const [thing] = action.split('.');
  if (thing === 'document' || (subject.startsWith('d') && /^d[0-9a-f]{20}$/.test(subject))) return ['documents', subject];
  if (thing === 'entry' || /^f[0-9a-f]{20,32}$/.test(subject)) return ['entries', subject];
  if (thing === 'account' || /^a_[0-9a-f]{20,}$/.test(subject)) return ['accounts', subject];
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
