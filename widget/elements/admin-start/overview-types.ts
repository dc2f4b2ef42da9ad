/** What the API says waits for whoever asks; a part is null where that account may not read it. */

export interface Line {
  id: string;
  kind: 'faq' | 'document';
  itemId: string;
  title: string;
  state: 'draft' | 'submitted' | 'returned';
  note: string | null;
  updatedAt: string;
}

export interface Overview {
  drafts: { returned: number; draft: number; submitted: number; lines: Line[] } | null;
  review: { faq: number; document: number; lines: Line[] } | null;
  gaps: { unitId: string | null; gap: number; error: number }[] | null;
  feedback: number | null;
  messages: { open: number; submitted: number } | null;
  administration: Administration | null;
}

/** How far the place is set up. */
export interface Administration {
  units: number;
  editors: number;
  reviewers: number;
  unused: number;
  administratorsWithoutTotp: number;
  settings: number;
  holidays: boolean;
  documents: number;
  entries: number;
}

/** What grows old or wrong by itself; null where this account may not read it. */
export interface Upkeep {
  flags: number | null;
  expiring: number | null;
  stale: number | null;
  recalls: number | null;
}
