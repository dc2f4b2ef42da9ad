import { html, nothing, type TemplateResult } from 'lit';

interface Labelled {
  /** Becomes the control's id and name; unique on the page. */
  name: string;
  label: string;
  help?: string | undefined;
  problem?: string | undefined;
  optional?: boolean;
}

interface TextField extends Labelled {
  value?: string;
  type?: 'text' | 'password' | 'email' | 'url' | 'date' | 'number' | 'search' | 'tel';
  /** More than one makes it a text area. */
  rows?: number;
  maxLength?: number;
  placeholder?: string;
  autocomplete?: string;
  inputmode?: string;
  required?: boolean;
  disabled?: boolean;
  autofocus?: boolean;
  input?: (value: string) => void;
}

const describedBy = ({ name, help, problem }: Labelled) =>
  [help ? `${name}-help` : '', problem ? `${name}-problem` : ''].filter(Boolean).join(' ') || nothing;

const around = (field: Labelled, control: TemplateResult) => html`<div class="field">
  <label for=${field.name}>${field.label}${field.optional ? html` <span class="optional">可不填</span>` : nothing}</label>
  ${control}
  ${field.help ? html`<p class="help" id="${field.name}-help">${field.help}</p>` : nothing}
  ${field.problem ? html`<p class="problem" id="${field.name}-problem">${field.problem}</p>` : nothing}
</div>`;

/** A labelled line or area of text with help and what is wrong with it. */
export function textField(field: TextField): TemplateResult {
  const { name, value = '', type = 'text', rows = 1 } = field;
  const changed = (event: Event) => field.input?.((event.target as HTMLInputElement).value);
  if (rows > 1) {
    return around(
      field,
      html`<textarea id=${name} name=${name} rows=${rows} .value=${value} maxlength=${field.maxLength ?? nothing}
        placeholder=${field.placeholder ?? nothing} ?required=${field.required} ?disabled=${field.disabled} ?autofocus=${field.autofocus}
        aria-describedby=${describedBy(field)} aria-invalid=${Boolean(field.problem)} @input=${changed}></textarea>`,
    );
  }
  return around(
    field,
    html`<input id=${name} name=${name} type=${type} .value=${value} maxlength=${field.maxLength ?? nothing}
      placeholder=${field.placeholder ?? nothing} autocomplete=${(field.autocomplete ?? 'off') as 'off'}
      inputmode=${(field.inputmode ?? nothing) as 'text'} ?required=${field.required} ?disabled=${field.disabled} ?autofocus=${field.autofocus}
      spellcheck="false" aria-describedby=${describedBy(field)} aria-invalid=${Boolean(field.problem)} @input=${changed} />`,
  );
}

export interface Option {
  value: string;
  label: string;
  help?: string;
  disabled?: boolean;
}

export function selectField(
  field: Labelled & { value: string; options: Option[]; disabled?: boolean; change?: (value: string) => void },
): TemplateResult {
  return around(
    field,
    html`<select id=${field.name} name=${field.name} ?disabled=${field.disabled} aria-describedby=${describedBy(field)}
      aria-invalid=${Boolean(field.problem)} @change=${(event: Event) => field.change?.((event.target as HTMLSelectElement).value)}>
      ${field.options.map(
        ({ value, label, disabled }) =>
          html`<option value=${value} ?selected=${value === field.value} ?disabled=${disabled}>${label}</option>`,
      )}
    </select>`,
  );
}

/** Several boxes to tick under one heading. */
export function choices(
  field: Labelled & { values: readonly string[]; options: Option[]; change?: (values: string[]) => void; radio?: boolean },
): TemplateResult {
  const ticked = (event: Event) => {
    const all = (event.target as HTMLElement).closest('fieldset')?.querySelectorAll<HTMLInputElement>('input:checked') ?? [];
    field.change?.([...all].map((input) => input.value));
  };
  return html`<fieldset class="field" aria-describedby=${describedBy(field)}>
    <legend>${field.label}${field.optional ? html` <span class="optional">可不填</span>` : nothing}</legend>
    ${field.options.map(
      ({ value, label, help, disabled }) => html`<label class="choice">
        <input type=${field.radio ? 'radio' : 'checkbox'} name=${field.name} value=${value} .checked=${field.values.includes(value)}
          ?disabled=${disabled} @change=${ticked} />
        <span>${label}${help ? html`<small>${help}</small>` : nothing}</span>
      </label>`,
    )}
    ${field.help ? html`<p class="help" id="${field.name}-help">${field.help}</p>` : nothing}
    ${field.problem ? html`<p class="problem" id="${field.name}-problem">${field.problem}</p>` : nothing}
  </fieldset>`;
}

/** One box to tick. */
export function checkField(field: {
  name: string;
  label: string;
  help?: string;
  checked: boolean;
  change?: (on: boolean) => void;
}): TemplateResult {
  return html`<label class="choice">
    <input type="checkbox" name=${field.name} .checked=${field.checked}
      @change=${(event: Event) => field.change?.((event.target as HTMLInputElement).checked)} />
    <span>${field.label}${field.help ? html`<small>${field.help}</small>` : nothing}</span>
  </label>`;
}
