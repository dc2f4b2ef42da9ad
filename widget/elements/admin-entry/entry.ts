import { css, html, nothing } from 'lit';
import type { Unit } from '../../shared/staff-types.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { changeList, changeStyles } from '../admin/parts/diff.ts';
import { textField } from '../admin/parts/field.ts';
import { moment } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import '../admin/parts/dialog.ts';
import { stateBadges } from '../admin-entries/badges.ts';
import type { Draft, EntryContent, WholeEntry } from '../admin-entries/entry-types.ts';
import type { EntryEditorElement } from './editor.ts';
import './editor.ts';
import type { WholeGap } from '../admin-gaps/gap-types.ts';
import { emptyDraft } from './empty-draft.ts';
import { contentView, evidenceView, readStyles } from './read-view.ts';

/** One entry: what is published, the draft beside it under work, and what can be done next. `entryId` "new" is a new one. */
export class EntryElement extends AdminPage {
  static override properties = {
    entryId: {},
    units: { attribute: false },
    words: { attribute: false },
    prefill: {},
    gapIds: { attribute: false },
    whole: { state: true },
    draft: { state: true },
    asking: { state: true },
    problem: { state: true },
  };
  declare entryId: string;
  declare units: Unit[];
  declare words: { topics: string[]; tags: string[] };
  declare prefill: string;
  declare gapIds: string[];
  declare private whole: WholeEntry | null;
  /** What the editor works on; null: nothing is under work by this person. */
  declare private draft: Draft | null;
  /** The window that asks for the reason of a withdrawal is open. */
  declare private asking: boolean;
  /** Why it cannot be opened. */
  declare private problem: string;

