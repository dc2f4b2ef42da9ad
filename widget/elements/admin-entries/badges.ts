import { html, nothing, type TemplateResult } from 'lit';
import { draftNames, type EntryRow, phaseNames } from './entry-types.ts';

const draftTones = { draft: '', submitted: 'label', returned: 'bad' } as const;
const phaseTones = { coming: 'label', current: 'good', ended: 'warn' } as const;

/** How an entry stands: what is published and the draft beside it. */
export const stateBadges = ({
  state,
  phase,
  draft,
}: Pick<EntryRow, 'state' | 'phase' | 'draft'>): TemplateResult => html`<span class="badges">
  ${phase ? html`<span class="badge ${phaseTones[phase]}">${phaseNames[phase]}</span>` : nothing}
  ${state === 'withdrawn' ? html`<span class="badge bad">已撤下</span>` : nothing}
  ${state === 'returned' && !draft ? html`<span class="badge bad">导入后退回</span>` : nothing}
  ${(state === 'draft' || state === 'submitted') && !draft ? html`<span class="badge label">导入待审</span>` : nothing}
  ${
    draft
      ? html`<span class="badge ${draftTones[draft.state]}">${state === 'published' ? '修改：' : ''}${draftNames[draft.state]}</span>`
      : nothing
  }
</span>`;
