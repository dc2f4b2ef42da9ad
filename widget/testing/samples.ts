import type { AskResponse, Citation, Clause, SearchHit } from '../shared/types.ts';

/** Well-formed replies for tests of single elements; the tests of whole pages use the real server. */

export const citation: Citation = {
  n: 1,
  kind: 'document',
  documentId: 'd1',
  title: '示例市高龄津贴发放办法',
  documentNumber: '示民规〔2025〕2号',
  issuer: '示例市民政局',
  validity: 'in_force',
  validityNote: '现行有效（至2030年6月30日）',
  clause: '第二章 / 第五条',
  clauseId: 'c3',
  versionId: 'v1',
  page: 2,
  quote: '按每人每月一百元发放',
  url: 'https://www.shili.example/a.html',
};

export const clauses: Clause[] = [
  '第三条 申请人应当年满八十周岁。',
  '第四条 由户籍地街道受理。',
  '第五条 高龄津贴按每人每月一百元发放。',
  '第六条 每季度首月发放。',
  '第七条 死亡次月停发。',
  '第八条 本办法由市民政局解释。',
].map((text, index) => ({
  id: `c${index + 1}`,
  path: `第${index + 3}条`,
  kind: 'article',
  headings: [],
  text,
  page: 1,
  table: null,
}));

export const answered: AskResponse = {
  id: 'a1',
  conversationId: 'k1',
  status: 'answered_extract',
  answer: '高龄津贴按每人每月一百元发放。',
  sentences: [{ kind: 'quote', text: '高龄津贴按每人每月一百元发放。', citations: [1] }],
  citations: [citation],
  related: [],
  serviceLinks: [{ label: '申领高龄津贴', url: 'https://zwfw.shili.example/item/gljt' }],
  notice: '如需人工服务，请拨打12345。',
};

export const faqHit: SearchHit = {
  kind: 'faq',
  id: 'f1',
  title: '高龄津贴多久发一次？',
  titleMarks: [[0, 4]],
  snippet: '每季度首月发放。',
  snippetMarks: [],
  missing: [],
  mark: 'm1',
  clauseId: null,
  clause: null,
  page: null,
  document: null,
  faq: {
    id: 'f1',
    question: '高龄津贴多久发一次？',
    answer: '每季度首月发放。',
    conditions: '年满八十周岁的户籍老人。',
    materials: '身份证、户口簿。',
    steps: '到户籍地街道申请。',
    contact: '示例市民政局养老服务科 0000-1234567',
    unit: '示例市民政局养老服务科',
    legalBasis: ['《示例市高龄津贴发放办法》第六条'],
    basis: [
      {
        documentId: 'd1',
        clauseId: 'c4',
        label: '《示例市高龄津贴发放办法》第六条',
        validity: 'in_force',
        validityNote: '现行有效',
      },
    ],
    serviceLink: null,
    desk: {
      script: '您好，高龄津贴每季度第一个月发放。',
      internalNote: '到账日由银行决定，不要承诺。',
      unit: '示例市民政局养老服务科',
      legalBasis: ['《示例市高龄津贴发放办法》第六条'],
      unitContact: '0000-1234567',
      version: 3,
      reviewedOn: '2026-11-02',
      visibleUntil: null,
    },
  },
};

export const documentHit: SearchHit = {
  ...faqHit,
  kind: 'document',
  id: 'd1',
  title: citation.title,
  clauseId: 'c3',
  clause: '第二章 / 第五条',
  page: 2,
  snippet: '高龄津贴按每人每月一百元发放。',
  faq: null,
  document: {
    id: 'd1',
    kind: 'policy',
    title: citation.title,
    documentNumber: citation.documentNumber,
    issuer: citation.issuer,
    publishedOn: '2025-05-06',
    validity: 'in_force',
    validityNote: citation.validityNote,
    serviceLinks: [],
    url: citation.url,
  },
};
