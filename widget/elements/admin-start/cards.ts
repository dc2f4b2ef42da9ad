import { html, nothing, type TemplateResult } from 'lit';
import { addressOf } from '../admin/page.ts';
import { ago } from '../admin/parts/format.ts';
import type { Line, Overview, Upkeep } from './overview-types.ts';

/** The cards of the start page, one for each kind of thing that waits. */

const draftWords = { returned: '已退回', draft: '草稿', submitted: '待审核' } as const;
const draftTones = { returned: 'bad', draft: '', submitted: 'label' } as const;

export function draftsCard({ returned, draft, submitted, lines }: NonNullable<Overview['drafts']>, mayWrite: boolean) {
  const figures: Figure[] = [
    { count: returned, words: '退回给我', bad: true },
    { count: draft, words: '未提交' },
    { count: submitted, words: '等别人审核' },
  ];
  return card(
    '我的草稿',
    figures,
    lines.length > 0
      ? renderLines(lines, (line) => (line.kind === 'faq' ? ['entries', line.itemId] : ['documents', line.itemId]), true)
      : html`<p class="soft">没有在写的内容。起草的问答、上传的文件会列在这里，退回的排在最前。</p>`,
    mayWrite ? html`<a class="button small" href=${addressOf('entries', 'new')}>起草新问答</a>` : nothing,
  );
}

export function reviewCard({ faq, document, lines }: NonNullable<Overview['review']>) {
  const figures: Figure[] = [
    { count: faq, words: '问答' },
    { count: document, words: '文件' },
  ];
  const address = (line: Line) => (line.kind === 'faq' ? ['review', line.id] : ['documents', line.itemId]);
  return card(
    '等我审核',
    figures,
    lines.length > 0
      ? renderLines(lines, address, false)
      : html`<p class="soft">没有等您审核的内容。自己写过的不会出现在这里，由别人审核。</p>`,
    lines.length > 0 ? html`<a class="button small" href=${addressOf('review')}>全部待审核</a>` : nothing,
  );
}

/** `unitName` gives undefined for a unit that is not known here. */
export function gapsCard(gaps: NonNullable<Overview['gaps']>, unitName: (id: string | null) => string | undefined) {
  const nameOf = (id: string | null) => (id === null ? '未指定单位' : (unitName(id) ?? '其他单位'));
  const sum = (of: 'gap' | 'error') => gaps.reduce((total, row) => total + row[of], 0);
  const rows = [...gaps].sort((a, b) => b.gap + b.error - a.gap - a.error);
  return card(
    '缺口和纠错',
    [
      { count: sum('gap'), words: '没有答案' },
      { count: sum('error'), words: '内容有误', bad: true },
    ],
    rows.length > 0
      ? html`<ul class="lines">${rows.map(
          ({ unitId, gap, error }) =>
            html`<li><a href=${addressOf('gaps', 'unit', unitId ?? 'none')}>${nameOf(unitId)}</a><span class="soft">缺口 ${gap} · 错误 ${error}</span></li>`,
        )}</ul>`
      : html`<p class="soft">没有待处理的。坐席上报的、市民问了没答上的会按单位列在这里。</p>`,
    rows.length > 0 ? html`<a class="button small" href=${addressOf('gaps')}>全部缺口</a>` : nothing,
  );
}

export function upkeepCard({ flags, expiring, stale, recalls }: Upkeep) {
  const rows: [number | null, string, string][] = [
    [flags, 'flags', '依据变了，需复核'],
    [expiring, 'expiring', '即将到期或已到期'],
    [stale, 'stale', '久未复核'],
    [recalls, 'recalls', '已作答复需更正'],
  ];
  const known = rows.filter((row): row is [number, string, string] => row[0] !== null);
  if (known.length === 0) return nothing;
  return html`<section class="card"><h2>到期与更正</h2>
    <ul class="lines">${known.map(
      ([count, path, words]) =>
        html`<li><a href=${addressOf('upkeep', path)}>${words}</a><b class=${count > 0 ? 'some' : ''}>${count}</b></li>`,
    )}</ul></section>`;
}

export function messagesCard({ open, submitted }: NonNullable<Overview['messages']>) {
  return card(
    '市民留言',
    [
      { count: open, words: '待答复' },
      { count: submitted, words: '答复待审核' },
    ],
    html`<p class="soft">没有答上的问题，市民请工作人员答复；期限按工作日计算。</p>`,
    html`<a class="button small" href=${addressOf('messages')}>查看留言</a>`,
  );
}

export function feedbackCard(count: number) {
  return card(
    '读者评价',
    [{ count, words: '条还没看' }],
    html`<p class="soft">市民、坐席对答复点的“没有帮助”和写下的意见。</p>`,
    html`<a class="button small" href=${addressOf('feedback')}>查看评价</a>`,
  );
}

interface Figure {
  count: number;
  words: string;
  bad?: boolean;
}

const card = (title: string, figures: Figure[], body: TemplateResult, foot: unknown) => html`<section class="card">
  <h2>${title}</h2>
  <div class="figures">${figures.map(({ count, words, bad }) => html`<p class=${bad && count > 0 ? 'bad' : ''}><b>${count}</b>${words}</p>`)}</div>
  ${body}
  <div class="foot">${foot}</div>
</section>`;

const renderLines = (lines: Line[], address: (line: Line) => string[], withState: boolean) => html`<ul class="lines">
  ${lines.map(
    (line) => html`<li>
      <a href=${addressOf(...address(line))}>${line.title}</a>
      <span class="soft">${withState ? html`<span class="badge ${draftTones[line.state]}">${draftWords[line.state]}</span> ` : nothing}${ago(line.updatedAt)}</span>
      ${line.state === 'returned' && line.note ? html`<span class="why">退回理由：${line.note}</span>` : nothing}
    </li>`,
  )}
</ul>`;
