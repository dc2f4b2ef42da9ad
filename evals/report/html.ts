import type { CaseReport, Report } from './data.ts';
import { style } from './style.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text: string | number) => String(text).replace(/[&<>"]/g, (character) => escapes[character]!);

const percent = (value: number | null) => (value === null ? '—' : `${(value * 100).toFixed(1)}%`);
const shown = (value: number | null, unit = '') => (value === null ? '—' : `${value}${unit}`);

/** Names of question kinds for readers; an unknown kind is shown as it is. */
const kindNames: Record<string, string> = {
  fact: '事实',
  table: '表格',
  condition: '条件',
  procedure: '办理',
  colloquial: '口语',
  docno: '文号',
  multiturn: '多轮',
  english: '英文',
  expired: '失效文件',
  refuse: '应当拒答',
  audience: '可见范围',
  successor: '新旧文件',
  personal: '个人办件',
  unsafe: '不安全',
  scan: '扫描件',
  draft: '未发布',
  not_yet: '尚未施行',
  consultation: '征求意见',
  faq_date: '问答期限',
  other: '其他',
};

const expectNames = { answer: '应答复', expired: '应说明已失效', refuse: '应拒答', clarify: '应反问' };

/** One self-contained page: figures first, then every failure with what was retrieved, then every case in a table. */
export function renderReport(report: Report): string {
  const failures = report.cases.filter((item) => !item.passed);
  const weak = report.cases.filter((item) => item.passed && item.expect !== 'refuse' && !(item.rightPage && item.goldSpan));
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${safe(report.title)}</title><style>${style}</style></head><body>
<h1>${safe(report.title)}</h1>
<p class="head">资料：${safe(report.documents)}<br>问题：${safe(report.questions)}（${report.cases.length} 题）<br>
按 ${safe(report.asOf)} 的效力判断；运行于 ${safe(new Date(report.ranAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' }))}</p>
${figures(report)}
${kinds(report)}
${statuses(report)}
<h2 id="failures">未通过的 ${failures.length} 题</h2>
${failures.length === 0 ? '<p>全部通过。</p>' : failures.map(caseSection).join('\n')}
<h2 id="weak">通过但引用不准的 ${weak.length} 题</h2>
${weak.length === 0 ? '<p>没有。</p>' : weak.map(caseSection).join('\n')}
<h2 id="all">全部题目</h2>
${allCases(report)}
</body></html>
`;
}

function figures({ summary, cases }: Report): string {
  const refuse = cases.filter((item) => item.expect === 'refuse');
  const answerable = cases.filter((item) => item.expect === 'answer' || item.expect === 'expired');
  const passed = cases.filter((item) => item.passed).length;
  const tiles: [string, string, string][] = [
    ['正确率', percent(summary.accuracy), `${passed} / ${cases.length} 题`],
    ['160 字内正确率', percent(summary.accuracy_160), '超过 160 字算错'],
    ['该拒答的拒答了', percent(summary.refused), `${refuse.filter((item) => item.passed).length} / ${refuse.length} 题`],
    [
      '不该拒答的拒答了',
      percent(summary.false_refusals),
      `${Math.round(summary.false_refusals * answerable.length)} / ${answerable.length} 题`,
    ],
    ['引对页面', percent(summary.right_page), '占作了答复的题'],
    ['引到原句', percent(summary.gold_span), '与标准原文相同 12 字以上'],
    ['答复长度中位数', shown(summary.median_length, ' 字'), '不计空白'],
    ['耗时', shown(summary.ms_p50, ' 毫秒'), `95% 在 ${shown(summary.ms_p95, ' 毫秒')}内`],
  ];
  const tile = ([name, value, note]: [string, string, string]) =>
    `<div class="tile"><span>${name}</span><b>${value}</b><small>${note}</small></div>`;
  return `<div class="tiles">${tiles.map(tile).join('')}</div>`;
}

function kinds({ byKind }: Report): string {
  const rows = byKind.map(({ kind, passed, cases }) => {
    const share = (passed / cases) * 100;
    return `<tr><td>${safe(kindNames[kind] ?? kind)}</td><td class="number">${passed} / ${cases}</td>
<td class="number">${share.toFixed(1)}%</td><td class="bar"><i style="width:${share.toFixed(1)}%"></i></td></tr>`;
  });
  return `<h2>按问题类型</h2><table><thead><tr><th>类型</th><th class="number">通过</th><th class="number">比例</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function statuses({ statuses: counts }: Report): string {
  const rows = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  return `<h2>答复状态</h2><p>${rows.map(([name, count]) => `<code>${safe(name)}</code> ${count}`).join('　')}</p>`;
}

function caseSection(item: CaseReport): string {
  const quotes = item.goldQuotes.map((quote) => `<blockquote>${safe(quote)}</blockquote>`).join('');
  const citations = item.citations
    .map(
      ({ file, clause, page, quote }) =>
        `<li>${safe(file)}${clause ? ` · ${safe(clause)}` : ''}${page ? ` · 第${page}页` : ''}<blockquote>${safe(quote)}</blockquote></li>`,
    )
    .join('');
  return `<section id="${safe(item.id)}">
<h3><code>${safe(item.id)}</code> ${safe(item.turns.join(' → '))}</h3>
<p class="meta">${safe(kindNames[item.kind] ?? item.kind)} · ${expectNames[item.expect]} · <b>${safe(item.reason || '引用不准')}</b> · ${safe(item.status)} · ${safe(item.route)} · ${shown(item.ms, ' 毫秒')}</p>
<div class="columns"><div><h4>答复</h4><p class="answer">${safe(item.answer) || '（无）'}</p>${citations ? `<h4>引用</h4><ul>${citations}</ul>` : ''}</div>
<div><h4>标准</h4>${item.must.length ? `<p>须含：${item.must.map((wordings) => safe(wordings.join(' | '))).join('；')}</p>` : ''}
<p>${safe(item.goldFiles.join('、')) || '（资料中没有答案）'}</p>${quotes}</div></div>
${retrievedTable(item)}</section>`;
}

function retrievedTable(item: CaseReport): string {
  if (item.retrieved.length === 0) return '<p class="meta">没有检索（在检索之前就已结束）。</p>';
  const rows = item.retrieved
    .map((candidate) => {
      const mark = candidate.goldSpan ? '原句' : candidate.goldPage ? '对的页面' : '';
      return `<tr class="${candidate.goldSpan ? 'span' : candidate.goldPage ? 'page' : ''}"><td class="number">${candidate.rank}</td><td>${mark}</td><td class="number">${candidate.score.toFixed(3)}</td>
<td>${safe(candidate.file)}<br><small>${safe(candidate.clause ?? '')}</small></td><td>${safe(candidate.text)}</td></tr>`;
    })
    .join('');
  const where =
    item.expect === 'refuse' ? '' : `对的页面排第 ${item.pageRank ?? '—'}，含原句的条款排第 ${item.spanRank ?? '—'}；`;
  const judged = item.probability === null ? '' : `证据充分的把握 ${(item.probability * 100).toFixed(0)}%`;
  const understood = item.understood && item.understood !== item.turns.at(-1) ? `；理解为：${safe(item.understood)}` : '';
  return `<details><summary>检索到什么：${where}${judged}${understood}</summary><table><thead><tr><th class="number">名次</th><th></th><th class="number">得分</th><th>文件与条款</th><th>文字</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}

function allCases({ cases }: Report): string {
  const tick = (value: boolean) => (value ? '✓' : '✗');
  const rows = cases.map((item) => {
    const cited =
      item.expect === 'refuse' ? '<td></td><td></td>' : `<td>${tick(item.rightPage)}</td><td>${tick(item.goldSpan)}</td>`;
    return `<tr class="${item.passed ? '' : 'failed'}"><td><code>${safe(item.id)}</code></td><td>${safe(kindNames[item.kind] ?? item.kind)}</td><td>${safe(item.turns.at(-1) ?? '')}</td>
<td>${tick(item.passed)}</td>${cited}<td class="number">${item.pageRank ?? ''}</td><td class="number">${item.spanRank ?? ''}</td><td>${safe(item.status)}</td><td class="number">${shown(item.ms)}</td></tr>`;
  });
  return `<table><thead><tr><th>编号</th><th>类型</th><th>问题</th><th>通过</th><th>页面</th><th>原句</th><th class="number">页面名次</th><th class="number">原句名次</th><th>状态</th><th class="number">毫秒</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
