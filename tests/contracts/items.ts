import type { Audience, ReviewState, Viewer } from '../../src/domain/access.ts';
import type { AskResponse } from '../../src/domain/answer.ts';
import type {
  Chunk,
  Clause,
  DocumentBundle,
  DocumentRecord,
  Governance,
  ItemVersion,
  Relation,
} from '../../src/domain/document.ts';
import type { FaqBundle, FaqEntry } from '../../src/domain/faq.ts';
import { chunkIdOf, clauseIdOf, documentIdOf, faqIdOf, sha256, versionIdOf } from '../../src/domain/ids.ts';
import type { AnswerRecord, ChangeSet } from '../../src/store/contract.ts';

/** Small whole items for tests of stores and desks. Terms are the words as given, separated by spaces. */

export const sourceId = 'sample';
export const source: ChangeSet = [{ type: 'put_source', source: { id: sourceId, name: '示例来源', location: 'sample/' } }];
export const today = '2025-03-01';
export const citizen: Viewer = { audiences: ['public'], today };
export const hotline: Viewer = { audiences: ['public', 'hotline'], today };
export const everybody: Viewer = { audiences: ['public', 'hotline', 'window'], today };

export function governance(reviewState: ReviewState, audiences: Audience[] = ['public']): Governance {
  const reviewed = reviewState === 'published';
  return {
    reviewState,
    createdBy: '编辑甲',
    reviewedBy: reviewed ? '审核乙' : null,
    reviewedAt: reviewed ? '2025-02-01T00:00:00.000Z' : null,
    audiences,
    visibleFrom: null,
    visibleUntil: null,
  };
}

/** Each text becomes a clause with one chunk. */
export function versionOf(itemId: string, headings: string[], texts: string[]): ItemVersion {
  const clauses: Clause[] = texts.map((text, ordinal) => ({
    id: clauseIdOf(itemId, `第${ordinal + 1}条`),
    path: `第${ordinal + 1}条`,
    parentPath: null,
    ordinal,
    kind: 'article',
    headings,
    text,
    page: ordinal === 0 ? 1 : null,
    ...(ordinal === 0 && { pageStarts: [{ at: 1, page: 2 }] }),
    ocrConfidence: ordinal === 0 ? 0.9 : null,
    table: ordinal === 1 ? { caption: '标准表', unit: '万元', cells: [['档次', '一档']] } : null,
  }));
  const chunks: Chunk[] = clauses.map((clause) => {
    const textHash = sha256(clause.text);
    return {
      id: chunkIdOf(clause.id, textHash, 0),
      clauseId: clause.id,
      kind: 'clause',
      start: 0,
      end: clause.text.length,
      bodyTerms: clause.text,
      headingTerms: headings.join(' '),
      embedText: clause.text,
      textHash,
    };
  });
  const contentHash = sha256(JSON.stringify([headings, texts]));
  return {
    id: versionIdOf(itemId, contentHash),
    contentHash,
    clauses,
    chunks,
    references: clauses.slice(1).map((clause) => ({
      clausePath: clause.path,
      start: 0,
      end: 1,
      targetPath: clauses[0]!.path,
      targetTitle: null,
      targetNumber: null,
    })),
    definitions: clauses
      .slice(0, 1)
      .map((clause) => ({ term: '档次', clausePath: clause.path, start: 0, end: clause.text.length })),
  };
}

export interface DocumentOptions {
  texts?: string[];
  record?: Partial<DocumentRecord>;
  governance?: Governance;
  relations?: Relation[];
  original?: DocumentBundle['original'];
}

/** A published public policy unless told otherwise; `key` is its place in the source. */
export function documentBundle(key: string, options: DocumentOptions = {}): DocumentBundle {
  const id = documentIdOf(sourceId, key);
  const title = options.record?.title ?? `关于${key}的通知`;
  const texts = options.texts ?? [`${key} 正文`];
  return {
    document: {
      id,
      sourceId,
      canonicalKey: key,
      aliases: [],
      kind: 'policy',
      title,
      wrappedTitle: null,
      documentNumber: null,
      issuer: '示例市人民政府',
      sourceLabel: null,
      publishedOn: '2024-01-02',
      issuedOn: null,
      effectiveOn: '2024-01-01',
      expiresOn: null,
      repealedOn: null,
      statedStatus: null,
      expiryDerived: false,
      jurisdiction: { level: 'city', path: ['示例省', '示例市'] },
      appliesTo: ['个人'],
      theme: '社会保险',
      tags: ['社保'],
      authority: 'normative',
      serviceLinks: [{ label: '办理', url: 'https://example.org/ban' }],
      attachments: [{ name: '附件1', url: 'https://example.org/1.pdf' }],
      url: null,
      mediaType: 'text/html',
      facts: [{ field: 'effectiveOn', value: '2024-01-01', basis: 'text', evidence: '自2024年1月1日起施行', confidence: 0.9 }],
      warnings: [{ code: 'no_number', message: '没有文号' }],
      quality: {
        characters: 1200,
        garbledShare: 0.01,
        ocrShare: 0.5,
        ocrConfidence: 0.8,
        pageCount: 2,
        doubtfulPages: [{ page: 2, characters: 600, soundShare: 0, readBy: 'ocr', ocrConfidence: 0.8 }],
        clauses: 3,
        tables: 1,
        doubtfulTables: ['补贴标准：列由机器推断'],
        missingFields: ['发文字号'],
      },
      ...options.record,
    },
    governance: options.governance ?? governance('published'),
    version: versionOf(id, [title], texts),
    relations: options.relations ?? [],
    original: options.original ?? null,
    fingerprint: sha256(JSON.stringify([key, options])),
  };
}

export interface FaqOptions {
  entry?: Partial<FaqEntry>;
  governance?: Partial<Governance>;
}

export function faqBundle(question: string, answer: string, options: FaqOptions = {}): FaqBundle {
  const id = faqIdOf(sourceId, question);
  const version = versionOf(id, [], [question, answer]);
  version.clauses.forEach((clause, index) => {
    clause.path = index === 0 ? 'question' : 'answer';
  });
  return {
    entry: {
      id,
      sourceId,
      canonicalKey: `faq.csv#${question}`,
      question,
      similarQuestions: [],
      answer,
      script: '口径',
      internalNote: '仅供坐席',
      conditions: null,
      materials: null,
      steps: null,
      contact: null,
      serviceLink: null,
      unit: '人社局',
      unitId: null,
      region: null,
      tags: [],
      topic: null,
      channels: ['web'],
      legalBasis: [],
      basis: [],
      ...options.entry,
    },
    governance: { ...governance('published'), ...options.governance },
    version,
    fingerprint: sha256(question + answer),
  };
}

export function answerRecord(id: string): AnswerRecord {
  const response: AskResponse = {
    id,
    conversationId: 'conversation',
    status: 'answered_extract',
    answer: '一档补贴五百元。',
    sentences: [],
    citations: [],
    related: [],
    serviceLinks: [],
    notice: '原文摘录',
  };
  return {
    response,
    question: '补贴多少',
    understood: '补贴多少',
    channel: 'web',
    principal: 'site',
    askedAt: '2025-03-01T02:00:00.000Z',
    timings: { retrieve: 1.5 },
  };
}
