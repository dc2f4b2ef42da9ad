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
import { changeNames, fileSize, kindNames, stateNames } from './names.ts';
import { changesCard, correctionsNote, goneLine, progressNote, validityLine, warningsNote } from './notices.ts';
import { OpenDocument } from './open-document.ts';
import './original.ts';
import { canShow, type OriginalElement } from './original.ts';
import './relations.ts';
import type { RelationsElement } from './relations.ts';
import type { AskedStep } from './step-dialog.ts';
import './step-dialog.ts';

/** One document: the original beside what the machine read, warnings first; set right, send on, review, withdraw. */
export class DocumentElement extends AdminPage {
  static override properties = {
    documentId: { attribute: false },
    units: { attribute: false },
    asked: { state: true },
    all: { state: true },
  };
  declare documentId: string;
  declare units: Unit[];
  declare private asked: AskedStep | null;
  declare private all: boolean;
  private document = new OpenDocument(this);

  constructor() {
    super();
    this.units = [];
    this.asked = null;
    this.all = false;
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('documentId')) return;
    this.all = false;
    void this.document.open(this.documentId);
  }

  override unsaved(): boolean {
    const fields = this.renderRoot.querySelector<FieldsElement>('wence-document-fields');
    const relations = this.renderRoot.querySelector<RelationsElement>('wence-document-relations');
    return (fields?.dirty ?? false) || (relations?.dirty ?? false);
  }

  private correct(change: FieldChange) {
    return this.document.correct(change, this.closeForms);
  }

  private take(step: Step) {
    if (step === 'recall') void this.document.step('recall', {}, '已收回，可以继续修改。');
    else if (step === 'edit') void this.document.step('edit', {}, '已开一份稿件，正在从原件重新读取。');
    else if (step === 'discard') void this.document.discard();
    else if (step === 'submit') void this.submit();
    else if (step === 'approve' || step === 'return' || step === 'withdraw') this.asked = step;
  }

  /** What is typed and not kept would not go along. */
  private async submit() {
    const question = {
      title: '有更正还没有保存',
      text: '打开着的更正没有保存，送审的稿件里不会有它。',
      action: '不要这条更正，送审',
      danger: true,
    };
    if (this.unsaved() && !(await this.confirm(question))) {
      this.renderRoot.querySelector<FieldsElement>('wence-document-fields')?.show();
      return;
    }
    this.closeForms();
    this.asked = 'submit';
  }

  private closeForms = () => {
    this.renderRoot.querySelector<FieldsElement>('wence-document-fields')?.done();
    this.renderRoot.querySelector<RelationsElement>('wence-document-relations')?.done();
  };

  private async finish(asked: AskedStep, detail: { reason?: string }) {
    const said: Record<AskedStep, string> = {
      submit: '已送审，等另一人审核。',
      approve: '已发布，现在就能查到。',
      return: '已退回编辑。',
      withdraw: '已撤下，现在到处都查不到了。',
      superseded: '已记入对方的稿件，请送审。',
    };
    const { draft, item } = this.document.one ?? {};
    const isIngested = (asked === 'approve' || asked === 'return') && !draft && item;
    const done = isIngested
      ? await this.document.review(asked, item, detail.reason)
      : await this.document.step(asked, detail, said[asked]);
    if (done) this.asked = null;
  }

  private async exchange(event: Event) {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    await this.document.exchange(file);
    input.value = '';
  }

  override render() {
    const { one, problem } = this.document;
    if (problem)
      return html`${pageHeader('文件')}<p class="note bad" role="alert">${problem}</p>
        <p><a href=${addressOf('documents')}>返回文件列表</a></p>`;
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
          ? html`<wence-step-dialog .api=${this.api} .step=${this.asked} .one=${one} ?busy=${this.document.busy} @done=${(
              event: CustomEvent,
            ) => this.finish(this.asked!, event.detail)} @close=${() => {
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
        ) => html`<button class="button ${step === 'approve' || step === 'submit' ? 'primary' : ''}" type="button" ?disabled=${this.document.busy}
          @click=${() => this.take(step)}>${words[step]}</button>`,
      )}
    ${
      canReplace
        ? html`<label class="button file">替换文件…<input type="file" class="sr" ?disabled=${this.document.busy} @change=${this.exchange} /></label>`
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
    const isGone = item?.state === 'withdrawn' && !draft;
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
      ${document && !isGone ? warningsNote(document, one.steps.includes('correct'), this.notices) : nothing}
      ${one.draft && one.corrections.length > 0 && !one.steps.includes('correct') ? correctionsNote(one) : nothing}
      ${isGone ? goneLine() : one.validity ? validityLine(one.validity, one.publishedValidity) : nothing}
      ${this.document.changes ? changesCard(this.document.changes) : nothing}`;
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
