import { diffArrays } from 'diff';
import { bar, page, table } from '../report/page.ts';
import { kindName, percent, safe, statusName } from '../report/words.ts';
import type { Comparison, Difference, Flip } from './compare.ts';
import type { CaseResult } from './results.ts';

/** A page that says what changed from the first run to the second. */
export function renderComparison(comparison: Comparison): string {
  const { gained, lost } = comparison;
  return page(
    '两次评测的比较',
    `${head(comparison)}${warnings(comparison)}
<p class="lead">${inWords(comparison)}</p>
<nav aria-label="目录"><a href="#figures">各项指标</a><a href="#kinds">按类型</a><a href="#lost">变错的题</a><a href="#gained">变对的题</a></nav>
<h2 id="figures">各项指标</h2>${figures(comparison.differences)}
<h2 id="kinds">按类型</h2>${kinds(comparison)}
<h2 id="lost">由对变错的 ${lost.length} 题</h2>${flips(lost)}
<h2 id="gained">由错变对的 ${gained.length} 题</h2>${flips(gained)}`,
  );
}

const time = (at: string) => new Date(at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });

function head({ before, after, compared }: Comparison): string {
  const side = (name: string, run: Comparison['before']) =>
    `${name}：运行于 ${safe(time(run.ranAt))}，按 ${safe(run.asOf)} 的效力，题集指纹 <code>${safe(run.setHash ?? '（旧报告没有）')}</code>`;
  return `<p class="head">${side('前（A）', before)}<br>${side('后（B）', after)}<br>两次都有、内容相同的 ${compared} 题参加比较。</p>`;
}

/** What keeps the two runs from being fully comparable, in words; empty when nothing does. */
export function comparabilityNotes({ pairing, before, after, compared }: Comparison): string[] {
  const { onlyBefore, onlyAfter, changed } = pairing;
  const silently = changed.filter(({ sameVersion }) => sameVersion);
  const names = (ids: { id: string }[]) =>
    ids
      .slice(0, 10)
      .map(({ id }) => id)
      .join('、') + (ids.length > 10 ? '等' : '');
  return [
    compared === 0 ? '没有一题可以比较：两次评测的题目完全不同。' : '',
    changed.length ? `${changed.length} 题的内容在两次之间改过，不参加比较：${names(changed)}。` : '',
    silently.length ? `其中 ${silently.length} 题改了内容却没有改版本号：${names(silently)}。` : '',
    onlyBefore.length ? `${onlyBefore.length} 题只在前一次里有：${names(onlyBefore)}。` : '',
    onlyAfter.length ? `${onlyAfter.length} 题只在后一次里有：${names(onlyAfter)}。` : '',
    before.asOf !== after.asOf ? `两次按不同日期的效力判断（${before.asOf}，${after.asOf}），差别可能来自日期。` : '',
  ].filter(Boolean);
}

function warnings(comparison: Comparison): string {
  const notes = comparabilityNotes(comparison);
  if (notes.length === 0) return '<p class="notice good">两次用的是同一套题，可以直接比较。</p>';
  return `<div class="notice" role="note"><b>两次用的题不完全相同。</b><ul>${notes.map((note) => `<li>${safe(note)}</li>`).join('')}</ul></div>`;
}

/** One sentence for whoever reads no further. */
export function inWords({ compared, gained, lost, differences }: Comparison): string {
  const accuracy = differences.find(({ name }) => name === 'accuracy');
  if (!accuracy || accuracy.before === null || accuracy.after === null) return '没有可以比较的题。';
  const verdict = {
    better: '这样的差别不像是碰巧，可以认为变好了',
    worse: '这样的差别不像是碰巧，可以认为变差了',
    same: '这样的差别碰巧也会有，不能断定有变化',
  }[accuracy.verdict];
  return `${compared} 题里，${gained.length} 题由错变对，${lost.length} 题由对变错；正确率从 ${percent(accuracy.before)} 到 ${percent(accuracy.after)}。${verdict}（p ${shownChance(accuracy.p)}）。`;
}

const shownFigure = ({ type, unit }: Difference, value: number | null) =>
  value === null ? '—' : type === 'share' ? percent(value) : `${value}${unit}`;

