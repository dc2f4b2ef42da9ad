import type { SourceField } from '../../blocks.ts';
import { tight } from '../lines/spelling.ts';

/** What a page's own labels mean. Labels are compared without white space and colons, meta names without case. */
const labels = {
  title: [
    '标题',
    '信息名称',
    '文件名称',
    '文件标题',
    '文件题名',
    '政策名称',
    '政策标题',
    '法规名称',
    '法规标题',
    '事项名称',
    '名称',
    'articletitle',
    'article-title',
    'article_title',
  ],
  documentNumber: [
    '文号',
    '发文字号',
    '发文文号',
    '文件编号',
    '文件字号',
    '公文字号',
    '字号',
    '令号',
    '文件号',
    'docnumber',
    'doc_number',
    'fileno',
  ],
  issuer: [
    '发布机构',
    '发布机关',
    '发文机关',
    '发文单位',
    '发文机构',
    '制定机关',
    '颁布机关',
    '制发机关',
    '发布单位',
    '印发机关',
    '公开机构',
    '公开主体',
    '实施主体',
    '公布机关',
    '发文部门',
    '发布部门',
    '颁布单位',
    '颁布部门',
    '制定单位',
    '制作单位',
    '公开责任部门',
    '实施机关',
    '实施机构',
  ],
  sourceLabel: [
    '来源',
    '信息来源',
    '稿源',
    '文章来源',
    '稿件来源',
    '内容来源',
    '新闻来源',
    '转载自',
    'contentsource',
    'source',
    'content-source',
    'content_source',
  ],
  publishedOn: [
    '发布日期',
    '发布时间',
    '发表时间',
    '公开日期',
    '公布日期',
    '发文时间',
    '公开时间',
    '公布时间',
    '发表日期',
    '发稿时间',
    '上网日期',
    '上网时间',
    '更新时间',
    '更新日期',
    '时间',
    '日期',
    'pubdate',
    'publishdate',
    'publish_time',
    'article:published_time',
    'dc.date',
    'date',
  ],
  issuedOn: [
    '成文日期',
    '发文日期',
    '印发日期',
    '制定日期',
    '制发日期',
    '签发日期',
    '生成日期',
    '成文时间',
    '颁布日期',
    '颁布时间',
    '印发时间',
    '批准日期',
  ],
  effectiveOn: ['实施日期', '施行日期', '生效日期', '执行日期', '生效时间', '实施时间', '施行时间', 'effectivedate'],
  expiresOn: ['失效日期', '有效期至', '终止日期', '失效时间', '有效期截止', '到期日期', '有效期限至', 'expirydate'],
  repealedOn: ['废止日期', '废止时间'],
  status: [
    '文件状态',
    '时效性',
    '效力状态',
    '有效性',
    '文件有效性',
    '公文时效',
    '信息有效性',
    '有效状态',
    '是否有效',
    '时效状态',
    '效力',
    '法律效力',
    '政策状态',
    '文件时效',
    '状态',
  ],
  theme: ['主题分类', '主题', '信息分类', '分类', '政策主题', '主题类别'],
  tags: ['标签', '政策标签'],
  url: ['url', 'og:url'],
} as const satisfies Record<string, readonly string[]>;

export type FieldName = keyof typeof labels;

const keyOf = (label: string) => tight(label).replace(/[:：]/g, '').toLowerCase();

const meaning = new Map<string, FieldName>(
  Object.entries(labels).flatMap(([field, names]) => names.map((name): [string, FieldName] => [keyOf(name), field as FieldName])),
);

/** What a printed label names; null when it says nothing about the document. */
export function meaningOf(label: string): FieldName | null {
  return meaning.get(keyOf(label)) ?? null;
}

/** All values of a field with something in them, page tables before meta tags only where the page is the better witness. */
export function fieldValues(fields: SourceField[], name: FieldName): SourceField[] {
  return fields.filter(
    (field) => meaningOf(field.name) === name && field.value.trim() !== '' && !/^[-—/无]+$/.test(field.value.trim()),
  );
}

export function fieldValue(fields: SourceField[], name: FieldName): SourceField | null {
  return fieldValues(fields, name)[0] ?? null;
}
