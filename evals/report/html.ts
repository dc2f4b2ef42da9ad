import { wilson } from './calibration.ts';
import { caseStages } from './case-stages.ts';
import { reliabilityPlot, riskCurve } from './charts.ts';
import type { CaseReport, Report } from './data.ts';
import { faults } from './fault.ts';
import { bar, page, table, tiles } from './page.ts';
import { expectNames, kindName, percent, safe, shown, statusName } from './words.ts';

/** The whole report for readers who do not write programs: the result in words, figures, what goes wrong where, every case. */
export function renderReport(report: Report): string {
  const failures = report.cases.filter((item) => !item.passed);
  const isWeak = (item: CaseReport) => item.passed && item.expect !== 'refuse' && !(item.rightPage && item.goldSpan);
  const weak = report.cases.filter(isWeak);
  const sound = report.cases.filter((item) => item.passed && !isWeak(item));
  return page(
    report.title,
    `${head(report)}
${inWords(report)}
<nav aria-label="目录"><a href="#figures">总体</a><a href="#faults">错在哪一步</a><a href="#kinds">按类型</a><a href="#calibration">把握</a><a href="#failures">未通过的题</a><a href="#weak">引用不准的题</a><a href="#sound">其余通过的题</a><a href="#all">全部题目</a></nav>
<h2 id="figures">总体</h2>${figures(report)}
<h2 id="faults">错在哪一步</h2>${faultTable(failures)}
<h2 id="kinds">按问题类型</h2>${kinds(report)}
<h2 id="calibration">把握</h2>${calibration(report)}
<h2 id="failures">未通过的 ${failures.length} 题</h2>
${failures.length === 0 ? '<p>全部通过。</p>' : '<p>点开一题，逐步看：怎样理解、找到什么、读出哪句、依据够不够、最后说了什么。</p>'}${failures.map((item) => caseDetails(item)).join('\n')}
<h2 id="weak">通过但引用不准的 ${weak.length} 题</h2>
${weak.length === 0 ? '<p>没有。</p>' : '<p>事实说对了，但引用的不是标准文件，或没有摘到标准原文。</p>'}${weak.map((item) => caseDetails(item)).join('\n')}
<h2 id="sound">其余通过的 ${sound.length} 题</h2>
${sound.map((item) => caseDetails(item)).join('\n')}
<h2 id="all">全部题目</h2>
${allCases(report)}`,
  );
}

function head(report: Report): string {
  const { caseSet } = report;
  const part = caseSet.split ? `，其中“${safe(caseSet.split)}”部分` : '';
  return `<p class="head">资料：${safe(report.documents)}<br>题目：${safe(report.questions)}（${report.cases.length} 题${part}，题集指纹 <code>${safe(caseSet.hash)}</code>）<br>
按 ${safe(report.asOf)} 的效力判断；运行于 ${safe(new Date(report.ranAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' }))}</p>`;
}

const countOf = (cases: CaseReport[], test: (item: CaseReport) => boolean) => cases.filter(test).length;

function inWords({ cases }: Report): string {
  const passed = countOf(cases, (item) => item.passed);
  const [low, high] = wilson(passed, cases.length);
  const refuse = cases.filter((item) => item.expect === 'refuse');
  const declined = countOf(refuse, (item) => item.passed);
  const parts = [
    `${cases.length} 题里通过 <b>${passed}</b> 题（${percent(passed / Math.max(1, cases.length))}）。换一批同类的题，通过率多半在 ${percent(low, 0)} 到 ${percent(high, 0)} 之间。`,
    refuse.length > 0
      ? `资料里没有答案的 ${refuse.length} 题，拒答了 ${declined} 题，另外 ${refuse.length - declined} 题硬答了。`
      : '',
  ];
  return `<p class="lead">${parts.join('')}</p>`;
}

function figures({ summary, cases }: Report): string {
  const refuse = cases.filter((item) => item.expect === 'refuse');
  const answerable = cases.filter((item) => item.expect === 'answer' || item.expect === 'expired');
  const passed = countOf(cases, (item) => item.passed);
  return tiles([
    {
      name: '正确率',
      value: percent(summary.accuracy),
      note: `${passed} / ${cases.length} 题`,
      meaning: '必须说到的事实都说到，不该说的一句没说；没有答案的题则要拒答。越高越好。',
    },
    {
      name: '160 字内正确率',
      value: percent(summary.accuracy_160),
      note: '超过 160 字算错',
      meaning: '在手机上一屏看完的短答复有多少是对的。越高越好。',
    },
    {
      name: '该拒答的拒答了',
      value: percent(summary.refused),
      note: `${countOf(refuse, (item) => item.passed)} / ${refuse.length} 题`,
      meaning: '资料里没有答案时，老实说没有，而不是拿相近的内容充数。越高越好。',
    },
    {
      name: '不该拒答的拒答了',
      value: percent(summary.false_refusals),
      note: `${Math.round(summary.false_refusals * answerable.length)} / ${answerable.length} 题`,
      meaning: '资料里有答案，却没有给出来（含反问）。越低越好。',
    },
    {
      name: '引对文件',
      value: percent(summary.right_page),
      note: '占作了答复的题',
      meaning: '前三条引用里有标准答案所在的文件。越高越好。',
    },
    {
      name: '引到原句',
      value: percent(summary.gold_span),
      note: '与标准原文相同 12 字以上',
      meaning: '摘录的正是答案所在的那一句，读者点开就能核对。越高越好。',
    },
    {
      name: '答复长度',
      value: shown(summary.median_length, ' 字'),
      note: '中位数，不计空白',
      meaning: '一半的答复比它短。太长没有人看完。',
    },
    {
      name: '等候时间',
      value: shown(summary.ms_p50, ' 毫秒'),
      note: `95% 在 ${shown(summary.ms_p95, ' 毫秒')}内`,
      meaning: '从提出问题到答复完整，不含网络。与机器快慢有关。',
    },
  ]);
}

