import type { Audience, ReviewState } from '../domain/access.ts';
import type { Chunk, Clause, DocumentBundle, DocumentRecord, Governance, ItemVersion } from '../domain/document.ts';
import type { FaqBundle, FaqEntry } from '../domain/faq.ts';
import { chunkIdOf, clauseIdOf, documentIdOf, faqIdOf, sha256, versionIdOf } from '../domain/ids.ts';
import { fixedClock } from '../domain/time.ts';
import type { ChangeSet } from '../store/contract.ts';
import { documentTerms } from '../text/terms.ts';

/** A small base of an invented city for the tests of the API, in a real store. */

export const today = '2025-06-02';
export const clock = fixedClock(today);
/** Words that stand only in what the public may not read. */
export const internalWords = ['蓝鲸转接', '琥珀口径', '石榴草稿', '松针撤回', '银杏坐席'];

const source = { id: 's1', name: '示例市政府网站', location: 'https://www.example.gov.cn' };
const documentId = (key: string) => documentIdOf(source.id, key);

export const ids = {
  current: documentId('zc/2024/1.html'),
  old: documentId('zc/2018/9.html'),
  deskOnly: documentId('nb/1.html'),
  draft: documentId('zc/draft.html'),
  withdrawn: documentId('zc/withdrawn.html'),
  faq: faqIdOf(source.id, '失业金每月几号发放？'),
};

function governance(reviewState: ReviewState, audiences: Audience[]): Governance {
  const reviewed = reviewState === 'published' || reviewState === 'withdrawn';
  const [reviewedBy, reviewedAt] = reviewed ? ['李审', '2024-01-05T08:00:00.000Z'] : [null, null];
  return { reviewState, createdBy: '王编', reviewedBy, reviewedAt, audiences, visibleFrom: null, visibleUntil: null };
}

function chunkOf(clause: Clause, title: string): Chunk {
  const textHash = sha256(clause.text);
  return {
    id: chunkIdOf(clause.id, textHash, 0),
    clauseId: clause.id,
    kind: clause.kind === 'table_row' ? 'table_row' : 'clause',
    start: 0,
    end: clause.text.length,
    bodyTerms: documentTerms(clause.text),
    headingTerms: documentTerms([title, ...clause.headings].join(' ')),
    embedText: clause.text,
    textHash,
  };
}

type ClauseSketch = Pick<Clause, 'path' | 'text'> & Partial<Clause>;

function versionOf(itemId: string, title: string, sketches: ClauseSketch[]): ItemVersion {
  const clauses = sketches.map((sketch, ordinal): Clause => {
    const base = { parentPath: null, kind: 'article' as const, headings: [title], page: 1, ocrConfidence: null, table: null };
    return { ...base, id: clauseIdOf(itemId, sketch.path), ordinal, ...sketch };
  });
  const contentHash = sha256(JSON.stringify(sketches));
  const chunks = clauses.map((clause) => chunkOf(clause, title));
  return { id: versionIdOf(itemId, contentHash), contentHash, clauses, chunks, references: [], definitions: [] };
}

interface DocumentSketch {
  key: string;
  record: Partial<DocumentRecord> & { title: string };
  clauses: ClauseSketch[];
  state?: ReviewState;
  audiences?: Audience[];
  relations?: DocumentBundle['relations'];
}

function documentBundle({ key, record, clauses, state, audiences, relations }: DocumentSketch): DocumentBundle {
  const id = documentId(key);
  const document: DocumentRecord = {
    id,
    sourceId: source.id,
    canonicalKey: key,
    aliases: [],
    wrappedTitle: null,
    documentNumber: null,
    issuer: '示例市人力资源和社会保障局',
    sourceLabel: '示例市政府网站',
    publishedOn: '2024-01-10',
    issuedOn: null,
    jurisdiction: { level: 'city', path: ['示例省', '示例市'] },
    appliesTo: [],
    theme: '社会保险',
    tags: ['失业保险'],
    authority: 'normative',
    serviceLinks: [],
    attachments: [],
    url: `https://www.example.gov.cn/${key}`,
    mediaType: 'text/html',
    facts: [],
    warnings: [],
    quality: null,
    kind: 'policy',
    effectiveOn: null,
    expiresOn: null,
    repealedOn: null,
    statedStatus: null,
    expiryDerived: false,
    ...record,
  };
  const bytes = new TextEncoder().encode(`<html><script>alert(1)</script>${document.title}</html>`);
  return {
    document,
    governance: governance(state ?? 'published', audiences ?? ['public', 'hotline', 'window']),
    version: versionOf(id, document.title, clauses),
    relations: relations ?? [],
    original: { mediaType: 'text/html', bytes },
    fingerprint: sha256(key),
  };
}

