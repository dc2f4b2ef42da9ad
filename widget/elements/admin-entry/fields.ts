import { html, nothing, type TemplateResult } from 'lit';
import type { Unit } from '../../shared/staff-types.ts';
import type { Channel } from '../../shared/types.ts';
import { choices, selectField, textField } from '../admin/parts/field.ts';
import {
  type Audience,
  audienceNames,
  channelNames,
  type EntryContent,
  type EntryField,
  fieldNames,
  type Problem,
} from '../admin-entries/entry-types.ts';

export interface FieldsInput {
  content: EntryContent;
  problems: Problem[];
  units: Unit[];
  words: { topics: string[]; tags: string[] };
  set: (part: Partial<EntryContent>) => void;
}

type TextName = 'script' | 'internalNote' | 'conditions' | 'materials' | 'steps' | 'contact' | 'noBasisReason' | 'region';

const problemOf = ({ problems }: FieldsInput, field: EntryField) =>
  problems
    .filter((problem) => problem.field === field)
    .map(({ message }) => message)
    .join('；') || undefined;

const orNull = (value: string) => (value === '' ? null : value);

function text(input: FieldsInput, name: TextName, rows: number, help?: string): TemplateResult {
  return textField({
    name,
    label: fieldNames[name],
    rows,
    optional: true,
    help,
    maxLength: 4000,
    value: input.content[name] ?? '',
    problem: problemOf(input, name),
    input: (value) => input.set({ [name]: orNull(value) }),
  });
}

/** One line an item; empty lines are dropped when it is submitted. */
function lines(input: FieldsInput, name: 'similarQuestions' | 'legalBasis', rows: number, help: string): TemplateResult {
  return textField({
    name,
    label: fieldNames[name],
    rows,
    optional: true,
    help,
    value: input.content[name].join('\n'),
    problem: problemOf(input, name),
    input: (value) => input.set({ [name]: value === '' ? [] : value.split('\n') }),
  });
}

/** `hint` stands under the question: what is known of it already. */
export const questionFields = (input: FieldsInput, hint: TemplateResult) => html`
  ${textField({
    name: 'question',
    label: fieldNames.question,
    help: '照市民的话写成一句完整的问句，最多 128 字',
    maxLength: 300,
    value: input.content.question,
    problem: problemOf(input, 'question'),
    input: (question) => input.set({ question }),
  })}
  ${hint}
  ${lines(input, 'similarQuestions', 4, '一行一个：同一个意思的其他问法、口语、方言。每个都能单独查到这条问答')}
  ${textField({
    name: 'answer',
    label: fieldNames.answer,
    rows: 8,
    help: '市民看到的原文。列表每行以“1.”或“- ”开头；网址直接写',
    value: input.content.answer,
    problem: problemOf(input, 'answer'),
    input: (answer) => input.set({ answer }),
  })}
  ${text(input, 'script', 3, '坐席可以照着念的话；市民看不到')}
  ${text(input, 'internalNote', 2, '给坐席的提醒，不得对外；市民看不到')}`;

export const serviceFields = (input: FieldsInput) => {
  const { content, set } = input;
  const link = content.serviceLink ?? { label: '', url: '' };
  const setLink = (part: Partial<typeof link>) => {
    const next = { ...link, ...part };
    set({ serviceLink: next.label || next.url ? next : null });
  };
  return html`
    <div class="row">${text(input, 'conditions', 3)} ${text(input, 'materials', 3)}</div>
    ${text(input, 'steps', 3)} ${text(input, 'contact', 2, '单位电话、地址、时间；不写个人手机号')}
    <div class="row">
      ${textField({
        name: 'linkLabel',
        label: '办事入口名称',
        optional: true,
        value: link.label,
        maxLength: 60,
        input: (label) => setLink({ label }),
      })}
      ${textField({
        name: 'linkUrl',
        label: '办事入口网址',
        optional: true,
        value: link.url,
        placeholder: 'https://',
        problem: problemOf(input, 'serviceLink'),
        input: (url) => setLink({ url }),
      })}
    </div>`;
};

export const basisFields = (input: FieldsInput) => html`
  ${lines(input, 'legalBasis', 2, '库里没有原文的，一行一处，写明文件名、文号、条款')}
  ${input.content.basis.length + input.content.legalBasis.length === 0 ? text(input, 'noBasisReason', 1, '确实没有依据的写明理由，只给工作人员看') : nothing}`;

export const placeFields = (input: FieldsInput) => {
  const { content, units, words, set } = input;
  const open = units.filter((unit) => !unit.retiredAt || unit.id === content.unitId);
  return html`
    <div class="row">
      ${selectField({
        name: 'unitId',
        label: fieldNames.unitId,
        help:
          open.length > 0
            ? '坐席答不了时转给谁；这个单位的人才能改'
            : '还没有建单位：请管理员在“单位”里先建，坐席答不了时才知道转给谁',
        value: content.unitId ?? '',
        options: [{ value: '', label: '（未指定）' }, ...open.map(({ id, name }) => ({ value: id, label: name }))],
        problem: problemOf(input, 'unitId'),
        change: (unitId) => set({ unitId: unitId || null }),
      })}
      <div class="field">
        <label for="topic">${fieldNames.topic} <span class="optional">可不填</span></label>
        <input id="topic" list="topics" maxlength="60" .value=${content.topic ?? ''} @input=${(event: Event) =>
          set({ topic: orNull((event.target as HTMLInputElement).value) })} />
        <datalist id="topics">${words.topics.map((word) => html`<option value=${word}></option>`)}</datalist>
      </div>
      ${text(input, 'region', 1, '只适用某个区县的才写')}
    </div>
    ${textField({
      name: 'tags',
      label: fieldNames.tags,
      optional: true,
      help: '用顿号隔开，每个最多 20 字',
      value: content.tags.join('、'),
      problem: problemOf(input, 'tags'),
      input: (value) => set({ tags: value === '' ? [] : value.split(/[、，,;；]/) }),
    })}`;
};

export const visibilityFields = (input: FieldsInput) => {
  const { content, set } = input;
  const day = (name: 'visibleFrom' | 'visibleUntil', help: string) =>
    textField({
      name,
      label: fieldNames[name],
      type: 'date',
      optional: true,
      help,
      value: content[name] ?? '',
      problem: problemOf(input, name),
      input: (value) => set({ [name]: orNull(value) }),
    });
  return html`
    <div class="row">
      ${choices({
        name: 'audiences',
        label: fieldNames.audiences,
        values: content.audiences,
        options: Object.entries(audienceNames).map(([value, label]) => ({ value, label })),
        help: '只勾热线、窗口的，市民查不到',
        problem: problemOf(input, 'audiences'),
        change: (values) => set({ audiences: values as Audience[] }),
      })}
      ${choices({
        name: 'channels',
        label: fieldNames.channels,
        values: content.channels,
        options: Object.entries(channelNames).map(([value, label]) => ({ value, label })),
        help: '公众在网页上能看的，热线和窗口总能查到；不勾网页的，只有勾上的坐席能查到',
        problem: problemOf(input, 'channels'),
        change: (values) => set({ channels: values as Channel[] }),
      })}
    </div>
    <div class="row">
      ${day('visibleFrom', '从这天起才查得到；不填就是发布即生效')} ${day('visibleUntil', '过了这天自动查不到；不填就是长期')}
    </div>`;
};