function faultTable(failures: CaseReport[]): string {
  if (failures.length === 0) return '<p>没有错题。</p>';
  const rows = Object.entries(faults).flatMap(([fault, name]) => {
    const own = failures.filter((item) => item.fault === fault);
    if (own.length === 0) return [];
    const links = own.map((item) => `<a href="#${safe(item.id)}">${safe(item.id)}</a>`).join(' ');
    return [[safe(name), String(own.length), bar(own.length / failures.length, 'bad'), links]];
  });
  return table([{ name: '哪一步' }, { name: '题数', number: true }, { name: '' }, { name: '题目' }], rows);
}

function kinds({ byKind, cases }: Report): string {
  const rows = byKind.map(({ kind, passed, cases: all }) => {
    const [low, high] = wilson(passed, all);
    const wrong = cases.filter((item) => item.kind === kind && item.fault);
    const common = mostCommon(wrong.map((item) => faults[item.fault!]));
    return [
      safe(kindName(kind)),
      `${passed} / ${all}`,
      percent(passed / all),
      bar(passed / all),
      `${percent(low, 0)} – ${percent(high, 0)}`,
      safe(common),
    ];
  });
  return `<p>题少的类型误差很大：“误差范围”是换一批同类的题时，通过率大致会落在哪里。</p>${table(
    [
      { name: '类型' },
      { name: '通过', number: true },
      { name: '比例', number: true },
      { name: '' },
      { name: '误差范围', number: true },
      { name: '最常见的错' },
    ],
    rows,
  )}`;
}

function mostCommon(names: string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return first ? `${first[0]}（${first[1]}）` : '';
}

function calibration({ calibration: found, statuses }: Report): string {
  const ended = Object.entries(statuses)
    .sort((a, b) => b[1] - a[1])
    .map(([status, count]) => `${safe(statusName(status))} ${count}`)
    .join('，');
  if (found.cases === 0) return `<p>没有一题走到判断这一步。结果：${ended}。</p>`;
  return `<p>每次作答之前，程序估计自己答对的把握，不到门槛就拒答。被拒答的题，按它本来要说的话算对错；资料里没有答案的题，怎么答都算错。
共 ${found.cases} 题走到这一步，${found.leftOut} 题在此之前就已结束，不计。</p>
<div class="charts">${reliabilityPlot(found)}${riskCurve(found)}</div><p class="meta">各题的结果：${ended}。</p>`;
}

/** A case that can be opened; closed it says what was asked and what went wrong, if anything. */
export function caseDetails(item: CaseReport, open = false): string {
  const problem = item.passed ? (item.expect === 'refuse' || (item.rightPage && item.goldSpan) ? '' : '引用不准') : item.reason;
  const fault = item.fault ? ` · ${faults[item.fault]}` : '';
  return `<details class="case" id="${safe(item.id)}"${open ? ' open' : ''}><summary><code>${safe(item.id)}</code> ${safe(item.turns.join(' → '))}
<span class="why">${problem ? `<b>${safe(problem)}</b>${safe(fault)} · ` : ''}${safe(kindName(item.kind))} · ${expectNames[item.expect]} · ${safe(statusName(item.status))}</span></summary>
${caseStages(item)}</details>`;
}

function allCases({ cases }: Report): string {
  const tick = (value: boolean) => (value ? '<span class="good">✓</span>' : '<span class="bad">✗</span>');
  const rows = cases.map((item) => {
    const cited = item.expect === 'refuse' ? ['', ''] : [tick(item.rightPage), tick(item.goldSpan)];
    return [
      `<a href="#${safe(item.id)}"><code>${safe(item.id)}</code></a>`,
      safe(kindName(item.kind)),
      safe(item.turns.at(-1) ?? ''),
      tick(item.passed),
      ...cited,
      String(item.pageRank ?? ''),
      String(item.spanRank ?? ''),
      item.probability === null ? '' : percent(item.probability, 0),
      safe(statusName(item.status)),
      shown(item.ms),
    ];
  });
  return table(
    [
      { name: '编号' },
      { name: '类型' },
      { name: '问题' },
      { name: '通过' },
      { name: '文件' },
      { name: '原句' },
      { name: '文件名次', number: true },
      { name: '原句名次', number: true },
      { name: '把握', number: true },
      { name: '结果' },
      { name: '毫秒', number: true },
    ],
    rows,
  );
}
