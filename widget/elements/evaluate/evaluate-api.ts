import { Api } from '../../shared/api.ts';
import { StaffApi } from '../../shared/staff-api.ts';
import type { AskResponse, Channel } from '../../shared/types.ts';

// The JSON of /v1/evaluate, kept by hand like the rest of the API's.

export interface Figure {
  name: string;
  label: string;
  value: number;
}

export interface Candidate {
  rank: number;
  kind: 'document' | 'faq';
  itemId: string;
  title: string;
  documentNumber: string | null;
  clause: string | null;
  text: string;
  score: number;
  features: Figure[];
}

export interface Judgement {
  probability: number;
  threshold: number;
  enough: boolean;
  features: (Figure & { weight: number | null })[];
  afterwards: boolean;
}

export interface Stages {
  understood: {
    text: string;
    language: string;
    intent: string;
    documentNumbers: string[];
    articles: string[];
    titles: string[];
    expansions: { term: string; weight: number }[];
    region: string | null;
    asOf: string;
  } | null;
  candidates: Candidate[];
  sentences: { itemId: string; title: string; clause: string; text: string; score: number; chosen: boolean }[];
  judgement: Judgement | null;
  steps: { name: string; label: string; ms: number }[];
  endedBy: { name: string; label: string };
  status: { name: string; label: string };
}

export interface EvaluateRequest {
  turns: string[];
  channel: Channel;
  region?: string;
  documentId?: string;
  asOf?: string;
}

export interface Evaluated {
  response: AskResponse;
  stages: Stages;
}

export interface EvaluatorRights {
  channels: Channel[];
  today: string;
}

/** What evaluators may ask for. Rejects with ApiError as the rest does. */
export interface Evaluation {
  rights(): Promise<EvaluatorRights>;
  evaluate(request: EvaluateRequest, signal: AbortSignal): Promise<Evaluated>;
}

const asked = (request: EvaluateRequest, signal: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(request),
  signal,
});

/** By a key of this tab. */
export class EvaluateApi extends Api implements Evaluation {
  rights(): Promise<EvaluatorRights> {
    return this.read('v1/evaluate');
  }

  async evaluate(request: EvaluateRequest, signal: AbortSignal): Promise<Evaluated> {
    return (await this.send('v1/evaluate', asked(request, signal))).json();
  }
}

/** By the account of somebody who has signed in. */
export class AccountEvaluateApi extends StaffApi implements Evaluation {
  rights(): Promise<EvaluatorRights> {
    return this.read('v1/evaluate');
  }

  async evaluate(request: EvaluateRequest, signal: AbortSignal): Promise<Evaluated> {
    return (await this.send('v1/evaluate', asked(request, signal))).json();
  }
}
