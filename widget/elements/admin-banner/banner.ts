import { css, html, nothing } from 'lit';
import { chineseTime } from '../../shared/format.ts';
import type { Channel } from '../../shared/types.ts';
import { AdminPage } from '../admin/page.ts';
import { choices, selectField, textField } from '../admin/parts/field.ts';
import { loading, pageHeader } from '../admin/parts/page-parts.ts';
import type { BannerState, StaffBanner } from './banner-types.ts';

const levels = [
  { value: 'notice', label: '通知（蓝）' },
  { value: 'warning', label: '提醒（黄）' },
  { value: 'urgent', label: '紧急（红，读屏软件立即播报）' },
];
const channelOptions: { value: Channel; label: string }[] = [
  { value: 'web', label: '网页问答窗口' },
  { value: 'hotline', label: '12345 热线坐席' },
  { value: 'window', label: '政务服务窗口' },
];
const longestText = 200;

interface Form {
  text: string;
  level: string;
  channels: string[];
  /** As the field has it: 2026-11-23T15:00, Shanghai time; empty begins at once. */
  from: string;
  until: string;
  linkLabel: string;
  linkUrl: string;
}

const hour = 3_600_000;
const inShanghai = (at: Date) => new Date(at.getTime() + 8 * hour).toISOString().slice(0, 16);
const instantOf = (local: string) => new Date(`${local}:00+08:00`).toISOString();

/** 紧急提示: hangs over all channels chosen, ends by itself. */
export class AdminBannerElement extends AdminPage {
  static override properties = { state: { state: true }, form: { state: true }, problem: { state: true } };
  declare private state: BannerState | null;
  declare private form: Form;
  declare private problem: string;

  constructor() {
    super();
    this.state = null;
    this.problem = '';
    this.form = this.emptyForm();
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load();
  }

  override unsaved(): boolean {
    return this.form.text.trim() !== '' && this.form.text !== this.state?.banner?.text;
  }

  private emptyForm(): Form {
    return {
      text: '',
      level: 'warning',
      channels: ['web', 'hotline', 'window'],
      from: '',
      until: inShanghai(new Date(Date.now() + 12 * hour)),
      linkLabel: '',
      linkUrl: '',
    };
  }

  private async load() {
    try {
      this.state = await this.api.get<BannerState>('v1/staff/banner');
    } catch (error) {
      this.failed(error);
    }
  }

  /** The one that hangs or will. */
  private get live(): StaffBanner | null {
    const banner = this.state?.banner ?? null;
    return banner && Date.parse(banner.until) > Date.now() ? banner : null;
  }

  private change(part: Partial<Form>) {
    this.form = { ...this.form, ...part };
    this.problem = '';
  }

  private get wanted(): StaffBanner {
    const { text, level, channels, from, until, linkLabel, linkUrl } = this.form;
    if (!text.trim()) throw new Error('请写提示的内容。');
    if (channels.length === 0) throw new Error('请至少选一个渠道。');
    if (!until) throw new Error('请选结束时间，到时自动撤下。');
    if (Boolean(linkLabel.trim()) !== Boolean(linkUrl.trim())) throw new Error('链接的文字和地址要一起填，或都不填。');
    return {
      text: text.trim(),
      level: level as StaffBanner['level'],
      channels: channels as Channel[],
      from: from ? instantOf(from) : new Date().toISOString(),
      until: instantOf(until),
      link: linkUrl.trim() ? { label: linkLabel.trim(), url: linkUrl.trim() } : null,
    };
  }

  private async submit(event: Event) {
    event.preventDefault();
    try {
      const banner = this.wanted;
      const where = banner.channels.map((channel) => channelOptions.find(({ value }) => value === channel)?.label).join('、');
      const text = `${banner.text}\n\n显示在：${where}\n${this.form.from ? `从 ${chineseTime(new Date(banner.from))}` : '立即'}起，至 ${chineseTime(new Date(banner.until))}${this.live ? '\n\n将代替现在的一条。' : ''}`;
      if (!(await this.confirm({ title: '挂出这条提示？', text, action: '挂出', danger: banner.level === 'urgent' }))) return;
      const before = this.live;
      this.state = await this.api.put<BannerState>('v1/staff/banner', { banner, revision: this.state?.revision ?? 0 });
      this.form = this.emptyForm();
      this.say('已挂出，各渠道一分钟内显示。', () => (before ? this.put(before, '已换回原来的一条。') : this.takeDown(false)));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '没有挂出，请重试。';
    }
  }

  private async put(banner: StaffBanner, words: string) {
    try {
      this.state = await this.api.put<BannerState>('v1/staff/banner', { banner, revision: this.state?.revision ?? 0 });
      this.say(words);
    } catch (error) {
      this.failed(error);
    }
  }

