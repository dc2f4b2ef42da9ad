import { html, type TemplateResult } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import { textField } from '../admin/parts/field.ts';
import type { Basis, Draft } from '../admin-entries/entry-types.ts';
import type { EntryCheck } from '../admin-entry-check/check-types.ts';
import '../admin-entry-check/entry-check.ts';
import { hintLine } from '../admin-entry-check/hint-line.ts';
import './basis-picker.ts';
import { basisFields, type FieldsInput, placeFields, questionFields, serviceFields, visibilityFields } from './fields.ts';

interface EditorForm {
  api: StaffApi;
  draft: Draft;
  fields: FieldsInput;
  /** What is known of the question already, and who is told of it. */
  checked: EntryCheck | null;
  found: (checked: EntryCheck) => void;
  /** Leads to the hints. */
  leadToHints: () => void;
  /** Words to the reviewer. */
  note: string;
  setNote: (note: string) => void;
  paste: (event: ClipboardEvent) => void;
}

/** The fields of a draft, section by section, with the hints among them. */
export const editorForm = ({
  api,
  draft,
  fields,
  checked,
  found,
  leadToHints,
  note,
  setNote,
  paste,
}: EditorForm): TemplateResult => html`
  <form class="form" @submit=${(event: Event) => event.preventDefault()} @paste=${paste}>
    <section class="card"><h2>问与答</h2><div class="form">${questionFields(fields, hintLine(checked, leadToHints))}</div></section>
    <section class="card"><h2>依据</h2><div class="form">
      <wence-admin-basis-picker .api=${api} .basis=${fields.content.basis} @choose=${(event: CustomEvent<Basis[]>) =>
        fields.set({ basis: event.detail })}></wence-admin-basis-picker>
      ${basisProblems(fields)} ${basisFields(fields)}
    </div></section>
    <wence-entry-check .api=${api} .content=${fields.content} .itemId=${draft.revision === 0 ? null : draft.itemId}
      @checked=${(event: CustomEvent<EntryCheck>) => found(event.detail)}></wence-entry-check>
    <section class="card"><h2>怎么办</h2><div class="form">${serviceFields(fields)}</div></section>
    <section class="card"><h2>归哪里</h2><div class="form">${placeFields(fields)}</div></section>
    <section class="card"><h2>给谁看、什么时候看</h2><div class="form">${visibilityFields(fields)}</div></section>
    <section class="card">
      ${textField({
        name: 'note',
        label: '给审核人的话',
        optional: true,
        maxLength: 500,
        rows: 2,
        value: note,
        input: setNote,
      })}
    </section>
  </form>`;

const basisProblems = ({ problems }: FieldsInput) =>
  problems.filter(({ field }) => field === 'basis').map(({ message }) => html`<p class="problem">${message}</p>`);
