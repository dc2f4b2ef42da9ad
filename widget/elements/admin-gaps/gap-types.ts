import { html, nothing, type TemplateResult } from 'lit';
import type { Channel } from '../../shared/types.ts';

export interface Gap {
  id: string;
  kind: 'gap' | 'error';
  state: 'open' | 'taken' | 'answered' | 'dismissed';
  question: string;
  /** An agent's words, or the status of an answer that declined. */
  reason: string;
  channel: Channel;
  answerId: string | null;
  itemId: string | null;
  itemTitle: string | null;
  clauseId: string | null;
  unitId: string | null;
  resultItemId: string | null;
  at: string;
  lastAt: string;
  reports: number;
  dueOn: string;
  overdue: boolean;
  handledName: string | null;
  handledAt: string | null;
  note: string | null;
  revision: number;
}

export interface GapReport {
  id: string;
  at: string;
  reporterName: string | null;
  channel: Channel;
  question: string;
  words: string | null;
  answerId: string | null;
}

export interface WholeGap {
  gap: Gap;
  reports: GapReport[];
  like: Gap[];
}

export const stateWords = { open: '待处理', taken: '处理中', answered: '已答复', dismissed: '不处理' } as const;
const stateTones = { open: 'warn', taken: 'label', answered: 'good', dismissed: '' } as const;
export const channelWords: Record<Channel, string> = { web: '网页', hotline: '热线', window: '窗口' };
export const waits = ({ state }: Pick<Gap, 'state'>): boolean => state === 'open' || state === 'taken';

/** Why nobody reported it by hand: the answer declined. */
export const reasonWords = (reason: string): string => (reason.startsWith('declined') ? '系统没有找到依据，未作答' : reason);

export const gapBadges = (gap: Gap): TemplateResult => html`<span class="badges">
  <span class="badge ${gap.kind === 'error' ? 'bad' : ''}">${gap.kind === 'error' ? '内容有误' : '没有答案'}</span>
  <span class="badge ${stateTones[gap.state]}">${stateWords[gap.state]}${gap.state === 'taken' && gap.handledName ? `：${gap.handledName}` : ''}</span>
  ${gap.overdue ? html`<span class="badge bad">已超期</span>` : nothing}
</span>`;