function faqBundle(entry: Partial<FaqEntry> & Pick<FaqEntry, 'question' | 'answer'>, audiences: Audience[]): FaqBundle {
  const id = faqIdOf(source.id, entry.question);
  const full: FaqEntry = {
    id,
    sourceId: source.id,
    canonicalKey: entry.question,
    similarQuestions: [],
    script: null,
    internalNote: null,
    conditions: null,
    materials: null,
    steps: null,
    contact: null,
    serviceLink: null,
    unit: '示例市失业保险处',
    unitId: null,
    region: '示例市',
    tags: ['失业保险'],
    topic: null,
    channels: ['web', 'hotline', 'window'],
    legalBasis: [],
    basis: [],
    ...entry,
  };
  const version = versionOf(id, full.question, [
    { path: 'question', text: full.question, kind: 'question_answer' },
    { path: 'answer', text: full.answer, kind: 'answer' },
  ]);
  return { entry: full, governance: governance('published', audiences), version, fingerprint: sha256(id) };
}

const documents: DocumentBundle[] = [
  documentBundle({
    key: 'zc/2024/1.html',
    record: {
      title: '示例市失业保险金发放办法',
      documentNumber: '示人社规〔2024〕1号',
      effectiveOn: '2024-02-01',
      expiresOn: '2029-01-31',
      serviceLinks: [
        { label: '失业金申领', url: 'https://www.example.gov.cn/bs/1' },
        { label: '领奖', url: ' javascript:alert(1)' },
      ],
      attachments: [
        { name: '申请表', url: './files/a b:c.doc' },
        { name: '恶意', url: 'data:text/html,x' },
      ],
    },
    clauses: [
      { path: '第一章', text: '第一章 总则', kind: 'heading' },
      { path: '第一章/第一条', parentPath: '第一章', text: '第一条 失业保险金每月十五日前发放到本人社会保障卡。' },
      { path: '第一章/第二条', parentPath: '第一章', text: '第二条 失业保险金标准为最低工资标准的百分之九十。', page: 2 },
    ],
    relations: [
      {
        kind: 'supersedes',
        targetNumber: '示人社规〔2018〕9号',
        targetTitle: '示例市失业保险金发放暂行办法',
        targetKey: null,
        evidence: '示人社规〔2018〕9号同时废止',
        confidence: 0.9,
      },
      {
        kind: 'implements',
        targetNumber: null,
        targetTitle: '示例省失业保险条例',
        targetKey: null,
        evidence: '根据《示例省失业保险条例》',
        confidence: 0.9,
      },
    ],
  }),
  documentBundle({
    key: 'zc/2018/9.html',
    record: {
      title: '示例市失业保险金发放暂行办法',
      documentNumber: '示人社规〔2018〕9号',
      publishedOn: '2018-05-01',
      effectiveOn: '2018-06-01',
      repealedOn: '2024-02-01',
    },
    clauses: [{ path: '第一条', text: '第一条 失业保险金每月二十五日前发放。' }],
  }),
  documentBundle({
    key: 'nb/1.html',
    record: { title: '坐席内部指引银杏坐席', tags: ['内部'] },
    clauses: [{ path: '第一条', text: '失业保险金来电请按蓝鲸转接流程处理。' }],
    audiences: ['hotline'],
  }),
  documentBundle({
    key: 'zc/draft.html',
    record: { title: '失业保险金石榴草稿' },
    clauses: [{ path: '第一条', text: '失业保险金石榴草稿正文。' }],
    state: 'draft',
  }),
  documentBundle({
    key: 'zc/withdrawn.html',
    record: { title: '失业保险金松针撤回' },
    clauses: [{ path: '第一条', text: '失业保险金松针撤回正文。' }],
    state: 'withdrawn',
  }),
];

/** The bundle of a document of the sample. */
export const documentOf = (id: string): DocumentBundle => documents.find(({ document }) => document.id === id)!;

const faqs: FaqBundle[] = [
  faqBundle(
    {
      question: '失业金每月几号发放？',
      answer: '每月十五日前发放到社会保障卡。',
      script: '琥珀口径：请您放心，每月十五日前到账。',
      internalNote: '来电投诉转蓝鲸转接。',
      legalBasis: ['《示例市失业保险金发放办法》（示人社规〔2024〕1号）第一条'],
    },
    ['public', 'hotline', 'window'],
  ),
  faqBundle({ question: '失业金银杏坐席如何登记？', answer: '在银杏坐席系统登记。', legalBasis: ['示人社规〔2024〕1号'] }, [
    'hotline',
  ]),
];

/** Texts of every chunk, for those tests that need vectors. */
export const chunkTexts = [...documents, ...faqs].flatMap(({ version }) =>
  version.chunks.map(({ textHash, embedText }) => ({ textHash, embedText })),
);

/** The whole sample as one change set. */
export const sampleChanges: ChangeSet = [
  { type: 'put_source', source },
  ...documents.map((bundle) => ({ type: 'put_document' as const, bundle })),
  ...faqs.map((bundle) => ({ type: 'put_faq' as const, bundle })),
];
