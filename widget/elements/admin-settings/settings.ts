import { css, html, nothing } from 'lit';
import { AdminPage } from '../admin/page.ts';
import { moment } from '../admin/parts/format.ts';
import { loading, pageHeader } from '../admin/parts/page-parts.ts';

type Value = number | boolean | string[];

interface Setting {
  name: string;
  label: string;
  unit: string | null;
  words: string;
  source: string;
  default: Value;
  value: Value;
  changedBy: string | null;
  changedAt: string | null;
  revision: number;
}

const shown = (value: Value, unit: string | null): string => {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.length > 0 ? `${value.length} 天` : '没有录入';
  return `${value} ${unit ?? ''}`.trim();
};

/** 设置: what may differ from city to city. Each is saved on its own and holds at once. */
export class AdminSettingsElement extends AdminPage {
  static override properties = { settings: { state: true }, typed: { state: true }, problems: { state: true } };
  declare private settings: Setting[] | null;
  /** What was typed and not saved yet, by name. */
  declare private typed: Record<string, string>;
  declare private problems: Record<string, string>;

  constructor() {
    super();
    this.settings = null;
    this.typed = {};
    this.problems = {};
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load();
  }

  override unsaved(): boolean {
    return Object.keys(this.typed).length > 0;
  }

  private async load() {
    try {
      this.settings = (await this.api.get<{ settings: Setting[] }>('v1/staff/settings')).settings;
    } catch (error) {
      this.failed(error);
    }
  }

  private type(name: string, text: string) {
    this.typed = { ...this.typed, [name]: text };
    this.problems = { ...this.problems, [name]: '' };
  }

  private async save(setting: Setting, value: Value, undo = true) {
    const { name, label } = setting;
    try {
      const saved = await this.api.put<Setting>(`v1/staff/settings/${name}`, { value, revision: setting.revision });
      this.settings = this.settings!.map((one) => (one.name === name ? saved : one));
      const { [name]: _done, ...others } = this.typed;
      this.typed = others;
      this.say(
        `“${label}”已改为 ${shown(saved.value, saved.unit)}。`,
        undo ? () => this.save(saved, setting.value, false) : undefined,
      );
    } catch (error) {
      this.problems = { ...this.problems, [name]: error instanceof Error ? error.message : '没有保存成功' };
      if (error instanceof Error && /刷新/.test(error.message)) await this.load();
    }
  }

  private submit(event: Event, setting: Setting) {
    event.preventDefault();
    const text = this.typed[setting.name];
    if (text === undefined) return;
    void this.save(setting, Array.isArray(setting.value) ? text.split(/[\s,，、；;]+/).filter(Boolean) : Number(text));
  }

  override render() {
    return html`${pageHeader('设置', {
      lead: '各地做法不同的地方在这里调整，保存后立即生效，每次修改都记入审计。端口、模型、登录方式等在启动时设定，见运维手册。',
    })}
    ${this.settings ? html`<div class="list">${this.settings.map((setting) => this.renderSetting(setting))}</div>` : loading()}`;
  }

  private renderSetting(setting: Setting) {
    const { name, label, words, source, unit, changedBy, changedAt } = setting;
    const same = JSON.stringify(setting.value) === JSON.stringify(setting.default);
    return html`<section class="card" aria-labelledby="${name}-label">
      <h2 id="${name}-label">${label}</h2>
      <p>${words}</p>
      ${this.may('setting.write') ? this.renderForm(setting) : html`<p class="value">${this.renderValue(setting)}</p>`}
      <p class="problem" role="alert">${this.problems[name] ?? ''}</p>
      <p class="soft">默认 ${shown(setting.default, unit)}。${source}。
        ${changedAt ? html`${changedBy} 于 ${moment(changedAt)} 修改。` : nothing}
        ${
          !same && this.may('setting.write')
            ? html`<button class="button small quiet" type="button" @click=${() => this.save(setting, setting.default)}>恢复默认</button>`
            : nothing
        }</p>
    </section>`;
  }

  private renderValue({ value, unit }: Setting) {
    return Array.isArray(value) && value.length > 0 ? value.join('、') : shown(value, unit);
  }

  private renderForm(setting: Setting) {
    const { name, value, unit, label } = setting;
    if (typeof value === 'boolean')
      return html`<label class="choice"><input type="checkbox" name=${name} .checked=${value} @change=${(event: Event) =>
        this.save(setting, (event.target as HTMLInputElement).checked)} /><span>允许</span></label>`;
    const list = Array.isArray(value);
    const text = this.typed[name] ?? (list ? value.join('\n') : String(value));
    const input = (event: Event) => this.type(name, (event.target as HTMLInputElement).value);
    return html`<form class="one" @submit=${(event: Event) => this.submit(event, setting)}>
      ${
        list
          ? html`<textarea name=${name} rows="4" aria-label="${label}，每行一个日期" placeholder="2026-10-01&#10;2026-10-02" .value=${text} @input=${input}></textarea>`
          : html`<input name=${name} type="number" inputmode="numeric" aria-label=${label} .value=${text} @input=${input} /><span>${unit}</span>`
      }
      <button class="button" ?disabled=${this.typed[name] === undefined}>保存</button>
    </form>`;
  }

  static override styles = [
    ...AdminPage.styles,
    css`
      .list {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr));
        gap: 14px;
      }
      .card + .card {
        margin-top: 0;
      }
      .card {
        display: grid;
        align-content: start;
        gap: 8px;
      }
      .card > h2 {
        margin: 0;
      }
      .one {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .one input,
      .one textarea {
        min-height: var(--w-target);
        padding: 8px 12px;
        border: 1px solid var(--w-line-strong);
        border-radius: var(--w-radius);
        background: var(--w-surface);
      }
      .one input {
        width: 120px;
      }
      .one textarea {
        flex: 1 1 100%;
        font-variant-numeric: tabular-nums;
      }
      .value {
        font-weight: 600;
      }
    `,
  ];
}
customElements.define('wence-admin-settings', AdminSettingsElement);
