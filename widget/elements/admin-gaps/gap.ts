import { css, html, nothing } from 'lit';
import type { Unit } from '../../shared/staff-types.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { selectField } from '../admin/parts/field.ts';
import { ago, moment } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import { channelWords, type Gap, gapBadges, reasonWords, type WholeGap, waits } from './gap-types.ts';
import './settle.ts';

/** One gap: who reported it and how often, what asks the same, and what can be done. */
export class AdminGapElement extends AdminPage {
  static override properties = {
    gapId: {},
    units: { attribute: false },
    whole: { state: true },
    together: { state: true },
    settling: { state: true },
    missing: { state: true },
  };
  declare gapId: string;
  declare units: Unit[];
  declare private whole: WholeGap | null;
  /** Ids of the like ones that are answered with this one. */
  declare private together: string[];
  declare private settling: '' | 'answer' | 'dismiss';
  declare private missing: boolean;

  constructor() {
    super();
    this.gapId = '';
    this.units = [];
    this.whole = null;
    this.together = [];
    this.settling = '';
    this.missing = false;
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('gapId')) void this.load();
  }

  private async load() {
    try {
      const whole = await this.api.get<WholeGap>(`v1/staff/gaps/${encodeURIComponent(this.gapId)}`);
      this.whole = whole;
      this.together = whole.like.map(({ id }) => id);
      this.missing = false;
    } catch (error) {
      this.missing = !this.whole;
      this.failed(error);
    }
  }

  /** One step; its message offers the way back. */
  private step = async (body: object, words: string, back = true) => {
    const { whole } = this;
    if (!whole) return;
    try {
      const gap = await this.api.post<Gap>(`v1/staff/gaps/${whole.gap.id}/steps`, { ...body, revision: whole.gap.revision });
      this.whole = { ...whole, gap };
      this.settling = '';
      this.say(words, back ? () => this.step({ step: 'reopen' }, '已恢复为待处理。', false) : undefined);
      await this.load();
    } catch (error) {
      this.failed(error);
      await this.load();
    }
  };

  private get ids(): string[] {
    return this.whole ? [this.whole.gap.id, ...this.together] : [];
  }

  /** The new entry's page links the gaps when its draft is first kept. */
  private draft() {
    if (this.whole) this.go('entries', 'new', this.whole.gap.question, this.ids.join(','));
  }

  /** What is wrong is changed in its own page; its next publication answers the reports. */
  private async mend(gap: Gap) {
    if (!gap.itemId) return;
    try {
      await this.api.post('v1/staff/gaps/links', { ids: this.ids, itemId: gap.itemId });
      this.go(gap.itemId.startsWith('d') ? 'documents' : 'entries', gap.itemId);
    } catch (error) {
      this.failed(error);
    }
  }

  override render() {
    const back = html`<a class="button" href=${addressOf('gaps')}>回到列表</a>`;
    if (this.missing) return html`${pageHeader('缺口和纠错')} ${emptyState('没有这条记录', '可能已被上报的坐席撤回。', back)}`;
    if (!this.whole) return html`${pageHeader('缺口和纠错')} ${loading()}`;
    const { gap, reports } = this.whole;
    return html`${pageHeader(gap.question, { lead: gapBadges(gap), actions: back })}
      <div class="columns">
        <div>${this.renderWhat(gap)} ${this.renderReports(this.whole)}</div>
        <div>${this.may('gap.handle') ? this.renderActions(gap) : nothing} ${this.renderLike(this.whole.like, gap)}</div>
      </div>
      ${
        this.settling
          ? html`<wence-gap-settle .api=${this.api} .me=${this.me} .how=${this.settling} .question=${gap.question} .reports=${reports.length}
              @close=${() => {
                this.settling = '';
              }} @settled=${(event: CustomEvent<object>) =>
                this.step(
                  event.detail,
                  this.settling === 'answer' ? '已记为有答案，上报的坐席会看到。' : '已记为不处理，上报的坐席会看到理由。',
                )}></wence-gap-settle>`
          : nothing
      }`;
  }

  private renderWhat(gap: Gap) {
    const unit = this.units.find(({ id }) => id === gap.unitId)?.name;
    const rows: [string, unknown][] = [
      ['原因', reasonWords(gap.reason)],
      [
        '报错的内容',
        gap.itemId
          ? html`<a href=${addressOf(gap.itemId.startsWith('d') ? 'documents' : 'entries', gap.itemId)}>${gap.itemTitle ?? '查看'}</a>`
          : null,
      ],
      ['首次 / 最近', `${moment(gap.at)} / ${moment(gap.lastAt)}`],
      ['处理期限', gap.dueOn],
      ['承办单位', unit ?? (gap.unitId ? '其他单位' : '未指定')],
      ['处理', gap.handledName ? `${gap.handledName} · ${moment(gap.handledAt)}` : null],
      ['处理说明', gap.note],
      [
        '据此编写的内容',
        gap.resultItemId
          ? html`<a href=${addressOf(gap.resultItemId.startsWith('d') ? 'documents' : 'entries', gap.resultItemId)}>打开</a>${gap.state === 'taken' ? '（发布后自动记为已答复）' : ''}`
          : null,
      ],
    ];
    return html`<section class="card"><dl>${rows.map(([name, value]) => (value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing))}</dl></section>`;
  }

  private renderReports({ reports, gap }: WholeGap) {
    return html`<section class="card"><h2>问过 ${gap.reports} 次</h2>
      <ul class="reports">${reports.map(
        (report) => html`<li>
          <p>${report.question}</p>
          ${report.words ? html`<p class="words">${report.words}</p>` : nothing}
          <p class="soft">${channelWords[report.channel]} · ${report.reporterName ?? '系统自动记录'} · ${ago(report.at)}</p>
        </li>`,
      )}</ul></section>`;
  }

  private renderActions(gap: Gap) {
    if (!waits(gap))
      return html`<section class="card"><h2>处理</h2>
        <button class="button" type="button" @click=${() => this.step({ step: 'reopen' }, '已恢复为待处理。', false)}>重新打开</button></section>`;
    const units = [
      { value: '', label: '未指定' },
      ...this.units.filter(({ retiredAt }) => !retiredAt).map(({ id, name }) => ({ value: id, label: name })),
    ];
    return html`<section class="card actions"><h2>处理</h2>
      ${
        gap.kind === 'gap'
          ? html`<button class="button primary" type="button" @click=${this.draft}>起草问答${this.together.length > 0 ? `（一并答复 ${this.together.length + 1} 条）` : ''}</button>
            <p class="soft">问题已填好；审核发布后，这${this.together.length > 0 ? '些' : '条'}缺口自动记为已答复，上报的坐席会看到。</p>`
          : html`<button class="button primary" type="button" @click=${() => this.mend(gap)}>去修改这条内容</button>
            <p class="soft">改好并审核发布后，这条报错自动记为已更正。</p>`
      }
      ${gap.state === 'open' ? html`<button class="button" type="button" @click=${() => this.step({ step: 'take' }, '已记为您在处理。')}>我来处理</button>` : nothing}
      <button class="button" type="button" @click=${() => {
        this.settling = 'answer';
      }}>已有答案…</button>
      <button class="button" type="button" @click=${() => {
        this.settling = 'dismiss';
      }}>不处理…</button>
      ${
        this.units.length > 0
          ? selectField({
              name: 'unit',
              label: '转给单位',
              value: gap.unitId ?? '',
              options: units,
              change: (unitId) =>
                this.step({ step: 'assign', unitId: unitId || null }, unitId ? '已转给该单位。' : '已改为未指定单位。', false),
            })
          : nothing
      }
    </section>`;
  }

  private renderLike(like: Gap[], gap: Gap) {
    if (like.length === 0) return nothing;
    const toggle = (id: string) => {
      this.together = this.together.includes(id) ? this.together.filter((one) => one !== id) : [...this.together, id];
    };
    const choosing = this.may('gap.handle') && waits(gap);
    return html`<section class="card"><h2>问法相近</h2>
      ${choosing ? html`<p class="soft">勾选的和这条一并答复。</p>` : nothing}
      <ul class="reports">${like.map(
        (one) =>
          html`<li>${
            choosing
              ? html`<label class="choice"><input type="checkbox" .checked=${this.together.includes(one.id)} @change=${() => toggle(one.id)} /><span>${one.question}<small>${one.reports} 次 · ${ago(one.lastAt)}</small></span></label>`
              : html`<a href=${addressOf('gaps', one.id)}>${one.question}</a>`
          }</li>`,
      )}</ul></section>`;
  }

  static override styles = [
    ...AdminPage.styles,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1.6fr) minmax(280px, 1fr);
        gap: 16px;
        align-items: start;
      }
      @media (max-width: 860px) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
        .columns > :last-child {
          order: -1;
        }
      }
      dl {
        display: grid;
        gap: 6px;
      }
      dl div {
        display: flex;
        gap: 12px;
      }
      dt {
        flex: none;
        width: 7.5em;
        color: var(--w-ink-soft);
      }
      dd {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .actions {
        display: grid;
        gap: 8px;
      }
      .reports li {
        padding: 8px 0;
        border-bottom: 1px solid var(--w-line);
        overflow-wrap: anywhere;
      }
      .reports li:last-child {
        border-bottom: 0;
      }
      .words {
        padding-left: 10px;
        border-left: 3px solid var(--w-warn);
      }
    `,
  ];
}
customElements.define('wence-admin-gap', AdminGapElement);
