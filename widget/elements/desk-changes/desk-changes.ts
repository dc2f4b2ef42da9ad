import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { chineseTime } from '../../shared/format.ts';
import { base } from '../../shared/theme.ts';
import type { Opened } from '../desk/opened.ts';

export interface Change {
  kind: 'new' | 'changed' | 'begun' | 'ended' | 'withdrawn';
  itemId: string;
  itemKind: 'document' | 'faq';
  /** Null for what can no longer be read. */
  title: string | null;
  documentNumber: string | null;
  unit: string | null;
  at: string;
  parts: string[];
}

export interface SettledReport {
  id: string;
  kind: 'gap' | 'error';
  question: string;
  state: 'answered' | 'dismissed';
  note: string | null;
  handledAt: string | null;
  itemId: string | null;
}

export interface WhatChanged {
  since: string;
  /** There was no earlier shift: the last seven days are told instead. */
  first: boolean;
  changes: Change[];
  reports: SettledReport[];
}

const kindWords: Record<Change['kind'], [words: string, tone: string]> = {
  new: ['新发布', 'good'],
  changed: ['有改动', 'warn'],
  begun: ['开始生效', 'good'],
  ended: ['已失效', 'bad'],
  withdrawn: ['已撤下', 'bad'],
};
/** What hurts most when it is overlooked comes first. */
const order: Change['kind'][] = ['withdrawn', 'ended', 'changed', 'new', 'begun'];

/** Values of `period`: since the last shift, or so many days. */
const periods: [string, string][] = [
  ['', '上次上班以来'],
  ['1', '今天'],
  ['3', '近三天'],
  ['7', '近七天'],
  ['30', '近三十天'],
];

/**
 * What an agent has to know before answering as yesterday. Fires `open-item` with an id, `period` with the days chosen. What is gone is
 * named and cannot be opened.
 */
export class DeskChangesElement extends LitElement {
  static override properties = {
    told: { attribute: false },
    opened: { attribute: false },
    period: {},
    problem: {},
  };
  declare told: WhatChanged | null;
  /** What was open in this tab: of what is gone the server gives no title. */
  declare opened: Opened[];
  declare period: string;
  declare problem: string;

  constructor() {
    super();
    this.told = null;
    this.opened = [];
    this.period = '';
    this.problem = '';
  }

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  private fire(name: string, detail: unknown) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  override render() {
    return html`<div class="head">
        <h2 tabindex="-1">变化</h2>
        <select aria-label="从什么时候起" @change=${(event: Event) => this.fire('period', (event.target as HTMLSelectElement).value)}>
          ${periods.map(([value, words]) => html`<option value=${value} ?selected=${value === this.period}>${value === '' && this.told?.first ? '最近 7 天' : words}</option>`)}
        </select>
        ${this.told ? html`<p class="soft">自 ${chineseTime(new Date(this.told.since))} 起，您能看到的内容</p>` : nothing}
        ${this.told?.first ? html`<p class="soft">您之前没有登录过，没有“上次上班”，这里是最近 7 天的。</p>` : nothing}
      </div>
      ${this.renderBody()}`;
  }

  private renderBody() {
    if (this.problem) return html`<p role="alert">${this.problem}</p>`;
    if (!this.told) return html`<p role="status" class="soft">正在读取…</p>`;
    const { changes, reports } = this.told;
    if (changes.length + reports.length === 0)
      return html`<p class="empty">没有变化，照常答复即可。问答或文件一经发布、修改、撤下或到期，会列在这里。</p>`;
    const sorted = [...changes].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    const list = html`<ul>${sorted.map((change) => this.renderChange(change))}</ul>`;
    return html`
      ${reports.length > 0 ? html`<h3>您的上报</h3><ul>${reports.map((report) => this.renderReport(report))}</ul>` : nothing}
      ${changes.length > 0 ? this.renderContent(changes.length, list) : nothing}
    `;
  }

  /** To a newcomer all of it is new: it waits folded until it is wanted. */
  private renderContent(count: number, list: TemplateResult) {
    return this.told?.first
      ? html`<details><summary>最近 7 天的变化 ${count} 条</summary>${list}</details>`
      : html`<h3>内容 ${count} 条</h3>${list}`;
  }

  private renderChange(change: Change) {
    const [words, tone] = kindWords[change.kind];
    const gone = change.kind === 'withdrawn' || (change.kind === 'ended' && change.itemKind === 'faq');
    const about = [change.documentNumber, change.unit, chineseTime(new Date(change.at))].filter(Boolean).join(' · ');
    const known = this.opened.find(({ id }) => id === change.itemId);
    const body = html`<span class="badge ${tone}">${words}</span>
      <span class="what"><b>${change.title ?? known?.title ?? `一${change.itemKind === 'faq' ? '条常见问题' : '份文件'}`}</b>
        <span class="soft">${change.parts.length > 0 ? `改了${change.parts.join('、')} · ` : ''}${about}</span>
        ${gone ? html`<span class="gone">${known ? `您 ${chineseTime(new Date(known.at))} 打开过。` : ''}查不到的就不要再按它答复。</span>` : nothing}
      </span>`;
    return html`<li>${gone ? html`<div class="row">${body}</div>` : html`<button class="row" @click=${() => this.fire('open-item', change.itemId)}>${body}</button>`}</li>`;
  }

  private renderReport(report: SettledReport) {
    const answered = report.state === 'answered';
    const body = html`<span class="badge ${answered ? 'good' : ''}">${answered ? (report.kind === 'error' ? '已更正' : '已有答案') : '不处理'}</span>
      <span class="what"><b>${report.question}</b>${report.note ? html`<span class="soft">${report.note}</span>` : nothing}</span>`;
    const { itemId } = report;
    return html`<li>${itemId ? html`<button class="row" @click=${() => this.fire('open-item', itemId)}>${body}</button>` : html`<div class="row">${body}</div>`}</li>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 14px;
      }
      h2 {
        font-size: 20px;
        line-height: 1.5;
      }
      h3 {
        margin: 16px 0 6px;
        font-size: var(--w-small);
        color: var(--w-ink-soft);
      }
      select {
        min-height: 36px;
        padding: 2px 8px;
        border: 1px solid var(--w-line-strong);
        border-radius: var(--w-radius);
        background: var(--w-surface);
        font-size: var(--w-small);
      }
      ul {
        border: 1px solid var(--w-line);
        border-radius: var(--w-radius);
        background: var(--w-surface);
        overflow: hidden;
      }
      li + li {
        border-top: 1px solid var(--w-line);
      }
      .row {
        display: flex;
        align-items: baseline;
        gap: 10px;
        width: 100%;
        min-height: 44px;
        padding: 8px 14px;
        border: 0;
        background: transparent;
        text-align: left;
      }
      button.row {
        cursor: pointer;
      }
      button.row:hover {
        background: var(--w-primary-soft);
      }
      button.row:focus-visible {
        outline-offset: -3px;
      }
      .badge {
        flex: none;
        justify-content: center;
        min-width: 5em;
        font-size: 13px;
      }
      .what {
        display: grid;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      b {
        font-weight: 600;
        line-height: 1.5;
      }
      summary {
        min-height: 44px;
        padding: 10px 0;
        cursor: pointer;
      }
      .gone {
        color: var(--w-bad);
        font-size: var(--w-small);
      }
      .empty {
        padding: 24px 0;
        color: var(--w-ink-soft);
      }
    `,
  ];
}
customElements.define('wence-desk-changes', DeskChangesElement);
