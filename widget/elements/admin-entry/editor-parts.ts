import { html, nothing, type TemplateResult } from 'lit';
import { moment } from '../admin/parts/format.ts';
import type { Draft, EntryField, Problem } from '../admin-entries/entry-types.ts';
import type { DraftSaver } from './draft-saver.ts';
import { type ProblemsNow, problemWords } from './problems-now.ts';

const clock = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

interface Notes {
  draft: Draft;
  /** When the text was typed that was found in this browser. */
  restored: string | null;
  drop: () => unknown;
  /** Who changed the same at the same time, while the comparison is shut; else empty. */
  aside: string;
  compare: () => unknown;
  problems: Problem[];
  /** Leads to the field. */
  lead: (field: EntryField) => void;
}

/** What somebody has to know before typing on: why it was returned, what was restored, what keeps it from being submitted. */
export const notes = ({ draft, restored, drop, aside, compare, problems, lead }: Notes): TemplateResult => html`
  ${draft.state === 'returned' && draft.note ? html`<p class="note bad"><strong>审核退回：</strong>${draft.note}</p>` : nothing}
  ${
    restored
      ? html`<p class="note warn">已恢复 ${moment(restored)} 没来得及保存的文字。
          <button class="button small" type="button" @click=${drop}>不要这些，用已保存的</button></p>`
      : nothing
  }
  ${
    aside
      ? html`<p class="note bad" role="alert">${aside}同时改了相同的地方，先不保存；您的文字留在本机。
          <button class="button small primary" type="button" @click=${compare}>比较并选定</button></p>`
      : nothing
  }
  ${
    problems.length > 0
      ? html`<div class="note bad" role="alert">
          <strong>改好这 ${problems.length} 处才能送审：</strong>
          <ul>
            ${problems.map(
              ({ field, message }) =>
                html`<li><button class="link" type="button" @click=${() => lead(field)}>${message}</button></li>`,
            )}
          </ul>
        </div>`
      : nothing
  }`;

interface ActionBar {
  /** What the page did by itself, in words. */
  told: string;
  saver: DraftSaver;
  /** The server has it already. */
  begun: boolean;
  busy: boolean;
  problems: ProblemsNow;
  /** Leads to the field. */
  lead: (field: EntryField) => void;
  discard: () => unknown;
  preview: () => unknown;
  save: () => unknown;
  submit: () => unknown;
}

function savedWords({ state, savedAt, problem }: DraftSaver, begun: boolean): string {
  switch (state) {
    case 'saved':
      return savedAt ? `已保存 ${clock.format(savedAt)}` : begun ? '已保存' : '还没有写';
    case 'typing':
      return '正在输入…';
    case 'saving':
      return '正在保存…';
    case 'failed':
      return `没有保存（文字已留在本机，会自动重试）：${problem}`;
    case 'conflict':
      return '别人同时在改，暂停保存';
  }
}

/** What is still in the way; leads to the first of it. What is wrong stands out, what is not written yet does not. */
function renderLeft(problems: ProblemsNow, lead: (field: EntryField) => void) {
  const words = problemWords(problems);
  const [first] = [...problems.wrong, ...problems.missing];
  if (!first) return nothing;
  return html`，<button class="left ${problems.wrong.length > 0 ? 'bad' : ''}" type="button" @click=${() => lead(first.field)}>${words}</button>`;
}

/** Whether it is saved, and what can be done next; stays at the foot of the window. */
export const actionBar = ({
  told,
  saver,
  begun,
  busy,
  problems,
  lead,
  discard,
  preview,
  save,
  submit,
}: ActionBar): TemplateResult => html`<div class="bar">
  <p role="status" class="told">${told}</p>
  <p role="status" class="state ${saver.state}">${savedWords(saver, begun)}${renderLeft(problems, lead)}</p>
  <div class="buttons">
    <button class="button quiet" type="button" @click=${discard}>放弃草稿</button>
    <button class="button" type="button" @click=${preview}>预览</button>
    <button class="button" type="button" title="Ctrl+S" @click=${save}>保存</button>
    <button class="button primary" type="button" title="Ctrl+Enter" ?disabled=${busy} @click=${submit}>送审</button>
  </div>
</div>`;