export function shownDifference({ type, unit }: Pick<Difference, 'type' | 'unit'>, value: number | null): string {
  if (value === null) return '—';
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  return type === 'share' ? `${sign}${(Math.abs(value) * 100).toFixed(1)} 个百分点` : `${sign}${Math.abs(value)}${unit}`;
}

export const shownChance = (p: number | null) => (p === null ? '' : p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`);

export const verdictWords = { better: '变好', worse: '变差', same: '看不出变化' };

function figures(differences: Difference[]): string {
  const rows = differences.map((one) => [
    `${safe(one.title)}<br><small>${one.better === 'higher' ? '越高越好' : '越低越好'}</small>`,
    shownFigure(one, one.before),
    shownFigure(one, one.after),
    shownDifference(one, one.difference),
    one.low === null ? '—' : `${shownDifference(one, one.low)} 到 ${shownDifference(one, one.high)}`,
    one.gained === null ? '' : `${one.gained} / ${one.lost}`,
    one.p === null ? '' : safe(shownChance(one.p).replace('= ', '')),
    `<span class="${one.verdict === 'better' ? 'good' : one.verdict === 'worse' ? 'bad' : ''}">${verdictWords[one.verdict]}</span>`,
  ]);
  return `<p>“差别的范围”：同样的差别，换一批同类的题大致会落在哪里（95%）；范围跨过 0，就可能只是碰巧。
p：如果其实没有变化，碰巧出现这么大差别的可能性；小于 0.05 才算有变化。“变好/变差”数的是两次都计入的题。</p>${table(
    [
      { name: '指标' },
      { name: 'A', number: true },
      { name: 'B', number: true },
      { name: '差别', number: true },
      { name: '差别的范围', number: true },
      { name: '变好 / 变差', number: true },
      { name: 'p', number: true },
      { name: '结论' },
    ],
    rows,
  )}`;
}

function kinds({ byKind }: Comparison): string {
  const rows = byKind.map(({ kind, cases, before, after, gained, lost, p }) => [
    safe(kindName(kind)),
    String(cases),
    `${before} → ${after}`,
    bar(after / cases),
    String(gained),
    String(lost),
    safe(shownChance(p).replace('= ', '')),
  ]);
  return table(
    [
      { name: '类型' },
      { name: '题数', number: true },
      { name: '通过 A → B', number: true },
      { name: '' },
      { name: '由错变对', number: true },
      { name: '由对变错', number: true },
      { name: 'p', number: true },
    ],
    rows,
  );
}

function flips(all: Flip[]): string {
  if (all.length === 0) return '<p>没有。</p>';
  return all
    .map(
      ({
        before,
        after,
      }) => `<details class="case" id="${safe(after.id)}"><summary><code>${safe(after.id)}</code> ${safe(after.turns.join(' → '))}
<span class="why"><b>${safe(after.reason || before.reason)}</b> · ${safe(kindName(after.kind))}</span></summary>
<div class="columns">${answerOf('A', before, marked(before.answer, after.answer, 'del'))}${answerOf('B', after, marked(before.answer, after.answer, 'ins'))}</div></details>`,
    )
    .join('\n');
}

const answerOf = (name: string, one: CaseResult, text: string) =>
  `<div><h3>${name}：<span class="${one.passed ? 'good' : 'bad'}">${one.passed ? '对' : '错'}</span> <small>${safe(one.reason || statusName(one.status))}</small></h3><p class="answer">${text || '（无）'}</p></div>`;

const sentencesOf = (text: string) => text.split(/(?<=[。；！？\n])/);

/** One side of two texts; sentences that the other does not have are marked, unless the two have nothing in common. */
function marked(before: string, after: string, side: 'del' | 'ins'): string {
  const parts = diffArrays(sentencesOf(before), sentencesOf(after));
  const own = parts.filter((part) => (side === 'del' ? !part.added : !part.removed));
  if (own.every((part) => part.added || part.removed)) return safe(side === 'del' ? before : after);
  return own
    .map(({ value, added, removed }) => (added || removed ? `<${side}>${safe(value.join(''))}</${side}>` : safe(value.join(''))))
    .join('');
}
