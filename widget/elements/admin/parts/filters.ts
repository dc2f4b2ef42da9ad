import { html, type TemplateResult } from 'lit';
import { typingMs } from '../../../shared/latest-request.ts';

/** What the controls of a filter bar narrow: a PagedList, or a list that the page holds whole. */
export interface Narrowable<Filter> {
  readonly filter: Filter;
  narrow(part: Partial<Filter>, wait?: number): void;
}

type Name<Filter, Value> = { [Key in keyof Filter]: Filter[Key] extends Value ? Key : never }[keyof Filter] & string;

/** `value` and the words for it. */
export type FilterOption = readonly [value: string, words: string];

/** Above a list; `label` names the bar for who listens. On a phone all but the search waits behind a button. */
export const filterBar = (label: string, controls: unknown): TemplateResult =>
  html`<div class="filters" role="search" aria-label=${label}>${controls}
    <button class="button fold" type="button" aria-expanded="false" @click=${unfold}>筛选条件</button></div>`;

function unfold({ currentTarget }: Event): void {
  const button = currentTarget as HTMLElement;
  const isOpen = button.parentElement?.classList.toggle('open') ?? false;
  button.setAttribute('aria-expanded', String(isOpen));
}

const typedIn = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;
const narrowed = <Filter>(name: keyof Filter, value: string | boolean) => ({ [name]: value }) as Partial<Filter>;

/** Words to be found, asked after a rest in typing. */
export const searchFilter = <Filter>(
  list: Narrowable<Filter>,
  name: Name<Filter, string>,
  { label = '查找', placeholder = '' }: { label?: string; placeholder?: string } = {},
): TemplateResult => html`<label class="grow">${label}
  <input type="search" placeholder=${placeholder} .value=${String(list.filter[name])}
    @input=${(event: Event) => list.narrow(narrowed(name, typedIn(event)), typingMs)} /></label>`;

/** One of several values; the first one is usually all of them. */
export const selectFilter = <Filter>(
  list: Narrowable<Filter>,
  name: Name<Filter, string>,
  label: string,
  options: readonly FilterOption[],
): TemplateResult => html`<label>${label}
  <select @change=${(event: Event) => list.narrow(narrowed(name, typedIn(event)))}>
    ${options.map(([value, words]) => html`<option value=${value} .selected=${list.filter[name] === value}>${words}</option>`)}
  </select></label>`;

/** A day, or none. */
export const dayFilter = <Filter>(list: Narrowable<Filter>, name: Name<Filter, string>, label: string): TemplateResult =>
  html`<label>${label}
    <input type="date" .value=${String(list.filter[name])} @change=${(event: Event) => list.narrow(narrowed(name, typedIn(event)))} /></label>`;

/** One box to tick. */
export const checkFilter = <Filter>(list: Narrowable<Filter>, name: Name<Filter, boolean>, label: string): TemplateResult =>
  html`<label class="choice"><input type="checkbox" .checked=${Boolean(list.filter[name])}
    @change=${(event: Event) => list.narrow(narrowed(name, (event.target as HTMLInputElement).checked))} /><span>${label}</span></label>`;
