import { html, nothing } from 'lit';
import type { Unit } from '../../shared/staff-types.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { moment } from '../admin/parts/format.ts';
import { loading, pageHeader } from '../admin/parts/page-parts.ts';
import { clauseList, shownClauses } from './clauses.ts';
import { documentStyles } from './document.css.ts';
import type { CorrectedField, StaffDocument, Step } from './document-types.ts';
import type { FieldChange } from './field-form.ts';
import './fields.ts';
import type { FieldsElement } from './fields.ts';
import './history.ts';
import { changeNames, fieldNames, fileSize, kindNames, stateNames } from './names.ts';
import { type Changes, changesCard, correctionsNote, progressNote, validityLine, warningsNote } from './notices.ts';
import './original.ts';
import { canShow, type OriginalElement } from './original.ts';
import './relations.ts';
import type { RelationsElement } from './relations.ts';
import type { AskedStep } from './step-dialog.ts';
import './step-dialog.ts';

const pollMs = 800;

/** One document: the original beside what the machine read, warnings first; set right, send on, review, withdraw. */
export class DocumentElement extends AdminPage {
  static override properties = {
    documentId: { attribute: false },
    units: { attribute: false },
    one: { state: true },
    changes: { state: true },
    asked: { state: true },
    busy: { state: true },
    all: { state: true },
    problem: { state: true },
  };
  declare documentId: string;
  declare units: Unit[];
  declare private one: StaffDocument | null;
  declare private changes: Changes | null;
  declare private asked: AskedStep | null;
  declare private busy: boolean;
  declare private all: boolean;
  declare private problem: string;
  private polling: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.units = [];
    this.one = null;
    this.changes = null;
    this.asked = null;
    this.busy = false;
    this.all = false;
    this.problem = '';
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('documentId')) return;
    this.one = null;
    this.all = false;
    void this.load();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.polling);
  }

  override unsaved(): boolean {
    const fields = this.renderRoot.querySelector<FieldsElement>('wence-document-fields');
    const relations = this.renderRoot.querySelector<RelationsElement>('wence-document-relations');
    return (fields?.dirty ?? false) || (relations?.dirty ?? false);
  }

  private get path() {
    return `v1/staff/documents/${encodeURIComponent(this.documentId)}`;
  }

  private async load() {
    clearTimeout(this.polling);
    try {
      this.one = await this.api.get<StaffDocument>(this.path);
      this.problem = '';
      const { draft, item } = this.one;
      this.changes = draft?.summary && item ? await this.api.get<Changes>(`${this.path}/changes`) : null;
      if (draft && !draft.summary && !draft.failure) this.polling = setTimeout(() => void this.poll(), pollMs);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '打不开这份文件。';
    }
  }

  /** Only how far it is, until it is read. */
  private async poll() {
    try {
      const { state, progress } = await this.api.get<{ state: string; progress: StaffDocument['progress'] }>(
        `${this.path}/reading`,
      );
      if (state !== 'reading' || !this.one) return await this.load();
      this.one = { ...this.one, progress };
      this.polling = setTimeout(() => void this.poll(), pollMs);
    } catch (error) {
      this.failed(error);
    }
  }

  private async step(name: string, body: object, said: string) {
    this.busy = true;
    try {
      const result = await this.api.post<{ id?: string }>(`${this.path}/${name}`, body);
      this.asked = null;
      this.say(said);
      if (name === 'superseded' && result.id) return this.go('documents', result.id);
      await this.load();
    } catch (error) {
      this.failed(error);
    } finally {
      this.busy = false;
    }
  }

  private get expected() {
    return this.one?.draft?.revision ?? 0;
  }

  private async correct({ field, value, reason }: FieldChange) {
    const before = this.one?.corrections.find((one) => one.field === field);
    const corrections = [{ field, ...(value === undefined ? {} : { value }), reason }];
    try {
      await this.api.post(`${this.path}/corrections`, { expected: this.expected, corrections });
      this.renderRoot.querySelector<FieldsElement>('wence-document-fields')?.done();
      this.renderRoot.querySelector<RelationsElement>('wence-document-relations')?.done();
      await this.load();
      const undo = before ? { field, value: before.value, reason: before.reason } : { field, value: undefined, reason: '' };
      this.say(value === undefined ? `已取消“${fieldNames[field]}”的更正。` : `已更正“${fieldNames[field]}”。`, () =>
        this.correct(undo),
      );
    } catch (error) {
      this.failed(error);
    }
  }

  private async take(step: Step) {
    const { one } = this;
    if (!one) return;
    if (step === 'recall') return this.step('recall', { expected: this.expected }, '已收回，可以继续修改。');
    if (step === 'edit') return this.step('edit', {}, '已开一份稿件，正在从原件重新读取。');
    if (step === 'discard') {
      const text = one.item ? '库里的文件不变，这份稿件里的更正都会丢掉。' : '上传的文件和更正都会丢掉。';
      if (!(await this.confirm({ title: '放弃这份稿件？', text, action: '放弃', danger: true }))) return;
      try {
        await this.api.delete(`${this.path}/draft?expected=${this.expected}`);
        this.say('已放弃。');
        if (one.item) await this.load();
        else this.go('documents');
      } catch (error) {
        this.failed(error);
      }
      return;
    }
    if (step === 'submit' || step === 'approve' || step === 'return' || step === 'withdraw') this.asked = step;
  }

  private async finish(detail: { reason?: string }) {
    const { one, asked } = this;
    if (!one || !asked) return;
    if (asked === 'superseded' || asked === 'withdraw')
      return this.step(asked, detail, asked === 'withdraw' ? '已撤下，现在到处都查不到了。' : '已记入对方的稿件，请送审。');
    if (!one.draft && one.item) return this.review(asked, detail, one.item.fingerprint);
    const said = { submit: '已送审，等另一人审核。', approve: '已发布，现在就能查到。', return: '已退回编辑。' }[asked];
    return this.step(asked, { expected: this.expected, ...detail }, said);
  }

  /** What came by ingestion is reviewed as it stands. */
  private async review(step: AskedStep, detail: { reason?: string }, fingerprint: string) {
    const body = step === 'return' ? { fingerprint, reason: detail.reason } : { fingerprint };
    this.busy = true;
    try {
      await this.api.post(`v1/staff/review/document/${encodeURIComponent(this.documentId)}/${step}`, body);
      this.asked = null;
      this.say(step === 'approve' ? '已发布，现在就能查到。' : '已退回。');
      await this.load();
    } catch (error) {
      this.failed(error);
    } finally {
      this.busy = false;
    }
  }

  private async exchange(event: Event) {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    const form = new FormData();
    form.set('file', file);
    if (this.one?.draft) form.set('expected', String(this.expected));
    this.busy = true;
    try {
      await this.api.upload(`${this.path}/file`, form);
      this.say('新文件已收下，正在读取。');
      await this.load();
    } catch (error) {
      this.failed(error);
    } finally {
      this.busy = false;
      input.value = '';
    }
  }

  override render() {
    if (this.problem)
      return html`${pageHeader('文件')}<p class="note bad" role="alert">${this.problem}</p>
        <p><a href=${addressOf('documents')}>返回文件列表</a></p>`;
    const { one } = this;
    if (!one) return html`${pageHeader('文件')}${loading()}`;
    const title = one.document?.title ?? one.draft?.title ?? '文件';
    // What kind of file it is turns out when it is read.
    const isRead = one.draft === null || one.draft.summary !== null;
    const pictured = isRead && one.hasOriginal && canShow(one.document?.mediaType ?? '');
    return html`${pageHeader(title, { lead: this.renderLead(one), actions: this.renderSteps(one) })}
      ${this.renderNotices(one)}
      <div class="side ${pictured ? '' : 'single'}">
        ${isRead && one.hasOriginal ? this.renderOriginal(one) : nothing}
        ${one.hasOriginal ? nothing : html`<p class="note">这份文件没有留存原件。</p>`}
        <div class="reading">${one.document ? this.renderReading(one) : nothing}</div>
      </div>
      ${
        this.asked
          ? html`<wence-step-dialog .api=${this.api} .step=${this.asked} .one=${one} ?busy=${this.busy} @done=${(
              event: CustomEvent,
            ) => this.finish(event.detail)} @close=${() => {
              this.asked = null;
            }}></wence-step-dialog>`
          : nothing
      }`;
  }

  private renderLead({ item, draft, document }: StaffDocument) {
    const parts = [document?.documentNumber, document?.issuer, document && kindNames[document.kind]].filter(Boolean).join(' · ');
    return html`<span class="badges">
        ${
          draft
            ? html`<span class="badge ${draft.state === 'submitted' ? 'warn' : draft.state === 'returned' ? 'bad' : 'label'}">稿件：${
                { draft: '修改中', submitted: '待审核', returned: '已退回' }[draft.state]
              }</span>`
            : nothing
        }
        ${item ? html`<span class="badge ${item.state === 'published' ? 'good' : item.state === 'withdrawn' ? 'bad' : 'warn'}">库中：${stateNames[item.state]}</span>` : html`<span class="badge">尚未发布</span>`}
      </span>
      ${parts}`;
  }

  private renderSteps({ steps, draft, item }: StaffDocument) {
    const words: Partial<Record<Step, string>> = {
      approve: '审核通过…',
      return: '退回…',
      submit: '送审…',
      recall: '收回送审',
      edit: '更正…',
      discard: '放弃稿件',
      withdraw: '撤下…',
    };
    const canReplace = steps.includes('exchange') || steps.includes('replace');
    return html`${steps
      .filter((step) => step in words)
      .map(
        (
          step,
        ) => html`<button class="button ${step === 'approve' || step === 'submit' ? 'primary' : ''}" type="button" ?disabled=${this.busy}
          @click=${() => this.take(step)}>${words[step]}</button>`,
      )}
    ${
      canReplace
        ? html`<label class="button file">替换文件…<input type="file" class="sr" ?disabled=${this.busy} @change=${this.exchange} /></label>`
        : nothing
    }
    ${
      item?.state === 'published' && !draft && this.may('document.write')
        ? html`<button class="button" type="button" @click=${() => {
            this.asked = 'superseded';
          }}>被取代…</button>`
        : nothing
    }`;
  }

  /** What must be seen first: whether it is read, what stands against it, what the machine doubts. */
  private renderNotices(one: StaffDocument) {
    const { draft, item, document } = one;
    const reading = draft && !draft.summary && !draft.failure;
    return html`
      ${reading ? progressNote(one) : nothing}
      ${
        draft?.failure
          ? html`<div class="note bad" role="alert"><p><b>没有读出来：</b>${draft.failure.reason}</p>
              <p class="soft">可以换一个文件，或者放弃这份稿件。</p></div>`
          : nothing
      }
      ${
        draft?.sameAs
          ? html`<p class="note warn">库里已有文字完全相同的文件：<a href=${addressOf('documents', draft.sameAs.id)}>《${draft.sameAs.title}》</a>。不必重复发布，可以放弃这份稿件。</p>`
          : nothing
      }
      ${draft?.note ? html`<p class="note ${draft.state === 'returned' ? 'bad' : ''}">${draft.state === 'returned' ? '退回的理由' : '送审时的话'}：${draft.note}</p>` : nothing}
      ${item?.state === 'withdrawn' ? html`<p class="note bad">已于 ${moment(item.withdrawnAt)} 撤下：${item.reviewNote}</p>` : nothing}
      ${document ? warningsNote(document, one.steps.includes('correct'), this.notices) : nothing}
      ${one.draft && one.corrections.length > 0 && !one.steps.includes('correct') ? correctionsNote(one) : nothing}
      ${one.validity ? validityLine(one.validity, one.publishedValidity) : nothing}
      ${this.changes ? changesCard(this.changes) : nothing}`;
  }

  private renderOriginal({ document, draft, item }: StaffDocument) {
    return html`<wence-original class="original" .api=${this.api} .documentId=${this.documentId} .mediaType=${document?.mediaType ?? ''}
      .pageCount=${document?.quality?.pageCount ?? null} .doubtful=${(document?.quality?.doubtfulPages ?? []).map(({ page }) => page)}
      .stamp=${draft?.file.sha256 ?? item?.versionId ?? ''} @failed=${(event: CustomEvent) => this.failed(event.detail)}></wence-original>`;
  }

  private renderReading(one: StaffDocument) {
    const { document, corrections, item, draft, clauses } = one;
    if (!document) return nothing;
    const editable = one.steps.includes('correct');
    const audiences = corrections.find(({ field }) => field === 'audiences')?.value ?? item?.audiences ?? ['public'];
    const change = (event: CustomEvent<FieldChange>) => this.correct(event.detail);
    const shown = this.all ? clauses : clauses.slice(0, shownClauses);
    const hasPages = document.mediaType === 'application/pdf' || document.mediaType.startsWith('image/');
    return html`<section class="card">
        <h2>要素</h2>
        ${
          !editable && one.steps.includes('edit')
            ? html`<p class="soft">要改请点上方“更正…”，会开一份稿件；通过之前公众看到的不变。</p>`
            : nothing
        }
        <wence-document-fields .record=${document} .corrections=${corrections} .audiences=${audiences} .unitId=${one.unitId}
          .units=${this.units} ?editable=${editable} @change-field=${change} @take-back=${(event: CustomEvent<CorrectedField>) =>
            this.correct({ field: event.detail, value: undefined, reason: '' })}></wence-document-fields>
      </section>
      <section class="card">
        <h2>与其他文件的关系</h2>
        <wence-document-relations .api=${this.api} .relations=${one.relations}
          .correction=${corrections.find(({ field }) => field === 'relations') ?? null} ?editable=${editable}
          @change-field=${change}></wence-document-relations>
      </section>
      ${item ? this.renderEntries(one) : nothing}
      <section class="card">
        <h2>读出的文字 <span class="soft">${clauses.length} 条</span></h2>
        ${clauseList(shown, hasPages ? (page) => this.toPage(page) : null)}
        ${
          shown.length < clauses.length
            ? html`<button class="button" type="button" @click=${() => {
                this.all = true;
              }}>显示全部 ${clauses.length} 条</button>`
            : nothing
        }
      </section>
      <section class="card">
        <h2>来历</h2>
        ${draft ? html`<p class="soft">稿件：${changeNames[draft.change]} ${draft.file.name}（${fileSize(draft.file.size)}），${draft.editors.join('、')}，${moment(draft.updatedAt)}</p>` : nothing}
        ${item ? html`<p class="soft">库中：${item.canonicalKey}，${item.createdBy} 录入${item.reviewedBy ? `，${item.reviewedBy} ${moment(item.reviewedAt)} 审核` : ''}</p>` : nothing}
        <wence-document-history .api=${this.api} .documentId=${this.documentId} .stamp=${`${item?.versionId} ${item?.revision}`}></wence-document-history>
      </section>`;
  }

  private renderEntries({ entries }: StaffDocument) {
    if (entries.length === 0) return nothing;
    return html`<section class="card">
      <h2>以它为依据的问答 <span class="soft">${entries.length} 条</span></h2>
      <ul class="entries">
        ${entries.map(
          ({ id, question, state, clauses }) => html`<li>
            <a href=${addressOf('entries', id)}>${question}</a>
            ${state === 'published' ? nothing : html`<span class="badge">${stateNames[state]}</span>`}
            ${clauses.length > 0 ? html`<span class="soft">${clauses.join('；')}</span>` : nothing}
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private readonly notices = {
    toPage: (page: number) => this.toPage(page),
    fill: (field: CorrectedField) => this.renderRoot.querySelector<FieldsElement>('wence-document-fields')?.open(field),
  };

  private toPage(page: number) {
    this.renderRoot.querySelector<OriginalElement>('wence-original')?.show(page);
  }

  static override styles = [...AdminPage.styles, ...documentStyles];
}
customElements.define('wence-admin-document', DocumentElement);
