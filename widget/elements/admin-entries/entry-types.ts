import type { Channel, ServiceLink, Validity } from '../../shared/types.ts';

// The JSON of /v1/staff/entries, /drafts and /review, kept by hand like the rest.

export type Audience = 'public' | 'hotline' | 'window';
export type Phase = 'coming' | 'current' | 'ended';
export type DraftState = 'draft' | 'submitted' | 'returned';
export type ReviewState = DraftState | 'published' | 'withdrawn';

export interface Basis {
  documentId: string;
  clauseId: string | null;
  label: string;
  textHash: string;
}

export interface EntryContent {
  question: string;
  similarQuestions: string[];
  answer: string;
  script: string | null;
  internalNote: string | null;
  conditions: string | null;
  materials: string | null;
  steps: string | null;
  contact: string | null;
  basis: Basis[];
  legalBasis: string[];
  noBasisReason: string | null;
  serviceLink: ServiceLink | null;
  unitId: string | null;
  region: string | null;
  tags: string[];
  topic: string | null;
  audiences: Audience[];
  channels: Channel[];
  visibleFrom: string | null;
  visibleUntil: string | null;
}
export type EntryField = keyof EntryContent;

export interface DiffPiece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

export interface FieldChange {
  field: EntryField;
  label: string;
  kind: 'text' | 'list';
  pieces: DiffPiece[];
}

export interface Problem {
  field: EntryField;
  message: string;
}

export interface Draft {
  id: string;
  itemId: string;
  title: string;
  content: EntryContent;
  state: DraftState;
  unitId: string | null;
  note: string | null;
  createdAt: string;
  updatedAt: string;
  updatedBy: string;
  editors: string[];
  revision: number;
}

export interface Person {
  id: string;
  name: string;
}

export interface Evidence {
  basis: Basis;
  text: string | null;
  headings: string[];
  changed: boolean;
  currentHash: string | null;
  validity: Validity | null;
  validityNote: string | null;
}

export interface Revision {
  number: number;
  writtenBy: Person[];
  approvedBy: Person | null;
  approvedAt: string;
  note: string | null;
}

export interface Published {
  content: EntryContent;
  state: ReviewState;
  phase: Phase;
  unit: string | null;
  createdBy: string;
  createdAt: string;
  reviewedBy: string | null;
  reviewedAt: string | null;
  withdrawnAt: string | null;
  note: string | null;
  revision: number | null;
  fingerprint: string;
}

export interface WholeEntry {
  id: string;
  published: Published | null;
  draft: (Draft & { people: Person[] }) | null;
  overtaken: boolean;
  problems: Problem[];
  changes: FieldChange[];
  evidence: Evidence[];
  revisions: Revision[];
}

export interface EntryRow {
  id: string;
  question: string;
  state: ReviewState | null;
  phase: Phase | null;
  draft: { id: string; state: DraftState; title: string; updatedAt: string; updatedBy: string; revision: number } | null;
  unitId: string | null;
  unit: string | null;
  topic: string | null;
  tags: string[];
  audiences: Audience[];
  visibleFrom: string | null;
  visibleUntil: string | null;
  updatedAt: string;
  revision: number | null;
}

export interface Waiting {
  subject: 'draft' | 'item';
  draftId: string | null;
  itemId: string;
  kind: 'document' | 'faq';
  title: string;
  unitId: string | null;
  byName: string;
  writers: string[];
  since: string;
  changes: boolean;
  own: boolean;
  revision: number | null;
  fingerprint: string | null;
}

export const audienceNames: Record<Audience, string> = { public: '公众', hotline: '热线', window: '窗口' };
export const channelNames: Record<Channel, string> = { web: '网页', hotline: '热线', window: '窗口' };
export const phaseNames: Record<Phase, string> = { coming: '待生效', current: '生效中', ended: '已失效' };
export const draftNames: Record<DraftState, string> = { draft: '草稿', submitted: '待审核', returned: '已退回' };

/** In the order of the page; the same words as the server's. */
export const fieldNames: Record<EntryField, string> = {
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
};

/** A field as it is read, one line a value; empty where there is nothing. */
export function fieldLines(content: EntryContent, field: EntryField, unitName: (id: string) => string): string[] {
  switch (field) {
    case 'basis':
      return content.basis.map(({ label }) => label);
    case 'audiences':
      return content.audiences.map((one) => audienceNames[one]);
    case 'channels':
      return content.channels.map((one) => channelNames[one]);
    case 'serviceLink':
      return content.serviceLink ? [`${content.serviceLink.label} ${content.serviceLink.url}`] : [];
    case 'unitId':
      return content.unitId ? [unitName(content.unitId)] : [];
    case 'similarQuestions':
    case 'tags':
    case 'legalBasis':
      return content[field].filter(Boolean);
    default:
      return content[field] ? [content[field]] : [];
  }
}
