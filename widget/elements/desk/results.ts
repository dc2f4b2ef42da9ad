import { html, nothing } from 'lit';
import { citationPlace, validityTone, validityWord } from '../../shared/format.ts';
import { cutAtMarks, shorten } from '../../shared/marks.ts';
import type { Marks, SearchHit } from '../../shared/types.ts';

const kindWords: Record<string, string> = {
  policy: '政策',
  interpretation: '解读',
  guide: '指南',
  faq_list: '问答',
  notice: '公告',
  news: '新闻',
  consultation_draft: '征求意见稿',
};

const marked = (text: string, marks: Marks) =>
  cutAtMarks(text, marks).map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text));

/** Two lines of a narrow list, in characters: the browser would paint its own ellipsis like the word that it cuts. */
const snippetSize = 50;

/** The list under the search box; the box keeps the focus and names the active option. */
export function renderResults(hits: SearchHit[], active: number, choose: (index: number) => void) {
  return html`<ul id="results" role="listbox" aria-label="查询结果">
    ${hits.map((hit, index) => renderHit(hit, index, index === active, choose))}
  </ul>`;
}

/** Longer lists of words are no warning that can be read during a call. */
const wordsNamed = 3;

/** What a doubtful hit does not hold of the query. */
export const lacking = (missing: string[]) => `未提到：${missing.slice(0, wordsNamed).join('、')}`;

/** Over a text that is withdrawn or another one while it is open; heard at once. */
export const renderFallen = (words: string, again: () => void) =>
  html`<div class="fallen" role="alert">
    ${words ? html`<p><strong>${words}</strong></p><button class="button small" type="button" @click=${again}>重新查</button>` : nothing}
  </div>`;

function renderHit(hit: SearchHit, index: number, active: boolean, choose: (index: number) => void) {
  const { document } = hit;
  const snippet = shorten(hit.snippet, hit.snippetMarks, snippetSize);
  const place = document ? citationPlace({ ...document, clause: hit.clause, page: hit.page }) : (hit.faq?.unit ?? '');
  return html`<li id=${`hit-${index}`} role="option" aria-selected=${active ? 'true' : 'false'} class=${active ? 'active' : ''} @click=${() => choose(index)}>
    <p class="line">
      <span class="badge ${hit.kind === 'faq' ? 'label' : ''}">${hit.kind === 'faq' ? '常见问题' : (kindWords[document?.kind ?? ''] ?? '文件')}</span>
      ${hit.faq?.desk?.script ? html`<span class="badge label">口径</span>` : nothing}
      ${hit.deskOnly ? html`<span class="badge warn">内部</span>` : nothing}
      ${document ? html`<span class="badge ${validityTone(document.validity)}">${validityWord(document.validity)}</span>` : nothing}
    </p>
    <p class="title">${marked(hit.title, hit.titleMarks)}</p>
    <p class="snippet">${snippet.text ? marked(snippet.text, snippet.marks) : html`<span class="soft">对上的是标题，打开看正文</span>`}</p>
    ${hit.missing.length > 0 ? html`<p class="lacks">${lacking(hit.missing)}</p>` : nothing}
    ${place ? html`<p class="soft">${place}</p>` : nothing}
  </li>`;
}
