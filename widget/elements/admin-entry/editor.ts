import { html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import type { Me, Unit } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import { askToConfirm } from '../admin/parts/confirm.ts';
import { partStyles } from '../admin/parts/styles.ts';
import type { Draft, EntryContent, EntryField, Problem } from '../admin-entries/entry-types.ts';
import type { EntryCheck } from '../admin-entry-check/check-types.ts';
import type { EntryCheckElement } from '../admin-entry-check/entry-check.ts';
import { hintLineStyles, isHintKey } from '../admin-entry-check/hint-line.ts';
import './conflict.ts';
import { DraftText } from './draft-text.ts';
import { editorStyles } from './editor.css.ts';
import { editorForm } from './editor-form.ts';
import { actionBar, notes } from './editor-parts.ts';
import { pasteFormatted } from './paste.ts';
import { problemsNow } from './problems-now.ts';
import './preview.ts';

/** Which input shows a field; the others bear the field's own name. */
const inputOf: Partial<Record<EntryField, string>> = { basis: 'legalBasis', serviceLink: 'linkUrl' };

/**
 * The form of one draft. Saves by itself while somebody types, and keeps what is typed in this browser until the server has it.
 * Fires `begun` (Draft) when a new one got its place, `submitted` (Draft), `discarded`, `recalled`.
 */
export class EntryEditorElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    me: { attribute: false },
    draft: { attribute: false },
    units: { attribute: false },
    words: { attribute: false },
    startProblems: { attribute: false },
    gapIds: { attribute: false },
    checked: { state: true },
    asked: { state: true },
    told: { state: true },
    note: { state: true },
    preview: { state: true },
    busy: { state: true },
  };
  declare api: StaffApi;
  declare me: Me;
  /** `revision` 0: nothing of it is on the server yet. */
  declare draft: Draft;
  declare units: Unit[];
  declare words: { topics: string[]; tags: string[] };
  declare startProblems: Problem[];
  declare gapIds: string[];
  declare private checked: EntryCheck | null;
  /** What is not written yet is shown as a problem once somebody wanted to submit; before, an empty form would be all red. */
  declare private asked: boolean;
  /** What was done by itself, in words: taken over from a colleague, or read from a formatted text. */
  declare told: string;
  declare private note: string;
  declare private preview: boolean;
  declare private busy: boolean;
  private readonly text = new DraftText(this);

  constructor() {
    super();
    this.units = [];
    this.words = { topics: [], tags: [] };
    this.startProblems = [];
    this.gapIds = [];
    this.checked = null;
    this.asked = false;
    this.told = '';
    this.note = '';
    this.preview = false;
    this.busy = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.keys);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.keys);
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('draft') || this.text.isOf(this.draft)) return;
    this.asked = this.draft.state === 'returned';
    this.text.begin(this.startProblems);
  }

  unsaved(): boolean {
    return this.text.unsaved;
  }

  fail(words: string) {
    this.dispatchEvent(new CustomEvent('problem', { detail: words }));
  }

  // ---- keyboard ----

  private leadToHints = () => this.renderRoot.querySelector<EntryCheckElement>('wence-entry-check')?.focus();

  private keys = (event: KeyboardEvent) => {
    if (this.text.conflict) return;
    const action = this.actionOf(event);
    if (!action) return;
    event.preventDefault();
    action();
  };

  private actionOf(event: KeyboardEvent): (() => unknown) | null {
    if (isHintKey(event)) return this.leadToHints;
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
    if (event.key === 's') return () => this.text.saver.flush();
    return event.key === 'Enter' ? () => this.submit() : null;
  }

  private paste = (event: ClipboardEvent) => {
    this.told = pasteFormatted(event) ?? this.told;
  };

  // ---- handing in, giving up ----

  private async submit() {
    if (this.busy) return;
    this.busy = true;
    this.asked = true;
    const { text } = this;
    try {
      if (!(await text.saveAll())) {
        if (text.saver.state === 'failed') this.fail(`还没有保存成功，先不送审：${text.saver.problem}`);
        return;
      }
      await this.updateComplete;
      const [problem] = await text.check();
      if (problem) {
        this.focusProblem(problem.field);
        return;
      }
      const body = { expected: text.saver.revision, note: this.note.trim() || null };
      const draft = await this.api.post<Draft>(`v1/staff/drafts/${this.draft.id}/submit`, body);
      this.dispatchEvent(new CustomEvent<Draft>('submitted', { detail: draft }));
    } catch (error) {
      this.fail(error instanceof Error ? error.message : '没有送审成功，请重试。');
    } finally {
      this.busy = false;
    }
  }

  private focusProblem(field: EntryField) {
    void this.updateComplete.then(() => {
      const input = this.renderRoot.querySelector<HTMLElement>(`#${inputOf[field] ?? field}, [name=${field}]`);
      input?.focus();
      input?.scrollIntoView({ block: 'center' });
    });
  }

  private async discard() {
    const changes = this.draft.revision === 0 ? '' : '已发布的内容不受影响。';
    const question = { title: '放弃这份草稿？', text: `写下的文字会删除。${changes}`, action: '放弃草稿', danger: true };
    if (!(await askToConfirm(question))) return;
    try {
      await this.text.discard();
      this.dispatchEvent(new CustomEvent<EntryContent>('discarded', { detail: this.text.content }));
    } catch (error) {
      this.fail(error instanceof Error ? error.message : '没有放弃成功，请重试。');
    }
  }

  // ---- view ----

  private unitName = (id: string) => this.units.find((unit) => unit.id === id)?.name ?? id;

  override render() {
    const { text, draft, asked } = this;
    const { content, problems, conflict } = text;
    const now = problemsNow(problems, content);
    const lead = (field: EntryField) => this.focusProblem(field);
    return html`${notes({
      draft,
      restored: text.restored,
      drop: () => text.dropRestored(),
      aside: conflict && text.setAside ? conflict.who : '',
      compare: () => text.putAside(false),
      problems: asked ? problems : [],
      lead,
    })}
      ${editorForm({
        api: this.api,
        draft,
        fields: {
          content,
          problems: asked ? problems : now.wrong,
          units: this.units,
          words: this.words,
          set: (part) => text.set(part),
        },
        checked: this.checked,
        found: (checked) => {
          this.checked = checked;
        },
        leadToHints: this.leadToHints,
        note: this.note,
        setNote: (note) => {
          this.note = note;
        },
        paste: this.paste,
      })}
      ${actionBar({
        told: this.told,
        saver: text.saver,
        begun: draft.revision > 0,
        busy: this.busy,
        problems: now,
        lead,
        discard: () => this.discard(),
        preview: () => {
          this.preview = true;
        },
        save: () => text.saver.flush(),
        submit: () => this.submit(),
      })}
      ${this.renderConflict()} ${this.renderPreview()}`;
  }

  private renderConflict() {
    const { text } = this;
    const { conflict, setAside } = text;
    if (!conflict || setAside) return nothing;
    return html`<wence-admin-entry-conflict .merged=${text.merge(conflict)} .theirs=${conflict.theirs} .who=${conflict.who} .unitName=${this.unitName}
      @close=${() => text.putAside(true)}
      @settle=${(event: CustomEvent<EntryContent>) => text.settle(event.detail)}></wence-admin-entry-conflict>`;
  }

  private renderPreview() {
    if (!this.preview) return nothing;
    const { content } = this.text;
    return html`<wence-admin-entry-preview .content=${content} .unit=${content.unitId ? this.unitName(content.unitId) : ''}
      @close=${() => {
        this.preview = false;
      }}></wence-admin-entry-preview>`;
  }

  static override styles = [base, partStyles, editorStyles, hintLineStyles];
}
customElements.define('wence-admin-entry-editor', EntryEditorElement);
