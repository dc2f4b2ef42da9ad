import type { EntryContent } from '../../domain/entry.ts';

/** Names of the fields, in the order of the page; the same in problems, differences and histories. */
export const fieldNames = {
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
  unitId: '承办单位',
  region: '适用地区',
  tags: '标签',
  topic: '事项分类',
  audiences: '给谁看',
  channels: '渠道',
  visibleFrom: '开始日期',
  visibleUntil: '结束日期',
} as const satisfies Record<keyof EntryContent, string>;
export type EntryField = keyof typeof fieldNames;

export const audienceNames = { public: '公众', hotline: '热线', window: '窗口' } as const;
export const channelNames = { web: '网页', hotline: '热线', window: '窗口' } as const;

/** Every text of an entry with the place where it stands. */
export function textsOf(content: EntryContent): { field: EntryField; row: number | null; text: string }[] {
  const lists = ['similarQuestions', 'legalBasis', 'tags'] as const;
  const single = [
    'question',
    'answer',
    'script',
    'internalNote',
    'conditions',
    'materials',
    'steps',
    'contact',
    'noBasisReason',
    'region',
    'topic',
  ] as const;
  const link = content.serviceLink;
  return [
    ...single.map((field) => ({ field, row: null, text: content[field] ?? '' })),
    ...lists.flatMap((field) => content[field].map((text, index) => ({ field, row: index + 1, text }))),
    ...content.basis.map(({ label }, index) => ({ field: 'basis' as const, row: index + 1, text: label })),
    ...(link ? [{ field: 'serviceLink' as const, row: null, text: `${link.label} ${link.url}` }] : []),
  ].filter(({ text }) => text !== '');
}