  private async takeDown(ask: boolean) {
    const before = this.live;
    const question = { title: '撤下这条提示？', text: '所有渠道一分钟内不再显示。', action: '撤下', danger: true };
    if (ask && !(await this.confirm(question))) return;
    try {
      this.state = await this.api.delete<BannerState>(`v1/staff/banner?revision=${this.state?.revision ?? 0}`);
      this.say('已撤下。', before ? () => this.put(before, '已重新挂出。') : undefined);
    } catch (error) {
      this.failed(error);
      await this.load();
    }
  }

  private copyToForm(banner: StaffBanner) {
    this.form = {
      text: banner.text,
      level: banner.level,
      channels: banner.channels,
      from: '',
      until: Date.parse(banner.until) > Date.now() ? inShanghai(new Date(banner.until)) : this.emptyForm().until,
      linkLabel: banner.link?.label ?? '',
      linkUrl: banner.link?.url ?? '',
    };
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#text')?.focus());
  }

  override render() {
    return html`${pageHeader('紧急提示', { lead: '停电停办、系统故障、政策紧急调整时挂在所有页面上方；到时自动撤下。' })}
      ${this.state ? html`${this.renderNow(this.state)}${this.renderForm()}` : loading()}`;
  }

  private renderNow({ banner, changedBy, changedAt }: BannerState) {
    if (!banner) return html`<p class="note">现在没有紧急提示${changedAt ? `（上一条由${changedBy}撤下）` : ''}。</p>`;
    const { live } = this;
    const begun = Date.parse(banner.from) <= Date.now();
    const standing = !live ? '已结束' : begun ? '正在显示' : '尚未开始';
    return html`<section class="card now">
      <h2>${live ? '现在的一条' : '上一条'} <span class="badge ${live ? 'good' : ''}">${standing}</span></h2>
      <p class="shown ${banner.level}">${banner.text}</p>
      <p class="soft">${banner.channels.map((channel) => channelOptions.find(({ value }) => value === channel)?.label).join('、')} ·
        ${chineseTime(new Date(banner.from))} 至 ${chineseTime(new Date(banner.until))} · ${changedBy} 设置</p>
      <div class="buttons">
        <button class="button" type="button" @click=${() => this.copyToForm(banner)}>改一改再挂</button>
        ${live ? html`<button class="button danger" type="button" @click=${() => this.takeDown(true)}>撤下</button>` : nothing}
      </div>
    </section>`;
  }

  private renderForm() {
    const { form } = this;
    return html`<form class="card form" @submit=${this.submit}>
      <h2>${this.live ? '换一条' : '挂一条'}</h2>
      ${textField({
        name: 'text',
        label: '内容',
        rows: 2,
        maxLength: longestText,
        value: form.text,
        help: `一两句话说清：什么事、到什么时候、怎么办。已写 ${form.text.length} 字，最多 ${longestText} 字。`,
        input: (text) => this.change({ text }),
      })}
      <div class="row">
        ${selectField({ name: 'level', label: '程度', value: form.level, options: levels, change: (level) => this.change({ level }) })}
        ${this.renderTime('from', '开始（空着为立即）', form.from)}
        ${this.renderTime('until', '结束', form.until)}
      </div>
      ${choices({ name: 'channels', label: '显示在', values: form.channels, options: channelOptions, change: (channels) => this.change({ channels }) })}
      <div class="row">
        ${textField({ name: 'link-label', label: '链接文字', optional: true, maxLength: 40, value: form.linkLabel, input: (linkLabel) => this.change({ linkLabel }) })}
        ${textField({ name: 'link-url', label: '链接地址', optional: true, type: 'url', placeholder: 'https://', value: form.linkUrl, input: (linkUrl) => this.change({ linkUrl }) })}
      </div>
      ${form.text.trim() ? html`<div><p class="soft">预览</p><p class="shown ${form.level}">${form.text}</p></div>` : nothing}
      <p class="problem" role="alert">${this.problem}</p>
      <div class="buttons"><button class="button primary">挂出…</button></div>
    </form>`;
  }

  private renderTime(name: 'from' | 'until', label: string, value: string) {
    return html`<div class="field"><label for=${name}>${label}</label>
      <input id=${name} name=${name} type="datetime-local" .value=${value}
        @input=${(event: Event) => this.change({ [name]: (event.target as HTMLInputElement).value })} /></div>`;
  }

  static override styles = [
    ...AdminPage.styles,
    css`
      .now {
        display: grid;
        gap: 8px;
        margin-bottom: 16px;
      }
      p.note {
        margin-bottom: 16px;
      }
      .shown {
        padding: 8px 16px;
        border-radius: 4px;
        overflow-wrap: anywhere;
      }
      .notice {
        background: var(--w-primary-soft);
        color: var(--w-primary-deep);
      }
      .warning {
        background: var(--w-warn-soft);
        color: var(--w-warn);
      }
      .urgent {
        background: var(--w-bad);
        color: #fff;
      }
    `,
  ];
}
customElements.define('wence-admin-banner', AdminBannerElement);
