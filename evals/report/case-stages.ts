import { stepWord } from '../../src/desk/stage-words.ts';
import type { Figure, JudgementStage } from '../../src/desk/stages.ts';
import type { CaseReport, ReadSentence } from './data.ts';
import { answerBox, table } from './page.ts';
import { channelNames, percent, safe, statusName } from './words.ts';

/** Candidates on the page, of wrong and of right cases; the JSON keeps more. */
const shownCandidates = { wrong: 10, right: 5 };

/** One case, stage by stage, as a list. */
export function caseStages(item: CaseReport): string {
  const stages: [string, string][] = [
    ['问题与理解', understanding(item)],
    ['找到的候选', candidates(item)],
    ['读出的句子', sentences(item.sentences)],
    ['依据够不够', judgement(item.judgement)],
    ['最后的答复', final(item)],
  ];
  const list = stages.map(([name, content], i) => `<li><h3>${'①②③④⑤'[i]} ${name}</h3>${content}</li>`);
  return `<ol class="stages">${list.join('')}</ol>`;
}

function understanding({ turns, understanding, channel, region, page, asOf }: CaseReport): string {
  const asked = turns.length > 1 ? `<p>先问过：${turns.slice(0, -1).map(safe).join(' → ')}</p>` : '';
  const where = [channelNames[channel], region, page && `正在看 ${page}`, asOf && `按 ${asOf} 的效力`]
    .filter(Boolean)
    .map((one) => safe(one as string));
  const head = `${asked}<p>问：${safe(turns.at(-1) ?? '')}</p><p class="meta">${where.join(' · ')}</p>`;
  if (!understanding) return `${head}<p class="meta">没有走到理解这一步。</p>`;
  const { text, intent, documentNumbers, titles, articles, expansions } = understanding;
  const named = [...documentNumbers, ...titles.map((title) => `《${title}》`), ...articles];
  const words = expansions.map(({ term }) => `<span class="chip">${safe(term)}</span>`).join('');
  return `${head}<p>理解为：<b>${safe(text)}</b>（问的是：${safe(intent)}）</p>
${named.length ? `<p>点名：${safe(named.join('、'))}</p>` : ''}${words ? `<p>补充的官方用语：${words}</p>` : ''}`;
}

export const chips = (features: Figure[]) =>
  features.map(({ label, value }) => `<span class="chip">${safe(label)} ${value.toFixed(2)}</span>`).join('');

function candidates(item: CaseReport): string {
  if (item.retrieved.length === 0) return '<p class="meta">没有检索（在检索之前就已结束）。</p>';
  const where =
    item.expect === 'refuse' || item.goldFiles.length === 0
      ? ''
      : `<p>对的文件排第 <b>${item.pageRank ?? '—'}</b>，含标准原文的条款排第 <b>${item.spanRank ?? '—'}</b>（“—”为没有找到）。</p>`;
  const rows = item.retrieved
    .slice(0, item.passed ? shownCandidates.right : shownCandidates.wrong)
    .map((candidate) => [
      `${candidate.rank}${candidate.goldSpan ? '<br><span class="tag good">原句</span>' : candidate.goldPage ? '<br><span class="tag good">对的文件</span>' : ''}`,
      candidate.score.toFixed(3),
      `${safe(candidate.file)}<br><small>${safe(candidate.clause ?? '标题')}</small>`,
      `${safe(candidate.text.slice(0, 200))}${candidate.text.length > 200 ? '…' : ''}<br>${chips(candidate.features ?? [])}`,
    ]);
  const columns = [{ name: '名次', number: true }, { name: '得分', number: true }, { name: '出处' }, { name: '文字与得分来源' }];
  return `${where}<details class="inner"><summary>前 ${rows.length} 个候选</summary>${table(columns, rows)}</details>`;
}

function sentences(all: ReadSentence[]): string {
  if (all.length === 0) return '<p class="meta">没有读出句子。</p>';
  const rows = all.map(({ text, score, file, clause, chosen }) => [
    chosen ? '<span class="good">✓</span>' : '',
    safe(text),
    score.toFixed(2),
    `${safe(file)}<br><small>${safe(clause)}</small>`,
  ]);
  return table(
    [{ name: '选中' }, { name: '句子（选中的按答复里的顺序，其余按得分）' }, { name: '得分', number: true }, { name: '出处' }],
    rows,
  );
}

function judgement(judged: JudgementStage | null): string {
  if (!judged) return '<p class="meta">没有走到判断这一步。</p>';
  const { probability, threshold, enough, features, afterwards } = judged;
  const rows = features.map(({ label, value, weight }) => [
    safe(label),
    value.toFixed(2),
    weight === null ? '' : weight.toFixed(2),
    weight === null ? '' : (weight * value).toFixed(2),
  ]);
  const result = enough ? '<span class="tag good">够</span>' : '<span class="tag bad">不够</span>';
  return `<p>答对的把握 <b>${percent(probability, 0)}</b>，门槛 ${percent(threshold, 0)}：${result}${afterwards ? '<span class="meta">（答复没有经过这一步，事后补判）</span>' : ''}</p>
<details class="inner"><summary>看的是什么</summary>${table(
    [{ name: '特征' }, { name: '数值', number: true }, { name: '权重', number: true }, { name: '贡献', number: true }],
    rows,
  )}</details>`;
}

function final(item: CaseReport): string {
  const citations = item.citations
    .map(
      ({ file, clause, page, quote }) =>
        `<li>${safe(file)}${clause ? ` · ${safe(clause)}` : ''}${page ? ` · 第${page}页` : ''}<blockquote>${safe(quote)}</blockquote></li>`,
    )
    .join('');
  const quotes = item.goldQuotes.map((quote) => `<blockquote>${safe(quote)}</blockquote>`).join('');
  const facts = item.must.map((wordings) => `<li>${safe(wordings.join(' 或 '))}</li>`).join('');
  const steps = Object.entries(item.timings)
    .map(([name, ms]) => `${safe(stepWord(name))} ${ms}`)
    .join('，');
  return `<div class="columns"><div><p class="meta">${safe(statusName(item.status))}，结束于“${safe(stepWord(item.route))}”</p>${answerBox(item.answer)}${citations ? `<h4>引用</h4><ul>${citations}</ul>` : ''}</div>
<div><p class="meta">标准</p>${facts ? `<p>必须说到：</p><ul>${facts}</ul>` : ''}${item.mustNot?.length ? `<p>不得出现：${safe(item.mustNot.join('、'))}</p>` : ''}
${item.why || item.note ? `<p>理由：${safe(item.why || item.note)}</p>` : ''}<p>${safe(item.goldFiles.join('、')) || '（资料中没有答案）'}</p>${quotes}</div></div>
<p class="meta">用时（毫秒）：${steps}；合计 ${item.ms ?? '—'}</p>`;
}
