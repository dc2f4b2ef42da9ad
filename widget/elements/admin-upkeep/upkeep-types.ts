// The JSON of /v1/staff/upkeep and /v1/staff/recalls, kept by hand like the rest.

export interface Piece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

interface Words {
  label?: string;
  since: string | null;
  words: string;
  oldText: string | null;
  newText: string | null;
  pieces: Piece[] | null;
}

export interface FlagReason extends Words {
  kind: 'changed' | 'gone' | 'withdrawn' | 'lapsed' | 'amended';
  documentId: string;
  clauseId: string | null;
  label: string;
}

export interface FlaggedEntry {
  itemId: string;
  question: string;
  unitId: string | null;
  reviewedAt: string | null;
  fingerprint: string;
  reasons: FlagReason[];
  draft: { id: string; state: 'draft' | 'submitted' | 'returned' } | null;
  answers: number;
  open: number;
}

export interface DatedEntry {
  itemId: string;
  question: string;
  unitId: string | null;
  unit: string | null;
  visibleUntil: string | null;
  reviewedAt: string | null;
  fingerprint: string;
}

export interface ExpiringEntry extends DatedEntry {
  lastDay: string;
  because: string | null;
}

export interface Recall extends Words {
  id: string;
  cause: 'words' | 'withdrawn' | 'basis' | 'lapsed';
  itemId: string;
  kind: 'document' | 'faq';
  title: string;
  place: string | null;
  answers: number;
  open: number;
}

export interface GivenAnswer {
  answerId: string;
  askedAt: string;
  question: string;
  answer: string;
  channel: string;
  handledBy: string | null;
  handledAt: string | null;
  note: string | null;
}

export const flagKinds: Record<FlagReason['kind'], string> = {
  changed: '条款有变',
  gone: '条款没有了',
  withdrawn: '文件已撤下',
  lapsed: '文件已失效',
  amended: '文件已修改',
};

export const causes: Record<Recall['cause'], string> = {
  words: '文字已变',
  withdrawn: '内容已撤下',
  basis: '依据有变',
  lapsed: '文件已失效',
};