  constructor() {
    super();
    this.entryId = '';
    this.units = [];
    this.words = { topics: [], tags: [] };
    this.prefill = '';
    this.gapIds = [];
    this.whole = null;
    this.draft = null;
    this.asking = false;
    this.problem = '';
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('entryId') && this.draft?.itemId !== this.entryId) void this.load();
  }

  override unsaved(): boolean {
    return this.renderRoot.querySelector<EntryEditorElement>('wence-admin-entry-editor')?.unsaved() ?? false;
  }

  private async load() {
    this.whole = null;
    this.draft = null;
    this.problem = '';
    if (this.entryId === 'new') {
      this.draft = await this.begin();
      return this.focusHeading();
    }
    try {
      const whole = await this.api.get<WholeEntry>(`v1/staff/entries/${encodeURIComponent(this.entryId)}`);
      this.whole = whole;
      const writable = whole.draft && whole.draft.state !== 'submitted' && this.may('entry.write');
      this.draft = writable ? whole.draft : null;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '打不开这条问答。';
    }
    await this.focusHeading();
  }

  /** What had the focus went with the page before. */
  private async focusHeading() {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  /** An empty one, or one that begins with the question of a gap and all the ways in which it was asked. */
  private async begin(): Promise<Draft> {
    const draft = emptyDraft(this.me.account.unitId, this.prefill);
    try {
      const gaps = await Promise.all(this.gapIds.map((id) => this.api.get<WholeGap>(`v1/staff/gaps/${encodeURIComponent(id)}`)));
      const asked = gaps.flatMap(({ gap, reports }) => [gap.question, ...reports.map(({ question }) => question)]);
      draft.content.similarQuestions = [...new Set(asked)].filter((question) => question !== this.prefill);
    } catch (error) {
      this.failed(error);
    }
    return draft;
  }

  private async work(ask: () => Promise<unknown>, done: string, undo?: () => unknown) {
    try {
      await ask();
      this.say(done, undo);
      await this.load();
    } catch (error) {
      this.failed(error);
    }
  }

  private async edit() {
    try {
      await this.api.post(`v1/staff/entries/${this.entryId}/edit`);
      await this.load();
    } catch (error) {
      this.failed(error);
    }
  }

  private recall = (draft: Pick<Draft, 'id' | 'revision'>) =>
    this.work(() => this.api.post(`v1/staff/drafts/${draft.id}/recall`, { expected: draft.revision }), '已收回，可以接着改。');

  private begun({ detail }: CustomEvent<Draft>) {
    this.draft = detail;
    this.entryId = detail.itemId;
    this.moved('entries', detail.itemId);
  }

  private async submitted({ detail }: CustomEvent<Draft>) {
    this.say('已送审，等另一人审核。', () => this.recall(detail));
    await this.load();
    scrollTo(0, 0);
  }

  private discarded({ detail }: CustomEvent<EntryContent>) {
    const isNew = !this.whole?.published;
    this.say('草稿已放弃。', isNew ? () => this.beginAgain(detail) : undefined);
    if (isNew) this.go('entries');
    else void this.load();
  }

  private async beginAgain(content: EntryContent) {
    try {
      const draft = await this.api.post<Draft>('v1/staff/entries', { content });
      this.go('entries', draft.itemId);
    } catch (error) {
      this.failed(error);
    }
  }

  private async withdraw(event: SubmitEvent) {
    event.preventDefault();
    const reason = String(new FormData(event.target as HTMLFormElement).get('reason') ?? '').trim();
    if (!reason) return;
    this.asking = false;
    await this.work(
      () => this.api.post(`v1/staff/entries/${this.entryId}/withdraw`, { reason }),
      '已撤下，从现在起哪里都查不到。要恢复请点“修改”后送审。',
    );
  }

  private unitName = (id: string) => this.units.find((unit) => unit.id === id)?.name ?? id;

  override render() {
    const { whole, draft } = this;
    if (this.problem) {
      const back = html`<a class="button" href=${addressOf('entries')}>回到问答列表</a>`;
      return html`${pageHeader('问答')} ${emptyState('打不开这条问答', this.problem, back)}`;
    }
    if (!whole && !draft) return html`${pageHeader('问答')} ${loading()}`;
    const title = whole?.published ? whole.published.content.question : whole?.draft ? whole.draft.title : '起草新问答';
    return html`<p class="back"><a href=${addressOf('entries')}>← 全部问答</a></p>
      ${pageHeader(title, { actions: whole ? this.renderActions(whole) : undefined, lead: whole ? this.renderLead(whole) : undefined })}
      ${whole ? this.renderStanding(whole) : nothing}
      ${draft ? this.renderEditor(draft) : whole ? this.renderRead(whole) : nothing}
      ${this.asking ? this.renderWithdraw() : nothing}`;
  }

  private renderEditor(draft: Draft) {
    return html`<wence-admin-entry-editor .api=${this.api} .me=${this.me} .draft=${draft} .units=${this.units} .words=${this.words}
      .gapIds=${this.gapIds} .startProblems=${this.whole?.problems ?? []} @begun=${this.begun} @submitted=${this.submitted}
      @discarded=${this.discarded} @problem=${(event: CustomEvent<string>) => this.failed(new Error(event.detail))}></wence-admin-entry-editor>`;
  }

  private renderLead({ published, draft }: WholeEntry) {
    const badges = stateBadges({
      state: published?.state ?? null,
      phase: published?.state === 'published' ? published.phase : null,
      draft: draft && { id: draft.id, state: draft.state, title: draft.title, updatedAt: '', updatedBy: '', revision: 0 },
    });
    const what = published?.state === 'returned' ? '退回于' : '审核于';
    const by = published?.reviewedBy
      ? html`<span class="soft">${published.reviewedBy} ${what} ${moment(published.reviewedAt)}</span>`
      : nothing;
    return html`<span class="lead-line">${badges} ${by}</span>`;
  }

  private renderActions({ id, published, draft, revisions }: WholeEntry) {
    const editable = published && !draft && this.may('entry.write');
    const withdrawable = published?.state === 'published' && this.may('entry.withdraw');
    return html`
      ${revisions.length > 0 ? html`<a class="button" href=${addressOf('entries', id, 'history')}>历史（${revisions.length} 版）</a>` : nothing}
      ${
        withdrawable
          ? html`<button class="button" type="button" @click=${() => {
              this.asking = true;
            }}>撤下</button>`
          : nothing
      }
      ${
        editable
          ? html`<button class="button primary" type="button" @click=${this.edit}>${published.state === 'withdrawn' ? '修改并恢复' : '修改'}</button>`
          : nothing
      }`;
  }

  /** Where it stands in its life, and what somebody could do about it. */
  private renderStanding({ published, draft, overtaken }: WholeEntry) {
    return html`
      ${
        published?.state === 'withdrawn'
          ? html`<p class="note bad">已于 ${moment(published.withdrawnAt)} 撤下：${published.note ?? '未写理由'}。市民和坐席都查不到。</p>`
          : nothing
      }
      ${published?.state === 'returned' ? html`<p class="note bad">导入后被退回：${published.note ?? ''}</p>` : nothing}
      ${
        draft?.state === 'submitted'
          ? html`<div class="note">
              <p>已送审，等另一人审核${draft.note ? `。给审核人的话：${draft.note}` : ''}</p>
              <p class="buttons start">
                ${this.may('entry.write') ? html`<button class="button small" type="button" @click=${() => this.recall(draft)}>收回修改</button>` : nothing}
                ${this.may('entry.review') ? html`<a class="button small primary" href=${addressOf('review', draft.id)}>去审核</a>` : nothing}
              </p>
            </div>`
          : nothing
      }
      ${published?.state === 'published' && this.draft ? html`<p class="note">市民现在看到的仍是已发布的那一版；审核通过后才换成您改的。</p>` : nothing}
      ${overtaken && this.draft ? html`<p class="note warn">起草之后，已发布的内容又变了。请对照“历史”核对，再送审。</p>` : nothing}`;
  }

  private renderRead({ published, draft, changes, evidence }: WholeEntry) {
    const content = draft ? draft.content : published!.content;
    return html`
      ${draft && published && changes.length > 0 ? html`<section class="card"><h2>改了什么</h2>${changeList(changes)}</section>` : nothing}
      <section class="card"><h2>${draft ? '草稿全文' : '内容'}</h2>${contentView(content, this.unitName)}</section>
      <section class="card"><h2>依据的条款</h2>${evidenceView(evidence)}</section>`;
  }

  private renderWithdraw() {
    const close = () => {
      this.asking = false;
    };
    return html`<wence-dialog heading="撤下这条问答" @close=${close}>
      <form class="form" @submit=${this.withdraw}>
        <p>从下一次请求起，网页、热线、窗口都查不到它。恢复须修改后重新送审。</p>
        ${textField({ name: 'reason', label: '理由', help: '记入审计，编辑会看到', rows: 3, maxLength: 500, required: true, autofocus: true })}
        <div class="buttons">
          <button class="button" type="button" @click=${close}>取消</button>
          <button class="button danger">立即撤下</button>
        </div>
      </form>
    </wence-dialog>`;
  }

  static override styles = [
    ...AdminPage.styles,
    changeStyles,
    readStyles,
    css`
      .back {
        margin-bottom: 4px;
      }
      .lead-line {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: center;
      }
      .note {
        margin-bottom: 12px;
      }
      .start {
        justify-content: flex-start;
      }
    `,
  ];
}
customElements.define('wence-admin-entry', EntryElement);
