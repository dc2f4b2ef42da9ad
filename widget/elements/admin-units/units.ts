import { html, nothing } from 'lit';
import type { Unit } from '../../shared/staff-types.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { checkField } from '../admin/parts/field.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import { dataTable } from '../admin/parts/table.ts';
import './unit-form.ts';
import { unitTree } from './unit-tree.ts';

/** 单位: which 委办局 and 街道 there are and which stands under which. `#/units/new` and `#/units/ID` open the form. */
export class AdminUnitsElement extends AdminPage {
  static override properties = { units: { state: true }, withRetired: { state: true } };
  declare private units: Unit[] | null;
  declare private withRetired: boolean;

  constructor() {
    super();
    this.units = null;
    this.withRetired = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load();
  }

  private async load() {
    try {
      this.units = (await this.api.get<{ units: Unit[] }>('v1/staff/units')).units;
    } catch (error) {
      this.failed(error);
    }
  }

  private saved(event: CustomEvent<{ words: string; unit: Unit }>) {
    const { words, unit } = event.detail;
    const back = unit.retiredAt
      ? async () => {
          try {
            await this.api.post(`v1/staff/units/${unit.id}/state`, { retired: false, revision: unit.revision });
            await this.load();
          } catch (error) {
            this.failed(error);
          }
        }
      : undefined;
    this.say(words, back);
    this.go('units');
    void this.load();
  }

  override render() {
    const [opened] = this.segments;
    const writes = this.may('unit.write');
    return html`${pageHeader('单位', {
      lead: '委办局、街道等。账号和问答归在单位下；上级单位的人能处理下级单位的内容。',
      actions: writes ? html`<a class="button primary" href=${addressOf('units', 'new')}>新建单位</a>` : undefined,
    })}
    ${this.units ? this.renderList(this.units) : loading()}
    ${
      opened && this.units && writes
        ? html`<wence-admin-unit-form .api=${this.api} .units=${this.units} .unit=${this.units.find(({ id }) => id === opened) ?? null}
            @close=${() => this.go('units')} @saved=${this.saved}></wence-admin-unit-form>`
        : nothing
    }`;
  }

  private renderList(units: Unit[]) {
    const rows = unitTree(units).filter(({ unit }) => this.withRetired || !unit.retiredAt);
    const retired = units.filter(({ retiredAt }) => retiredAt).length;
    const writes = this.may('unit.write');
    const name = (unit: Unit) => (writes ? html`<a href=${addressOf('units', unit.id)}>${unit.name}</a>` : unit.name);
    return html`${
      retired > 0
        ? checkField({
            name: 'retired',
            label: `也显示已停用的（${retired}）`,
            checked: this.withRetired,
            change: (on) => {
              this.withRetired = on;
            },
          })
        : nothing
    }
    ${dataTable({
      caption: `${rows.length} 个单位`,
      rows,
      empty: emptyState(
        '还没有单位',
        '先建立各委办局、街道，再把账号和问答归到单位下。不分单位也能用：账号和问答都属于全市。',
        writes ? html`<a class="button primary" href=${addressOf('units', 'new')}>新建单位</a>` : undefined,
      ),
      columns: [
        {
          title: '单位',
          cell: ({ unit, depth }) =>
            html`<span style="padding-left: ${depth * 24}px">${depth > 0 ? '└ ' : ''}${name(unit)}</span>`,
        },
        { title: '转接时告诉市民', cell: ({ unit }) => unit.contact ?? '—' },
        {
          title: '状态',
          cell: ({ unit }) =>
            unit.retiredAt ? html`<span class="badge bad">已停用</span>` : html`<span class="badge good">使用中</span>`,
        },
      ],
    })}`;
  }
}
customElements.define('wence-admin-units', AdminUnitsElement);
