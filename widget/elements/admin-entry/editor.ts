import { html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import type { Me, Unit } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import { askToConfirm } from '../admin/parts/confirm.ts';
import { textField } from '../admin/parts/field.ts';
import { partStyles } from '../admin/parts/styles.ts';
import { forgetTyped, keepTyped, recallTyped } from '../admin/parts/typed.ts';
import {
  type Basis,
  type Draft,
  type EntryContent,
  type EntryField,
  fieldNames,
  type Problem,
  type WholeEntry,
} from '../admin-entries/entry-types.ts';
import type { EntryCheck } from '../admin-entry-check/check-types.ts';
import type { EntryCheckElement } from '../admin-entry-check/entry-check.ts';
import '../admin-entry-check/entry-check.ts';
import { hintLine, hintLineStyles, isHintKey } from '../admin-entry-check/hint-line.ts';
import './basis-picker.ts';
import './conflict.ts';
import { DraftSaver } from './draft-saver.ts';
import { editorStyles } from './editor.css.ts';
import { actionBar, notes } from './editor-parts.ts';
import { basisFields, type FieldsInput, placeFields, questionFields, serviceFields, visibilityFields } from './fields.ts';
import { pastedText } from './paste.ts';
import { problemsNow } from './problems-now.ts';
import './preview.ts';
import { differing, type Merged, mergeEntries } from './three-way.ts';

/** Somebody else was faster: what the server has now, and of whom. */
interface Conflict {
  theirs: EntryContent;
  revision: number;
  who: string;
}

/** Where what is typed is kept: under the draft, or for one that the server has not yet under the question it began with. */
const thingOf = ({ id, revision, content }: Draft) => (revision === 0 ? `entry.new.${content.question}` : `entry.${id}`);

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
    content: { state: true },
    problems: { state: true },
    checked: { state: true },
    asked: { state: true },
    conflict: { state: true },
    setAside: { state: true },
    told: { state: true },
    restored: { state: true },
    note: { state: true },
    preview: { state: true },
    busy: { state: true },
    tick: { state: true },
  };
  declare api: StaffApi;
  declare me: Me;
  /** `revision` 0: nothing of it is on the server yet. */
  declare draft: Draft;
  declare units: Unit[];
  declare words: { topics: string[]; tags: string[] };
  declare startProblems: Problem[];
  declare gapIds: string[];
  declare private content: EntryContent;
  declare private problems: Problem[];
  declare private checked: EntryCheck | null;
  /** What is not written yet is shown as a problem once somebody wanted to submit; before, an empty form would be all red. */
  declare private asked: boolean;
  declare private conflict: Conflict | null;
  /** The window of the conflict is shut to look at the page. */
  declare private setAside: boolean;
  /** What was done by itself, in words: taken over from a colleague, or read from a formatted text. */
  declare private told: string;
  /** When the text was typed that was found in this browser. */
  declare private restored: string | null;
  declare private note: string;
  declare private preview: boolean;
  declare private busy: boolean;
  declare private tick: number;
  private saver!: DraftSaver;
  /** Id of the draft that the saver works on: the first save of a new one gives it one, and typing goes on meanwhile. */
  private at: string | null = null;
  /** The text from which both began when two write at once: what the server had, or this page last wrote. */
  private base: EntryContent | null = null;

  constructor() {
    super();
    this.units = [];
    this.words = { topics: [], tags: [] };
    this.startProblems = [];
    this.gapIds = [];
    this.problems = [];
    this.checked = null;
    this.asked = false;
    this.conflict = null;
    this.setAside = false;
    this.told = '';
    this.restored = null;
    this.note = '';
    this.preview = false;
    this.busy = false;
    this.tick = 0;
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.keys);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.keys);
    this.saver?.stop();
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('draft') && this.at !== this.draft.id) this.begin();
  }

  unsaved(): boolean {
    return this.saver?.pending ?? false;
  }

  private get thing(): string {
    return thingOf(this.draft);
  }

  /** Takes the draft as the server has it, or what was typed over it and did not get there. */
  private begin() {
    const { draft, me } = this;
    this.at = draft.id;
    this.content = draft.content;
    this.base = draft.content;
    this.problems = this.startProblems;
    this.asked = draft.state === 'returned';
    this.saver?.stop();
    this.saver = new DraftSaver(draft.content, draft.revision, {
      save: (content, expected) => this.write(content, expected),
      keep: (content) => {
        if (content) keepTyped(me.account.id, this.thing, { content, revision: this.saver.revision, base: this.base });
        else forgetTyped(me.account.id, this.thing);
      },
      changed: () => {
        this.tick++;
        if (this.saver.state === 'conflict' && !this.conflict) void this.readTheirs();
      },
    });
    const kept = recallTyped<{ content: EntryContent; revision: number; base?: EntryContent }>(me.account.id, this.thing);
    if (!kept || differing(kept.value.content, draft.content).length === 0) return;
    // Whoever saved last is the one who typed this: nothing of anybody else is in the way.
    if (kept.value.revision === draft.revision || draft.updatedBy === me.account.id) {
      this.restored = kept.at;
      this.content = kept.value.content;
      this.saver.typed(this.content);
    } else {
      this.content = kept.value.content;
      this.base = kept.value.base ?? null;
      this.meet({ theirs: draft.content, revision: draft.revision, who: '别人' });
    }
  }

  /** The first save of a new one makes it; the others change it. */
  private async write(content: EntryContent, expected: number): Promise<{ revision: number }> {
    if (expected === 0) {
      const draft = await this.api.post<Draft>('v1/staff/entries', { content, gapIds: this.gapIds });
      forgetTyped(this.me.account.id, this.thing);
      if (this.content !== content)
        keepTyped(this.me.account.id, thingOf(draft), { content: this.content, revision: draft.revision });
      this.at = draft.id;
      this.draft = draft;
      this.dispatchEvent(new CustomEvent<Draft>('begun', { detail: draft }));
      void this.readProblems();
      this.base = draft.content;
      return { revision: draft.revision };
    }
    const { draft, problems } = await this.api.put<{ draft: Draft; problems: Problem[] }>(`v1/staff/drafts/${this.draft.id}`, {
      content,
      expected,
    });
    this.problems = problems;
    this.base = draft.content;
    return { revision: draft.revision };
  }

  /** Of one that the server has just got; later saves bring them along. A failure shows with the next save. */
  private async readProblems() {
    const { id, itemId } = this.draft;
    const whole = await this.api.get<WholeEntry>(`v1/staff/entries/${itemId}`).catch(() => null);
    if (whole && this.draft.id === id) this.problems = whole.problems;
  }

  private async readTheirs() {
    try {
      const whole = await this.api.get<WholeEntry>(`v1/staff/entries/${this.draft.itemId}`);
      const { draft } = whole;
      if (draft?.id !== this.draft.id) {
        this.fail('这份草稿已不在：可能已审核通过或被放弃。您的文字还在本机，可以复制出来。');
        return;
      }
      if (draft.state === 'submitted') {
        this.fail('这份草稿已被送审，暂时不能改。您的文字还在本机，收回送审后会自动恢复。');
        return;
      }
      const who = draft.people.find(({ id }) => id === draft.updatedBy)?.name ?? '别人';
      if (differing(this.content, draft.content).length === 0) this.saver.settle(null, draft.revision);
      else this.meet({ theirs: draft.content, revision: draft.revision, who });
    } catch (error) {
      this.fail(error instanceof Error ? error.message : '没有取到对方的文字，请刷新。');
    }
  }

  /** What only one side changed is settled at once; a person is asked only for what both changed. */
  private meet(conflict: Conflict) {
    const { content, theirs, asked } = this.merge(conflict);
    if (asked.length > 0) {
      this.conflict = conflict;
      return;
    }
    this.conflict = conflict;
    this.settle(content);
    const names = theirs.map((field) => fieldNames[field]).join('、');
    this.told = `${conflict.who}同时改了${names || '这份草稿'}，已并进来；您改的也都在。`;
  }

  private merge = ({ theirs }: Conflict): Merged => mergeEntries(this.base, this.content, theirs);

  private fail(text: string) {
    this.dispatchEvent(new CustomEvent('problem', { detail: text }));
  }

  private set(part: Partial<EntryContent>) {
    this.content = { ...this.content, ...part };
    this.restored = null;
    this.saver.typed(this.content);
  }

  private settle(content: EntryContent) {
    const conflict = this.conflict!;
    this.conflict = null;
    this.setAside = false;
    this.base = conflict.theirs;
    this.content = content;
    const same = differing(content, conflict.theirs).length === 0;
    this.saver.settle(same ? null : content, conflict.revision);
    if (!same) void this.saver.flush();
  }

  private async dropRestored() {
    this.content = this.draft.content;
    this.restored = null;
    this.saver.typed(this.content);
    await this.saver.flush();
    forgetTyped(this.me.account.id, this.thing);
  }

  private leadToHints = () => this.renderRoot.querySelector<EntryCheckElement>('wence-entry-check')?.focus();

  private keys = (event: KeyboardEvent) => {
    if (isHintKey(event) && !this.conflict) {
      event.preventDefault();
      this.leadToHints();
      return;
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey || this.conflict) return;
    if (event.key === 's') {
      event.preventDefault();
      void this.saver.flush();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void this.submit();
    }
  };

  /** Lists and addresses of a formatted text stay; what has no place is named. */
  private paste = (event: ClipboardEvent) => {
    const input = event.composedPath()[0];
    const pasted = input instanceof HTMLTextAreaElement && pastedText(event.clipboardData?.getData('text/html') ?? '');
    if (!pasted) return;
    event.preventDefault();
    const begin = input.selectionStart;
    const room = input.maxLength < 0 ? pasted.text.length : input.maxLength - input.value.length + (input.selectionEnd - begin);
    const text = pasted.text.slice(0, Math.max(0, room));
    // As if it were typed: the way back (Ctrl+Z) stays.
    document.execCommand('insertText', false, text);
    const cut = text.length < pasted.text.length ? [`放不下的 ${pasted.text.length - text.length} 个字`] : [];
    const dropped = [...pasted.dropped, ...cut];
    this.told = `已粘贴，列表和网址已保留。${dropped.length > 0 ? `没有带进来：${dropped.join('、')}。` : ''}`;
  };

  private async submit() {
    if (this.busy) return;
    this.busy = true;
    this.asked = true;
    try {
      if (this.saver.revision === 0) this.saver.typed(this.content);
      if (!(await this.saver.flush())) {
        if (this.saver.state === 'failed') this.fail(`还没有保存成功，先不送审：${this.saver.problem}`);
        return;
      }
      await this.updateComplete;
      const whole = await this.api.get<WholeEntry>(`v1/staff/entries/${this.draft.itemId}`);
      this.problems = whole.problems;
      if (this.problems.length > 0) {
        this.focusProblem(this.problems[0]!.field);
        return;
      }
      const body = { expected: this.saver.revision, note: this.note.trim() || null };
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
      await this.saver.flush();
      if (this.saver.revision > 0) await this.api.delete(`v1/staff/drafts/${this.draft.id}?expected=${this.saver.revision}`);
      forgetTyped(this.me.account.id, this.thing);
      this.saver.settle(null, this.saver.revision);
      this.dispatchEvent(new CustomEvent<EntryContent>('discarded', { detail: this.content }));
    } catch (error) {
      this.fail(error instanceof Error ? error.message : '没有放弃成功，请重试。');
    }
  }

  private unitName = (id: string) => this.units.find((unit) => unit.id === id)?.name ?? id;

  override render() {
    const { content } = this;
    const now = problemsNow(this.problems, content);
    const shown = this.asked ? this.problems : now.wrong;
    const input: FieldsInput = {
      content,
      problems: shown,
      units: this.units,
      words: this.words,
      set: (part) => this.set(part),
    };
    return html`${notes({
      draft: this.draft,
      restored: this.restored,
      drop: () => this.dropRestored(),
      aside: this.conflict && this.setAside ? this.conflict.who : '',
      compare: () => {
        this.setAside = false;
      },
      problems: this.asked ? this.problems : [],
      lead: (field) => this.focusProblem(field),
    })}
      <form class="form" @submit=${(event: Event) => event.preventDefault()} @paste=${this.paste}>
        <section class="card"><h2>问与答</h2><div class="form">${questionFields(input, hintLine(this.checked, this.leadToHints))}</div></section>
        <section class="card"><h2>依据</h2><div class="form">
          <wence-admin-basis-picker .api=${this.api} .basis=${content.basis} @choose=${(event: CustomEvent<Basis[]>) =>
            this.set({ basis: event.detail })}></wence-admin-basis-picker>
          ${this.renderBasisProblem(shown)} ${basisFields(input)}
        </div></section>
        <wence-entry-check .api=${this.api} .content=${content} .itemId=${this.draft.revision === 0 ? null : this.draft.itemId}
          @checked=${(event: CustomEvent<EntryCheck>) => {
            this.checked = event.detail;
          }}></wence-entry-check>
        <section class="card"><h2>怎么办</h2><div class="form">${serviceFields(input)}</div></section>
        <section class="card"><h2>归哪里</h2><div class="form">${placeFields(input)}</div></section>
        <section class="card"><h2>给谁看、什么时候看</h2><div class="form">${visibilityFields(input)}</div></section>
        <section class="card">
          ${textField({
            name: 'note',
            label: '给审核人的话',
            optional: true,
            maxLength: 500,
            rows: 2,
            value: this.note,
            input: (note) => {
              this.note = note;
            },
          })}
        </section>
      </form>
      ${actionBar({
        told: this.told,
        saver: this.saver,
        begun: this.draft.revision > 0,
        busy: this.busy,
        problems: now,
        lead: (field) => this.focusProblem(field),
        discard: () => this.discard(),
        preview: () => {
          this.preview = true;
        },
        save: () => this.saver.flush(),
        submit: () => this.submit(),
      })}
      ${this.renderWindows()}`;
  }

  private renderBasisProblem(shown: Problem[]) {
    const found = shown.filter(({ field }) => field === 'basis');
    return found.map(({ message }) => html`<p class="problem">${message}</p>`);
  }

  private renderWindows() {
    const { conflict } = this;
    return html`${
      conflict && !this.setAside
        ? html`<wence-admin-entry-conflict .merged=${this.merge(conflict)} .theirs=${conflict.theirs} .who=${conflict.who} .unitName=${this.unitName}
            @close=${() => {
              this.setAside = true;
            }}
            @settle=${(event: CustomEvent<EntryContent>) => this.settle(event.detail)}></wence-admin-entry-conflict>`
        : nothing
    }
    ${
      this.preview
        ? html`<wence-admin-entry-preview .content=${this.content} .unit=${this.content.unitId ? this.unitName(this.content.unitId) : ''}
            @close=${() => {
              this.preview = false;
            }}></wence-admin-entry-preview>`
        : nothing
    }`;
  }

  static override styles = [base, partStyles, editorStyles, hintLineStyles];
}
customElements.define('wence-admin-entry-editor', EntryEditorElement);
