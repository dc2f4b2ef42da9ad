import { css, html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import type { Me, Unit } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import '../admin/parts/dialog.ts';
import { selectField } from '../admin/parts/field.ts';
import { partStyles } from '../admin/parts/styles.ts';
import { fileSize } from '../admin-document/names.ts';

/** Endings that the desk takes (src/desk/documents/upload.ts); it looks into the file itself. */
const accepted = '.pdf,.docx,.doc,.wps,.xlsx,.xls,.et,.ofd,.rtf,.png,.jpg,.jpeg,.html,.htm,.mht,.mhtml,.md,.txt,.csv,.xml';

interface Waiting {
  file: File;
  state: 'waiting' | 'sending' | 'done' | 'failed';
  problem: string;
}

/** Chooses or drops files and sends them one by one; fires `uploaded` with the ids when all are there, or `close`. */
export class UploadElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    me: { attribute: false },
    units: { attribute: false },
    files: { state: true },
    unitId: { state: true },
    sending: { state: true },
    over: { state: true },
  };
  declare api: StaffApi;
  declare me: Me;
  declare units: Unit[];
  declare private files: Waiting[];
  declare private unitId: string;
  declare private sending: boolean;
  declare private over: boolean;
  private ids: string[] = [];

  constructor() {
    super();
    this.files = [];
    this.unitId = '';
    this.sending = false;
    this.over = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.unitId = this.me.account.unitId ?? '';
  }

  private add(files: Iterable<File> | null | undefined) {
    const known = new Set(this.files.map(({ file }) => `${file.name} ${file.size}`));
    const added = [...(files ?? [])].filter((file) => !known.has(`${file.name} ${file.size}`));
    this.files = [...this.files, ...added.map((file): Waiting => ({ file, state: 'waiting', problem: '' }))];
  }

  private drop(event: DragEvent) {
    event.preventDefault();
    this.over = false;
    this.add(event.dataTransfer?.files);
  }

  private async send(event: Event) {
    event.preventDefault();
    this.sending = true;
    for (const one of this.files) {
      if (one.state === 'done') continue;
      this.mark(one, 'sending');
      const form = new FormData();
      form.set('file', one.file);
      form.set('unitId', this.unitId);
      try {
        this.ids.push((await this.api.upload<{ id: string }>('v1/staff/documents', form)).id);
        this.mark(one, 'done');
      } catch (error) {
        this.mark(one, 'failed', error instanceof Error ? error.message : '没有传上去');
      }
    }
    this.sending = false;
    if (this.files.every(({ state }) => state === 'done'))
      this.dispatchEvent(new CustomEvent<string[]>('uploaded', { detail: this.ids }));
  }

  private mark(one: Waiting, state: Waiting['state'], problem = '') {
    Object.assign(one, { state, problem });
    this.files = [...this.files];
  }

  override render() {
    const open = this.files.some(({ state }) => state !== 'done');
    return html`<wence-dialog heading="上传文件" ?locked=${this.sending} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <form class="form" @submit=${this.send}>
        <label class="drop ${this.over ? 'over' : ''}" @dragover=${(event: Event) => {
          event.preventDefault();
          this.over = true;
        }} @dragleave=${() => {
          this.over = false;
        }} @drop=${this.drop}>
          <input type="file" class="sr" multiple accept=${accepted} ?disabled=${this.sending} autofocus @change=${(
            event: Event,
          ) => this.add((event.target as HTMLInputElement).files)} />
          <b>选择文件，或拖到这里</b>
          <span class="soft">PDF、Word、WPS、OFD、网页、扫描图片，可以一次选几个；压缩包请先解压，问答表请到“问答”里导入。</span>
        </label>
        ${this.files.length > 0 ? html`<ul>${this.files.map((one) => this.line(one))}</ul>` : nothing}
        ${this.renderUnit()}
        <div class="buttons">
          <button class="button" type="button" ?disabled=${this.sending} @click=${() => this.dispatchEvent(new CustomEvent('close'))}>${this.ids.length > 0 ? '完成' : '取消'}</button>
          <button class="button primary" ?disabled=${!open || this.sending}>${this.sending ? '正在上传…' : '上传并读取'}</button>
        </div>
      </form>
    </wence-dialog>`;
  }

  private renderUnit() {
    const { unitId } = this.me.account;
    if (this.units.length === 0) return nothing;
    const options = this.units.filter(({ retiredAt }) => retiredAt === null).map(({ id, name }) => ({ value: id, label: name }));
    return selectField({
      name: 'unit',
      label: '负责单位',
      value: this.unitId,
      options: unitId === null ? [{ value: '', label: '全市' }, ...options] : options,
      change: (value) => {
        this.unitId = value;
      },
    });
  }

  private line(one: Waiting) {
    const words = { waiting: fileSize(one.file.size), sending: '正在上传…', done: '已收下', failed: one.problem }[one.state];
    return html`<li>
      <span class="name">${one.file.name}</span>
      <span class=${one.state === 'failed' ? 'problem' : 'soft'} role=${one.state === 'failed' ? 'alert' : nothing}>${words}</span>
      ${
        one.state === 'sending' || one.state === 'done'
          ? nothing
          : html`<button class="button small quiet" type="button" ?disabled=${this.sending} aria-label="去掉 ${one.file.name}" @click=${() => {
              this.files = this.files.filter((other) => other !== one);
            }}>✕</button>`
      }
    </li>`;
  }

  static override styles = [
    base,
    partStyles,
    css`
      .drop {
        display: grid;
        justify-items: center;
        gap: 4px;
        padding: 26px 16px;
        border: 2px dashed var(--w-line-strong);
        border-radius: 12px;
        text-align: center;
        cursor: pointer;
      }
      .drop:focus-within {
        outline: 3px solid var(--w-primary);
        outline-offset: 2px;
      }
      .drop.over {
        background: var(--w-primary-soft);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 12px;
        padding: 4px 0;
        border-bottom: 1px solid var(--w-line);
      }
      .name {
        flex: 1 1 12em;
        overflow-wrap: anywhere;
      }
    `,
  ];
}
customElements.define('wence-upload', UploadElement);
