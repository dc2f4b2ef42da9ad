import { html, nothing } from 'lit';
import { saveFile } from '../../shared/save-file.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { choices } from '../admin/parts/field.ts';
import { emptyState, pageHeader, pager } from '../admin/parts/page-parts.ts';
import { dataTable } from '../admin/parts/table.ts';
import { importStyles } from './import.css.ts';
import { type Accepted, type ImportPreview, type ImportRow, kindWords } from './import-types.ts';

const pageSize = 50;
const order: ImportRow['kind'][] = ['faulty', 'change', 'new', 'same', 'example'];

/** 批量导入: choose a list, look at what would come of each row, then take the good rows in. */
export class AdminImportElement extends AdminPage {
  static override properties = {
    file: { state: true },
    preview: { state: true },
    accepted: { state: true },
    busy: { state: true },
    problem: { state: true },
    shown: { state: true },
    offset: { state: true },
    state: { state: true },
    withChanges: { state: true },
    over: { state: true },
  };
  declare private file: File | null;
  declare private preview: ImportPreview | null;
  declare private accepted: Accepted | null;
  declare private busy: '' | 'reading' | 'writing';
  declare private problem: string;
  /** Which rows are listed. */
  declare private shown: ImportRow['kind'];
  declare private offset: number;
  declare private state: 'draft' | 'submitted';
  declare private withChanges: boolean;
  declare private over: boolean;

  constructor() {
    super();
    this.clear();
    this.over = false;
  }

  private clear() {
    this.file = null;
    this.preview = null;
    this.accepted = null;
    this.busy = '';
    this.problem = '';
    this.shown = 'faulty';
    this.offset = 0;
    this.state = 'submitted';
    this.withChanges = true;
  }

  override unsaved(): boolean {
    return this.busy === 'writing';
  }

  private send<Body>(what: string, more: Record<string, string> = {}): Promise<Body> {
    const query = new URLSearchParams({ name: this.file?.name ?? '', ...more });
    return this.api.upload(`v1/staff/import/${what}?${query}`, this.file!, { 'Content-Type': 'application/octet-stream' });
  }

