import { css, html, LitElement, nothing } from 'lit';
import { ApiError } from '../../shared/api.ts';
import type { StaffApi } from '../../shared/staff-api.ts';
import type { Me, Unit } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import { addressOf } from '../admin/page.ts';
import { changeList, changeStyles } from '../admin/parts/diff.ts';
import type { Waiting, WholeEntry } from '../admin-entries/entry-types.ts';
import '../admin/parts/dialog.ts';
import type { EntryCheck } from '../admin-entry-check/check-types.ts';
import type { EntryCheckElement } from '../admin-entry-check/entry-check.ts';
import '../admin-entry-check/entry-check.ts';
import { textField } from '../admin/parts/field.ts';
import { ago, foundFrom } from '../admin/parts/format.ts';
import { loading, pageHeader } from '../admin/parts/page-parts.ts';
import { partStyles } from '../admin/parts/styles.ts';
import { contentView, evidenceView, readStyles } from '../admin-entry/read-view.ts';
import { hintLine, hintLineStyles, isHintKey } from '../admin-entry-check/hint-line.ts';

/** One entry before the reviewer: what changed, all of it, and the clauses it rests on beside it. Fires `decided` and `step` (1, -1). */
export class ReviewItemElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    me: { attribute: false },
    waiting: { attribute: false },
    units: { attribute: false },
    place: {},
    whole: { state: true },
    checked: { state: true },
    problem: { state: true },
    returning: { state: true },
    busy: { state: true },
    overtaken: { state: true },
  };
  declare api: StaffApi;
  declare me: Me;
  declare waiting: Waiting;
  declare units: Unit[];
  /** Where it stands in the queue, in words. */
  declare place: string;
  declare private whole: WholeEntry | null;
  declare private checked: EntryCheck | null;
  declare private problem: string;
  declare private returning: boolean;
  declare private busy: boolean;
  /** Somebody wrote in it while it was read: nothing is decided before the new text was seen. */
  declare private overtaken: boolean;

  constructor() {
    super();
    this.units = [];
    this.place = '';
    this.whole = null;
    this.checked = null;
    this.problem = '';
    this.returning = false;
    this.busy = false;
    this.overtaken = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.keys);
    addEventListener('focus', this.compare);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.keys);
    removeEventListener('focus', this.compare);
  }

  override willUpdate(changed: Map<string, unknown>) {
    const before = changed.get('waiting') as Waiting | undefined;
    if (changed.has('waiting') && before?.itemId !== this.waiting.itemId) void this.load();
  }

  private async load() {
    this.whole = null;
    this.checked = null;
    this.problem = '';
    this.returning = false;
    this.overtaken = false;
    try {
      this.whole = await this.api.get<WholeEntry>(`v1/staff/entries/${this.waiting.itemId}`);
    } catch (error) {
      this.problem = messageOf(error);
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  /** Whoever comes back to the window is told at once when the text is another one; by itself the page asks nothing. */
  private compare = async () => {
    const { whole, waiting } = this;
    if (!whole || this.busy || this.overtaken) return;
    try {
      const now = await this.api.get<WholeEntry>(`v1/staff/entries/${waiting.itemId}`);
      if (this.whole === whole && stamp(now) !== stamp(whole)) this.overtaken = true;
    } catch {
      // Nothing is known; the server checks again when it is decided.
    }
  };

  private readAnew = async () => {
    await this.load();
  };

  private get mayDecide(): boolean {
    return (
      !this.overtaken && this.isWaiting && !this.waiting.own && this.me.actions.includes('entry.review') && this.whole !== null
    );
  }

  /** Its author may have taken it back. */
  private get isWaiting(): boolean {
    return !this.whole?.draft || this.whole.draft.state === 'submitted';
  }

  private leadToHints = () => this.renderRoot.querySelector<EntryCheckElement>('wence-entry-check')?.focus();

  private keys = (event: KeyboardEvent) => {
    if (!this.returning && isHintKey(event)) {
      event.preventDefault();
      this.leadToHints();
    }
    if (this.returning || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter' && this.mayDecide) {
      event.preventDefault();
      void this.approve();
      return;
    }
    const target = event.composedPath()[0] as HTMLElement;
    if (event.ctrlKey || event.metaKey || target.closest?.('input, textarea, select')) return;
    if (event.key === 'r' && this.mayDecide) {
      event.preventDefault();
      this.returning = true;
    } else if (event.key === 'n') this.step(1);
    else if (event.key === 'p') this.step(-1);
  };

  private step(by: 1 | -1) {
    this.dispatchEvent(new CustomEvent('step', { detail: by }));
  }

  private async decide(ask: () => Promise<string>) {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      const words = await ask();
      const id = this.waiting.draftId ?? this.waiting.itemId;
      this.dispatchEvent(new CustomEvent('decided', { detail: { words, id } }));
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) this.overtaken = true;
      else this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }

  /** Approves exactly what is on the screen: the draft's revision, or the fingerprint of what came in. */
  private approve() {
    return this.decide(async () => {
      const { draft, published } = this.whole!;
      if (draft) {
        const { number } = await this.api.post<{ number: number }>(`v1/staff/drafts/${draft.id}/approve`, {
          expected: draft.revision,
        });
        return foundFrom(draft.content.visibleFrom, `已发布第 ${number} 版`);
      }
      await this.api.post(`v1/staff/review/faq/${this.waiting.itemId}/approve`, { fingerprint: published!.fingerprint });
      return foundFrom(published!.content.visibleFrom, '已发布');
    });
  }

  private return(event: SubmitEvent) {
    event.preventDefault();
    const reason = String(new FormData(event.target as HTMLFormElement).get('reason') ?? '').trim();
    if (!reason) return;
    this.returning = false;
    void this.decide(async () => {
      const { draft, published } = this.whole!;
      if (draft) await this.api.post(`v1/staff/drafts/${draft.id}/return`, { expected: draft.revision, reason });
      else
        await this.api.post(`v1/staff/review/faq/${this.waiting.itemId}/return`, { fingerprint: published!.fingerprint, reason });
      return '已退回，作者会看到理由。';
    });
  }

  private unitName = (id: string) => this.units.find((unit) => unit.id === id)?.name ?? id;

  override render() {
    const { waiting, whole } = this;
    return html`<p class="top"><a href=${addressOf('review')}>← 审核队列</a><span class="soft">${this.place}</span></p>
      ${pageHeader(waiting.title, { lead: `${whoSent(waiting)}，${ago(waiting.since)}` })}
      <p class="problem" role="alert">${this.problem}</p>
      ${this.overtaken ? this.renderOvertaken() : nothing}
      ${whole ? this.renderWhole(whole) : this.problem ? nothing : loading()}
      ${this.renderBar()} ${this.returning ? this.renderReturn() : nothing}`;
  }

  private renderOvertaken() {
    return html`<div class="note bad overtaken" role="alert">
      <p><strong>稿件在您看的时候被改过，</strong>下面还是旧的文字。请看过新的再决定。</p>
      <button class="button primary" type="button" @click=${this.readAnew}>看新的稿件</button>
    </div>`;
  }

  private renderWhole({ id, published, draft, changes, evidence, problems }: WholeEntry) {
    const content = draft ? draft.content : published!.content;
    const isChange = draft !== null && published !== null && published.state === 'published';
    const heading = isChange ? '改后全文' : published?.state === 'withdrawn' ? '全文' : '新增问答，全文';
    return html`
      <div class="hints">${hintLine(this.checked, this.leadToHints)}</div>
      ${this.waiting.own ? html`<p class="note warn">您写过这份草稿，须由另一人审核。</p>` : nothing}
      ${this.isWaiting ? nothing : html`<p class="note warn">作者已收回修改，现在不能审核；再送审后会回到队列。</p>`}
      ${draft?.note ? html`<p class="note"><strong>作者的话：</strong>${draft.note}</p>` : nothing}
      ${published?.state === 'withdrawn' ? html`<p class="note warn">这条问答已撤下（${published.note ?? ''}），通过后恢复发布。</p>` : nothing}
      ${
        problems.length > 0
          ? html`<div class="note bad"><strong>现在不符合发布条件：</strong><ul>${problems.map(({ message }) => html`<li>${message}</li>`)}</ul></div>`
          : nothing
      }
      <div class="sides">
        <div>
          ${
            isChange
              ? html`<section class="card"><h2>改了什么</h2>${changes.length > 0 ? changeList(changes) : html`<p>与已发布的相同。</p>`}</section>`
              : nothing
          }
          <section class="card"><h2>${heading}</h2>${contentView(content, this.unitName)}</section>
          <wence-entry-check .api=${this.api} .content=${content} .itemId=${id} heading="发布前比对"
            @checked=${(event: CustomEvent<EntryCheck>) => {
              this.checked = event.detail;
            }}></wence-entry-check>
        </div>
        <aside class="card" aria-label="依据"><h2>依据的条款</h2>${evidenceView(evidence)}</aside>
      </div>`;
  }

  private renderBar() {
    return html`<div class="bar">
      <p class="soft keys">Ctrl+Enter 通过　R 退回　N 下一条　P 上一条</p>
      <div class="buttons">
        <button class="button" type="button" @click=${() => this.step(-1)}>上一条</button>
        <button class="button" type="button" @click=${() => this.step(1)}>下一条</button>
        <button class="button" type="button" ?disabled=${!this.mayDecide || this.busy} @click=${() => {
          this.returning = true;
        }}>退回</button>
        <button class="button primary" type="button" ?disabled=${!this.mayDecide || this.busy} @click=${this.approve}>通过并发布</button>
      </div>
    </div>`;
  }

  private renderReturn() {
    const close = () => {
      this.returning = false;
    };
    return html`<wence-dialog heading="退回给作者" @close=${close}>
      <form class="form" @submit=${this.return}>
        ${textField({ name: 'reason', label: '理由', help: '写清哪里要改，作者会看到', rows: 4, maxLength: 500, required: true, autofocus: true })}
        <div class="buttons">
          <button class="button" type="button" @click=${close}>取消</button>
          <button class="button primary">退回</button>
        </div>
      </form>
    </wence-dialog>`;
  }

  static override styles = [
    base,
    partStyles,
    changeStyles,
    readStyles,
    hintLineStyles,
    css`
      .top {
        display: flex;
        justify-content: space-between;
        gap: 12px;
      }
      .note {
        margin-bottom: 12px;
      }
      .hints:has(.button) {
        margin-bottom: 12px;
      }
      .overtaken {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 8px 16px;
      }
      .note ul {
        padding-left: 1.2em;
        list-style: disc;
      }
      .sides {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        gap: 16px;
        align-items: start;
      }
      wence-entry-check {
        margin-top: 16px;
      }
      aside {
        position: sticky;
        top: 70px;
        max-height: calc(100dvh - 160px);
        overflow: auto;
      }
      .bar {
        position: sticky;
        bottom: 0;
        z-index: 5;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 6px 16px;
        margin: 14px -8px 0;
        padding: 8px;
        border-top: 1px solid var(--w-line);
        background: var(--w-ground);
      }
      @media (max-width: 900px) {
        .sides {
          grid-template-columns: minmax(0, 1fr);
        }
        aside {
          position: static;
          max-height: none;
        }
        .keys {
          display: none;
        }
      }
    `,
  ];
}
customElements.define('wence-admin-review-item', ReviewItemElement);

/** Becomes another one with every change of what is reviewed. */
const stamp = ({ draft, published }: WholeEntry) =>
  draft ? `${draft.id} ${draft.revision} ${draft.state}` : (published?.fingerprint ?? '');

const messageOf = (error: unknown) => (error instanceof Error ? error.message : '出错了，请重试。');

const whoSent = ({ subject, byName }: Waiting) => {
  if (subject === 'draft') return `${byName} 送审`;
  return byName === 'ingest' ? '由文件导入' : `由文件导入，${byName} 录入`;
};
