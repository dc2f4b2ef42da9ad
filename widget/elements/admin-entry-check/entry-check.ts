import { css, html, LitElement, nothing } from 'lit';
import { isAbort } from '../../shared/api.ts';
import type { StaffApi } from '../../shared/staff-api.ts';
import { base } from '../../shared/theme.ts';
import { addressOf } from '../admin/page.ts';
import { partStyles } from '../admin/parts/styles.ts';
import type { EntryContent } from '../admin-entries/entry-types.ts';
import { type EntryCheck, verdicts } from './check-types.ts';

/** After the last key. */
const restMs = 1_200;
const shownQuestions = 8;

/**
 * Hints to the writer and the reviewer: near texts, figures that do not agree, questions that would be answered otherwise. Asks again when somebody
 * has stopped typing. Set `api`, `content` and, for an entry that there is, `itemId`. Fires `checked` (EntryCheck) with what was found, for a
 * line elsewhere on the page that leads here by `focus()`.
 */
export class EntryCheckElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    content: { attribute: false },
    itemId: { attribute: false },
    heading: {},
    found: { state: true },
    problem: { state: true },
    asking: { state: true },
  };
  declare api: StaffApi;
  declare content: EntryContent;
  declare itemId: string | null;
  declare heading: string;
  declare private found: EntryCheck | null;
  declare private problem: string;
  declare private asking: boolean;
  private asked = '';
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  constructor() {
    super();
    this.itemId = null;
    this.heading = '边写边查';
    this.found = null;
    this.problem = '';
    this.asking = false;
  }

  override focus() {
    const heading = this.renderRoot.querySelector<HTMLElement>('h2');
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.waiting);
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('content') || !this.content) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.ask(), this.found ? restMs : 300);
  }

  private async ask() {
    const text = JSON.stringify(this.content);
    if (text === this.asked || this.content.question.trim().length < 4) return;
    this.asked = text;
    const turn = ++this.turn;
    this.asking = true;
    try {
      const found = await this.api.post<EntryCheck>('v1/staff/entries/check', { content: this.content, itemId: this.itemId });
      if (turn !== this.turn) return;
      this.found = found;
      this.problem = '';
      this.dispatchEvent(new CustomEvent<EntryCheck>('checked', { detail: found }));
    } catch (error) {
      if (!isAbort(error) && turn === this.turn) this.problem = error instanceof Error ? error.message : '没有查成';
    } finally {
      if (turn === this.turn) this.asking = false;
    }
  }

  override render() {
    const { found } = this;
    return html`<section class="card" aria-label=${this.heading}>
      <h2 tabindex="-1">${this.heading} <span class="soft" role="status">${this.asking ? '正在比对…' : ''}</span></h2>
      ${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}
      ${
        found
          ? html`${this.renderFigures(found)} ${this.renderNear(found)} ${this.renderImpact(found)}
              <p class="soft">都是机器的估计，供人参考，不影响送审和通过。</p>`
          : html`<p class="soft">写下问题之后，这里会列出相近的问答和条款、对不上的数字，以及会改变哪些问题的答复。</p>`
      }
    </section>`;
  }

  private renderFigures({ figures, unsupported }: EntryCheck) {
    if (figures.length === 0 && unsupported.length === 0) return nothing;
    return html`<div>
      <h3>数字和日期</h3>
      <ul>
        ${figures.map(
          ({ against, label, said, known, sentence, knownSentence }) => html`<li>
            <span class="badge ${against === 'basis' ? 'bad' : 'warn'}">${against === 'basis' ? '与依据不一致' : '与相近内容不一致'}</span>
            这里是 <strong>${said}</strong>，“${label}”里是 <strong>${known}</strong>
            <p class="soft">这里：${sentence}<br />那里：${knownSentence}</p></li>`,
        )}
        ${unsupported.map(
          ({ value, sentence }) =>
            html`<li><span class="badge">依据里没有</span> <strong>${value}</strong> <span class="soft">${sentence}</span></li>`,
        )}
      </ul>
    </div>`;
  }

  private renderNear({ near }: EntryCheck) {
    if (near.length === 0) return html`<p class="soft">没有相近的问答和条款。</p>`;
    return html`<div>
      <h3>相近的内容</h3>
      <ul>
        ${near.map(
          ({ kind, itemId, label, text, duplicate, lapsed }) => html`<li>
            ${duplicate ? html`<span class="badge bad">可能重复</span>` : nothing}
            ${lapsed ? html`<span class="badge warn">${lapsed}</span>` : nothing}
            <span class="badge">${{ faq: '问答', document: '条款', draft: '草稿' }[kind]}</span>
            <a href=${addressOf(kind === 'document' ? 'documents' : 'entries', itemId)} target="_blank" rel="noopener">${label}</a>
            <p class="soft">${text}</p></li>`,
        )}
      </ul>
    </div>`;
  }

  private renderImpact({ impact }: EntryCheck) {
    const { changed, asked, cases } = impact;
    const seen = `比对了 ${asked} 个问过的问题${cases > 0 ? `、${cases} 道评测题` : ''}。`;
    if (changed.length === 0) return html`<p class="soft">发布后不改变其他问题的答复。${seen}</p>`;
    return html`<div>
      <h3>发布后会改变的答复</h3>
      <ul>
        ${changed.slice(0, shownQuestions).map(
          ({ question, from, caseId, times, verdict, words }) => html`<li>
            <span class="badge ${{ better: 'good', worse: 'bad', look: 'warn' }[verdict]}">${verdicts[verdict]}</span>
            ${question} <span class="soft">${from === 'case' ? `评测题 ${caseId}` : times > 1 ? `问过 ${times} 次` : ''}</span>
            <p class="soft">${words}</p></li>`,
        )}
      </ul>
      ${changed.length > shownQuestions ? html`<p class="soft">还有 ${changed.length - shownQuestions} 个。</p>` : nothing}
      <p class="soft">${seen}</p>
    </div>`;
  }

  static override styles = [
    base,
    partStyles,
    css`
      :host {
        display: block;
      }
      .card {
        display: grid;
        gap: 10px;
      }
      h2 {
        scroll-margin-top: 76px;
      }
      h3 {
        margin: 0 0 4px;
        font-size: var(--w-text);
      }
      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        overflow-wrap: anywhere;
      }
      li p {
        max-height: 4.8em;
        overflow: hidden;
      }
    `,
  ];
}
customElements.define('wence-entry-check', EntryCheckElement);
