// The JSON of /v1/staff/entries/check, kept by hand like the rest.

export interface EntryCheck {
  near: {
    kind: 'faq' | 'document' | 'draft';
    itemId: string;
    clauseId: string | null;
    label: string;
    text: string;
    nearness: number;
    lapsed: string | null;
    duplicate: boolean;
  }[];
  figures: {
    field: string;
    against: 'basis' | 'near';
    label: string;
    itemId: string;
    said: string;
    sentence: string;
    known: string;
    knownSentence: string;
  }[];
  unsupported: { field: string; value: string; sentence: string }[];
  impact: {
    changed: {
      question: string;
      from: 'log' | 'case';
      caseId: string | null;
      times: number;
      verdict: 'better' | 'worse' | 'look';
      words: string;
    }[];
    asked: number;
    cases: number;
    compared: number;
  };
  ms: number;
}

export const verdicts = { better: '变好', worse: '可能变差', look: '请看一下' } as const;
