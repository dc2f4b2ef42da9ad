import { html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import type { Unit } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import '../admin/parts/dialog.ts';
import { selectField, textField } from '../admin/parts/field.ts';
import { partStyles } from '../admin/parts/styles.ts';
import { unitOptions } from './unit-tree.ts';

/** One unit, new or to be changed. Fires `saved` and `close`. */
export class UnitFormElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    units: { attribute: false },
    unit: { attribute: false },
    problem: { state: true },
    busy: { state: true },
  };
  declare api: StaffApi;
  declare units: Unit[];
  /** Null: a new one. */
  declare unit: Unit | null;
  declare private problem: string;
  declare private busy: boolean;

  constructor() {
    super();
    this.unit = null;
    this.problem = '';
    this.busy = false;
  }

  private async work(words: string, ask: () => Promise<Unit>) {
    this.busy = true;
    this.problem = '';
    try {
      this.dispatchEvent(new CustomEvent('saved', { detail: { words, unit: await ask() } }));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '出错了，请重试。';
    }
    this.busy = false;
  }

  private save(event: SubmitEvent) {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(fields.get(name) ?? '').trim();
    if (!text('name')) {
      this.problem = '请填写单位名称。';
      return;
    }
    const content = { name: text('name'), parentId: text('parent') || null, contact: text('contact') || null };
    const { unit } = this;
    void this.work(unit ? '单位已保存。' : '单位已建立。', () =>
      unit
        ? this.api.put<Unit>(`v1/staff/units/${unit.id}`, { ...content, revision: unit.revision })
        : this.api.post<Unit>('v1/staff/units', content),
    );
  }

  private setState(unit: Unit, retired: boolean) {
    void this.work(retired ? `${unit.name} 已停用。` : `${unit.name} 已恢复使用。`, () =>
      this.api.post<Unit>(`v1/staff/units/${unit.id}/state`, { retired, revision: unit.revision }),
    );
  }

  override render() {
    const { unit } = this;
    const close = () => this.dispatchEvent(new CustomEvent('close'));
    const above = unitOptions(this.units.filter(({ id, retiredAt }) => id !== unit?.id && !retiredAt));
    return html`<wence-dialog heading=${unit ? `单位：${unit.name}` : '新建单位'} @close=${close}>
      <form class="form" @submit=${this.save}>
        ${textField({ name: 'name', label: '名称', value: unit?.name ?? '', maxLength: 60, autofocus: true })}
        ${selectField({
          name: 'parent',
          label: '上级单位',
          value: unit?.parentId ?? '',
          options: [{ value: '', label: '没有上级' }, ...above],
        })}
        ${textField({
          name: 'contact',
          label: '转接时告诉市民',
          optional: true,
          value: unit?.contact ?? '',
          rows: 3,
          maxLength: 300,
          help: '电话、地址、办公时间；坐席转接时看到',
        })}
        <p class="problem" role="alert">${this.problem}</p>
        <div class="buttons">
          ${
            unit
              ? html`<button class="button" type="button" ?disabled=${this.busy} @click=${() => this.setState(unit, !unit.retiredAt)}>
                  ${unit.retiredAt ? '恢复使用' : '停用单位'}
                </button>`
              : nothing
          }
          <button class="button" type="button" @click=${close}>取消</button>
          <button class="button primary" ?disabled=${this.busy}>${unit ? '保存' : '建立单位'}</button>
        </div>
        ${unit && !unit.retiredAt ? html`<p class="soft">停用后不再分配新账号和新问答，已有的不变，可以随时恢复。</p>` : nothing}
      </form>
    </wence-dialog>`;
  }

  static override styles = [base, partStyles];
}
customElements.define('wence-admin-unit-form', UnitFormElement);