  private async choose(file: File | null | undefined) {
    if (!file) return;
    this.clear();
    this.file = file;
    this.busy = 'reading';
    try {
      this.preview = await this.send<ImportPreview>('preview');
      this.shown = order.find((kind) => this.preview!.counts[kind] > 0) ?? 'new';
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '没有读出来，请重试。';
    } finally {
      this.busy = '';
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#outcome')?.focus();
  }

  private async accept() {
    const { preview } = this;
    if (!preview) return;
    this.busy = 'writing';
    try {
      this.accepted = await this.send<Accepted>('accept', {
        mark: preview.mark,
        state: this.state,
        onlyNew: String(!this.withChanges),
      });
    } catch (error) {
      this.failed(error);
    } finally {
      this.busy = '';
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#outcome')?.focus();
  }

  private async saveFaults() {
    try {
      const query = new URLSearchParams({ name: this.file?.name ?? '' });
      const headers = { 'Content-Type': 'application/octet-stream' };
      saveFile(await this.api.fileOf(`v1/staff/import/faults?${query}`, this.file!, headers));
    } catch (error) {
      this.failed(error);
    }
  }

  private async saveTemplate() {
    try {
      saveFile(await this.api.download('v1/staff/import/template'));
    } catch (error) {
      this.failed(error);
    }
  }

  override render() {
    return html`<p class="back"><a href=${addressOf('entries')}>← 全部问答</a></p>
      ${pageHeader('批量导入问答', {
        lead: '先预览，看清每一行会怎样，再导入。导入的都是草稿，另一人审核通过之前谁也查不到。',
        actions: html`<button class="button" type="button" @click=${this.saveTemplate}>下载模板</button>`,
      })}
      ${this.accepted ? this.renderDone(this.accepted) : this.renderChoose()}`;
  }

  private renderChoose() {
    return html`<section class="card drop ${this.over ? 'over' : ''}"
        @dragover=${(event: DragEvent) => {
          event.preventDefault();
          this.over = true;
        }}
        @dragleave=${() => {
          this.over = false;
        }}
        @drop=${(event: DragEvent) => {
          event.preventDefault();
          this.over = false;
          void this.choose(event.dataTransfer?.files[0]);
        }}>
        <div class="pick">
          <input id="file" class="sr" type="file" accept=".xlsx,.csv" ?disabled=${this.busy !== ''} @change=${(event: Event) => {
            const input = event.target as HTMLInputElement;
            void this.choose(input.files?.[0]);
            input.value = '';
          }} />
          <label class="button" for="file">${this.file ? '换一个文件' : '选择文件'}</label>
          <span>${this.file ? this.file.name : '或拖到这里'}</span>
        </div>
        <p class="soft">XLSX 或 CSV，一次最多 1,000 条。要有“问题”和“答案”两列，其他列可有可无；列名用模板里的，常见的叫法也认得。</p>
      </section>
      <div id="outcome" tabindex="-1" role="status">
        ${this.busy === 'reading' ? html`<p class="soft">正在读取“${this.file?.name}”…</p>` : nothing}
        ${this.problem ? html`<p class="note bad">${this.problem}</p>` : nothing}
        ${this.preview ? this.renderSummary(this.preview) : nothing}
      </div>
      ${this.preview ? this.renderRows(this.preview) : this.busy || this.problem ? nothing : this.renderHelp()}`;
  }

  private renderHelp() {
    return emptyState(
      '还没有选文件',
      '第一次导入，请先下载模板：里面有每一列怎么填的说明和一行示例。已有的清单也可以直接选，列名对得上就行。从“问答”页导出的表改好之后再导入，会改动原来的条目。',
      html`<button class="button" type="button" @click=${this.saveTemplate}>下载模板</button>`,
    );
  }

  private renderSummary({ counts, notices, rows }: ImportPreview) {
    const good = counts.new + (this.withChanges ? counts.change : 0);
    const unready = rows.filter(
      ({ kind, notYet }) => notYet.length > 0 && (kind === 'new' || (kind === 'change' && this.withChanges)),
    );
    return html`<section class="card">
      <h2>“${this.file?.name}”共 ${rows.length} 行：${counts.new} 条新增，${counts.change} 条改动已有的，${counts.faulty} 行有问题</h2>
      ${notices.map((notice) => html`<p class="soft">${notice}</p>`)}
      ${
        counts.faulty > 0
          ? html`<p>有问题的行不导入，其余照常。<button class="button small" type="button" @click=${this.saveFaults}>下载有问题的行（附原因）</button>
              改好之后只导入那个文件即可。</p>`
          : nothing
      }
      ${
        good > 0
          ? html`<div class="form">
              ${choices({
                name: 'state',
                label: '导入之后',
                radio: true,
                values: [this.state],
                options: [
                  {
                    value: 'submitted',
                    label: '直接送审',
                    help: unready.length > 0 ? `其中 ${unready.length} 条还不能送审，先存为草稿` : '',
                  },
                  { value: 'draft', label: '存为草稿', help: '以后再送审' },
                ],
                change: ([state]) => {
                  this.state = state === 'draft' ? 'draft' : 'submitted';
                },
              })}
              ${
                counts.change > 0
                  ? html`<label class="choice"><input type="checkbox" .checked=${this.withChanges} @change=${(event: Event) => {
                      this.withChanges = (event.target as HTMLInputElement).checked;
                    }} /><span>也导入 ${counts.change} 条对已有问答的改动<small>已发布的照旧，改动在旁边等审核</small></span></label>`
                  : nothing
              }
              <div class="buttons">
                <button class="button" type="button" @click=${() => this.clear()}>不导入</button>
                <button class="button primary" type="button" ?disabled=${this.busy !== '' || good === 0} @click=${this.accept}>${
                  this.busy === 'writing' ? '正在导入…' : `导入 ${good} 条`
                }</button>
              </div>
            </div>`
          : html`<p class="note warn">没有可以导入的行。</p>`
      }
    </section>`;
  }

  private renderRows({ rows, counts }: ImportPreview) {
    const list = rows.filter(({ kind }) => kind === this.shown);
    return html`<div class="tabs" role="group" aria-label="看哪些行">
        ${order
          .filter((kind) => counts[kind] > 0)
          .map(
            (kind) =>
              html`<button class="button small" type="button" aria-pressed=${kind === this.shown} @click=${() => {
                this.shown = kind;
                this.offset = 0;
              }}>${kindWords[kind]}（${counts[kind]}）</button>`,
          )}
      </div>
      ${dataTable<ImportRow>({
        caption: `${kindWords[this.shown]}：${list.length} 行`,
        rows: list.slice(this.offset, this.offset + pageSize),
        columns: [
          { title: '行', cell: ({ row }) => html`<span class="nowrap">第 ${row} 行</span>` },
          { title: '问题', cell: (row) => this.renderQuestion(row) },
          { title: this.shown === 'faulty' ? '哪里不对' : '说明', cell: (row) => this.renderNotes(row) },
        ],
      })}
      ${pager({
        total: list.length,
        offset: this.offset,
        limit: pageSize,
        turn: (offset) => {
          this.offset = offset;
        },
      })}`;
  }

  private renderQuestion({ question, itemId }: ImportRow) {
    const words = question || '（没有问题）';
    return itemId ? html`<a href=${addressOf('entries', itemId)} target="_blank" rel="noopener">${words}</a>` : words;
  }

  private renderNotes({ kind, faults, touched, remarks, notYet }: ImportRow) {
    return html`<ul class="notes">
      ${faults.map(
        ({ letter, column, cell, message }) => html`<li><strong>${letter ? `${letter} 列` : ''}“${column}”</strong>：${message}
          ${cell ? html`<br /><span class="soft">填的是：${cell}</span>` : nothing}</li>`,
      )}
      ${kind === 'change' && touched.length > 0 ? html`<li>改动：${touched.join('、')}</li>` : nothing}
      ${remarks.map((remark) => html`<li class="soft">${remark}</li>`)}
      ${notYet.length > 0 && this.state === 'submitted' ? html`<li class="soft">先存草稿：${notYet.join('；')}</li>` : nothing}
    </ul>`;
  }

  private renderDone({ submitted, drafts, faulty }: Accepted) {
    return html`<section id="outcome" tabindex="-1" class="card" role="status">
      <h2>已导入 ${submitted + drafts} 条</h2>
      <p>${submitted} 条已送审，${drafts} 条存为草稿。${faulty > 0 ? `${faulty} 行有问题，没有导入。` : ''}</p>
      <div class="buttons start">
        ${faulty > 0 ? html`<button class="button" type="button" @click=${this.saveFaults}>下载有问题的行（附原因）</button>` : nothing}
        <button class="button" type="button" @click=${() => this.clear()}>再导入一个文件</button>
        <a class="button primary" href=${addressOf('entries')}>去问答列表</a>
      </div>
    </section>`;
  }

  static override styles = [...AdminPage.styles, importStyles];
}
customElements.define('wence-admin-import', AdminImportElement);
