import { html, nothing } from 'lit';
import type { Api } from '../../shared/api.ts';
import { icons } from '../../shared/icons.ts';
import { hasBegun, stageWords, type Turn } from '../../shared/turn.ts';
import type { FeedbackInput } from '../feedback/feedback.ts';
import { renderGuide } from './guide.ts';
import type { DeskLookup } from './lookup.ts';
import { renderFallen, renderResults } from './results.ts';

/** The parts of the agents' page as templates: what is shown, without what is done. */

interface SearchActions {
  typed: (event: Event) => void;
  key: (event: KeyboardEvent) => void;
  /** A filter was changed. */
  filter: () => void;
  ask: () => void;
  /** Null for those who report nothing. */
  report: (() => void) | null;
}

export function renderSearch(lookup: DeskLookup, actions: SearchActions) {
  const { looked } = lookup;
  return html`<div class="search" role="search">
    <div class="field">
      ${icons.search}
      <input
        id="search"
        role="combobox"
        aria-label="查政策、口径、文号"
        aria-expanded=${lookup.hits.length > 0}
        aria-controls="results"
        aria-autocomplete="list"
        aria-activedescendant=${lookup.hit ? `hit-${lookup.active}` : nothing}
        autocomplete="off"
        spellcheck="false"
        maxlength="500"
        placeholder="来电人怎么说就怎么输入，也可输文号、标题、第几条"
        .value=${lookup.query}
        @input=${actions.typed}
        @compositionend=${actions.typed}
        @keydown=${actions.key}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
    ${renderFilters(lookup, actions.filter)}
    <button class="button primary" ?disabled=${!lookup.query.trim()} @click=${actions.ask}>完整答复</button>
    <div class="under">
      <p class="soft count" role="status">
        ${looked && !lookup.problem ? `“${looked.query}” ${lookup.hits.length} 条 · ${Math.round(looked.ms)} 毫秒` : nothing}
      </p>
      ${actions.report ? html`<button class="button quiet small" @click=${actions.report}>${icons.flag}查不到？报缺口<kbd>Alt+G</kbd></button>` : nothing}
    </div>
  </div>`;
}

function renderFilters(lookup: DeskLookup, changed: () => void) {
  const change = (name: 'kind' | 'validity') => (event: Event) => {
    lookup[name] = (event.target as HTMLSelectElement).value;
    changed();
  };
  return html`
    <select aria-label="类型" @change=${change('kind')}>
      <option value="">全部类型</option>
      <option value="faq">常见问题</option>
      <option value="policy">政策文件</option>
      <option value="interpretation">解读</option>
      <option value="guide">办事指南</option>
      <option value="notice">公告通告</option>
    </select>
    <select aria-label="有效性" @change=${change('validity')}>
      <option value="">全部有效性</option>
      <option value="in_force">现行有效</option>
      <option value="not_yet">尚未施行</option>
      <option value="expired">已失效</option>
      <option value="repealed">已废止</option>
    </select>
  `;
}

interface ListActions {
  again: (query: string) => void;
  choose: (index: number) => void;
  retry: () => void;
  ask: () => void;
  report: (() => void) | null;
}

/** Hits, or what to do when there are none. `elsewhere` means that something else than a hit is shown. */
export function renderList(lookup: DeskLookup, recent: string[], elsewhere: boolean, actions: ListActions) {
  if (lookup.problem)
    return html`<div class="empty" role="alert">
      <h2>没有查成</h2>
      <p>${lookup.problem}</p>
      <button class="button" @click=${actions.retry}>重试</button>
    </div>`;
  if (!lookup.looked) return renderGuide(recent, actions.again);
  const foreign = renderForeign(lookup.looked);
  if (lookup.hits.length === 0)
    return html`${foreign}<div class="empty">
      <h2>没有查到“${lookup.looked.query}”</h2>
      <p>换个说法，或只留关键词；文号可用任意括号。仍没有时，按“待相关部门确认”答复，并转承办单位。</p>
      <p class="tries">
        <button class="button" @click=${actions.ask}>用整句提问试试</button>
        ${actions.report ? html`<button class="button" @click=${actions.report}>${icons.flag}报缺口<kbd>Alt+G</kbd></button>` : nothing}
      </p>
    </div>`;
  const { missingNumbers, unmentioned } = lookup.looked;
  return html`${foreign}
    ${missingNumbers.length > 0 ? html`<p class="missing" role="alert">库里没有${missingNumbers.join('、')}这份文件，下面是相近的其他内容，不要当成它念。</p>` : nothing}
    ${unmentioned.length > 0 ? html`<p class="missing" role="alert">查到的都没有提到“${unmentioned.slice(0, 3).join('”“')}”，下面只是部分字面相近，不要当成答案念。</p>` : nothing}
    ${renderResults(lookup.hits, elsewhere ? -1 : lookup.active, actions.choose)}`;
}

/** How a query in another language was read, or how else to look up. */
function renderForeign({ query, readAs }: NonNullable<DeskLookup['looked']>) {
  if (readAs) return html`<p class="foreign">英文按中文词“${readAs}”查的，只认常用词；不准时换中文关键词再查。</p>`;
  const foreign = /[\p{L}]{3,}/u.test(query) && !/\p{Script=Han}/u.test(query);
  return foreign
    ? html`<p class="foreign">外文词库里没有对上的词。请把来电人的意思换成中文关键词再查，例如“居住证 签注”。</p>`
    : nothing;
}

interface AnswerActions {
  copy: () => void;
  message: () => void;
  again: (question: string) => void;
  /** Why nothing may be copied, asked before each copy. */
  refusal: () => Promise<string>;
  /** What the answer rests on is no longer so; empty while it is. */
  fallen: string;
  report: ((kind: 'gap' | 'error') => void) | null;
}

/** A full answer with citations, beside the list. */
export function renderAnswer(turn: Turn, api: Api, actions: AnswerActions) {
  const { report } = actions;
  const feedback = (input: FeedbackInput) => api.feedback({ answerId: turn.response?.id ?? '', ...input });
  return html`<div class="asked" aria-busy=${turn.state === 'asking' ? 'true' : 'false'}>
    <h2 tabindex="-1">${turn.question}</h2>
    ${renderFallen(actions.fallen, () => actions.again(turn.question))}
    ${
      turn.response
        ? html`<p class="tries">
            <button class="button primary" @click=${actions.copy}>${icons.copy}复制到工单<kbd>C</kbd></button>
            ${turn.response.citations.length > 0 ? html`<button class="button" @click=${actions.message}>${icons.copy}发短信<kbd>S</kbd></button>` : nothing}
            ${report ? html`<button class="button" @click=${() => report('gap')}>${icons.flag}没答上，报缺口<kbd>Alt+G</kbd></button>` : nothing}
            ${report && turn.response.citations.length > 0 ? html`<button class="button" @click=${() => report('error')}>报错误<kbd>Alt+E</kbd></button>` : nothing}
          </p>`
        : nothing
    }
    <p role="status" class="soft">${turn.state === 'asking' ? stageWords(turn.stage) : turn.problem}</p>
    ${turn.state === 'failed' ? html`<button class="button" @click=${() => actions.again(turn.question)}>重试</button>` : nothing}
    ${
      hasBegun(turn)
        ? html`<wence-answer
            .question=${turn.question}
            .sentences=${turn.sentences}
            .citations=${turn.citations}
            .response=${turn.response}
            .at=${turn.at}
            .linkBase=${api.base}
            .phone=${''}
            .refusal=${actions.refusal}
            .sendFeedback=${turn.response ? feedback : null}
          ></wence-answer>`
        : nothing
    }
  </div>`;
}
