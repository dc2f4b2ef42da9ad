import type { CorrectedField, DocumentKind, FieldFact, RelationKind, ReviewState, ShownRelation } from './document-types.ts';

/** What things are called on the documents' pages. */

export const kindNames: Record<DocumentKind, string> = {
  policy: '政策文件',
  interpretation: '解读',
  guide: '办事指南',
  faq_list: '问答页',
  notice: '公告、通告',
  news: '新闻',
  consultation_draft: '征求意见稿',
};

export const relationNames: Record<RelationKind, string> = {
  supersedes: '取代',
  amends: '修改',
  repeals: '废止',
  implements: '依据',
  interprets: '解读',
  transmits: '印发',
  attachment: '附件',
  same_text: '同文',
  prolongs: '延长有效期',
};

export const fieldNames: Record<CorrectedField, string> = {
  title: '标题',
  wrappedTitle: '所印发的文件',
  documentNumber: '发文字号',
  issuer: '发文机关',
  kind: '类别',
  publishedOn: '发布日期',
  issuedOn: '成文日期',
  effectiveOn: '施行日期',
  expiresOn: '有效期至',
  repealedOn: '废止日期',
  statedStatus: '页面标注的效力',
  theme: '主题',
  tags: '标签',
  appliesTo: '适用人群',
  jurisdiction: '适用地区',
  serviceLinks: '办事入口',
  url: '原网址',
  audiences: '可见范围',
  unitId: '负责单位',
  relations: '与其他文件的关系',
};

export const basisNames: Record<FieldFact['basis'], string> = {
  manifest: '清单',
  page_notice: '页面提示',
  page_table: '页面表格',
  meta_tag: '网页标签',
  text: '正文',
  relation: '其他文件',
  derived: '推定',
  correction: '人工更正',
};

export const statusNames: Record<string, string> = {
  in_force: '有效',
  expired: '失效',
  repealed: '废止',
  amended: '已修改',
  not_yet: '尚未施行',
};

export const audienceNames: Record<string, string> = { public: '公众', hotline: '12345 热线', window: '政务服务窗口' };

export const levelNames = { country: '全国', province: '省', city: '市', district: '区县' } as const;

export const stateNames: Record<ReviewState, string> = {
  draft: '未审核',
  submitted: '待审核',
  returned: '已退回',
  published: '已发布',
  withdrawn: '已撤下',
};

export const changeNames = { new: '上传', correct: '更正', replace: '替换文件', update: '文件更新' } as const;

/** 《title》 or the number by which the words name the other document. */
export const namedWords = ({
  targetTitle,
  targetNumber,
  targetKey,
}: Pick<ShownRelation, 'targetTitle' | 'targetNumber' | 'targetKey'>) =>
  [targetTitle && `《${targetTitle.replace(/^《|》$/g, '')}》`, targetNumber].filter(Boolean).join(' ') || targetKey || '';

/** The value of a field as people read it; empty for nothing. */
export function shownValue(field: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (field === 'kind') return kindNames[value as DocumentKind] ?? String(value);
  if (field === 'statedStatus') return statusNames[String(value)] ?? String(value);
  if (field === 'audiences') return (value as string[]).map((one) => audienceNames[one] ?? one).join('、');
  if (field === 'jurisdiction') return (value as { path: string[] }).path.join(' ');
  if (field === 'serviceLinks')
    return (value as { label: string; url: string }[]).map(({ label, url }) => `${label} ${url}`).join('\n');
  if (field === 'relations')
    return (value as { kind: RelationKind; name: string; effectiveOn: string | null }[])
      .map(({ kind, name, effectiveOn }) => `${relationNames[kind]}${name}${effectiveOn ? `（${effectiveOn}起）` : ''}`)
      .join('\n');
  return Array.isArray(value) ? value.join('、') : String(value);
}

export const percent = (share: number) => `${Math.round(share * 100)}%`;

export function fileSize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
