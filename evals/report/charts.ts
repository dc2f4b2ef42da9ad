import type { Calibration } from './calibration.ts';
import { table } from './page.ts';
import { percent, safe } from './words.ts';

const width = 460;
const height = 340;
const left = 56;
const bottom = 44;
const top = 14;
const right = 16;

const x = (share: number) => left + share * (width - left - right);
/** `most` is the value at the upper end of the axis. */
const y = (value: number, most = 1) => height - bottom - (value / most) * (height - bottom - top);
const at = (value: number) => value.toFixed(1);

interface Axes {
  label: string;
  across: string;
  up: string;
  most?: number;
}

function frame({ label, across, up, most = 1 }: Axes, content: string): string {
  const steps = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const grid = steps
    .map((step) => {
      const level = at(y(step * most, most));
      return `<line class="grid" x1="${left}" x2="${width - right}" y1="${level}" y2="${level}"/>
<text x="${left - 8}" y="${level}" text-anchor="end" dominant-baseline="middle">${(step * most * 100).toFixed(0)}%</text>
<text x="${at(x(step))}" y="${height - bottom + 18}" text-anchor="middle">${(step * 100).toFixed(0)}%</text>`;
    })
    .join('');
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${safe(label)}">${grid}
<line class="axis" x1="${left}" x2="${width - right}" y1="${at(y(0))}" y2="${at(y(0))}"/>
<line class="axis" x1="${left}" x2="${left}" y1="${top}" y2="${at(y(0))}"/>
<text x="${at((left + width - right) / 2)}" y="${height - 6}" text-anchor="middle">${safe(across)}</text>
<text transform="translate(13 ${at((top + height - bottom) / 2)}) rotate(-90)" text-anchor="middle">${safe(up)}</text>
${content}</svg>`;
}

/** Stated probability against the share that was right; on the dotted line it means what it says. */
export function reliabilityPlot({ bins, error }: Calibration): string {
  const dots = bins.map(({ expected, share, low, high, cases }) => {
    const size = 3 + Math.min(7, Math.sqrt(cases));
    return `<line class="spread" x1="${at(x(expected))}" x2="${at(x(expected))}" y1="${at(y(low))}" y2="${at(y(high))}"/>
<circle class="dot" cx="${at(x(expected))}" cy="${at(y(share))}" r="${at(size)}"/>`;
  });
  const label = `把握与实际正确率对照：${bins.map((bin) => `把握约 ${percent(bin.expected, 0)} 的 ${bin.cases} 题答对 ${percent(bin.share, 0)}`).join('；')}`;
  const ideal = `<line class="ideal" x1="${at(x(0))}" y1="${at(y(0))}" x2="${at(x(1))}" y2="${at(y(1))}"/>`;
  const rows = bins.map((bin) => [
    `${percent(bin.from, 0)} – ${percent(bin.to, 0)}`,
    String(bin.cases),
    percent(bin.expected, 0),
    percent(bin.share, 0),
    `${percent(bin.low, 0)} – ${percent(bin.high, 0)}`,
  ]);
  return `<figure><h3>把握准不准</h3>${frame({ label, across: '程序自己说的把握', up: '实际答对的比例' }, ideal + dots.join(''))}
<figcaption>每个圆点是把握相近的一组题，越大题越多；竖线是题少带来的误差范围。圆点落在虚线上，说明“八成把握”真的答对八成；在虚线下方是过于自信，上方是过于谨慎。平均偏差 ${percent(error)}。</figcaption>
<details class="inner"><summary>数字</summary>${table(
    [
      { name: '把握' },
      { name: '题数', number: true },
      { name: '平均把握', number: true },
      { name: '实际答对', number: true },
      { name: '误差范围', number: true },
    ],
    rows,
  )}</details></figure>`;
}

/** How many wrong answers among those given, the more questions are answered. */
export function riskCurve({ curve, now, area }: Calibration): string {
  const most = Math.min(1, Math.max(0.2, Math.ceil(Math.max(...curve.map(({ risk }) => risk), 0) * 10) / 10));
  const path = curve.map((point, i) => `${i === 0 ? 'M' : 'L'}${at(x(point.coverage))} ${at(y(point.risk, most))}`).join('');
  const here = now
    ? `<circle class="now" cx="${at(x(now.coverage))}" cy="${at(y(now.risk, most))}" r="6"/>
<text class="nowtext" x="${at(x(now.coverage) - 10)}" y="${at(y(now.risk, most) - 8)}" text-anchor="end">现在的门槛</text>`
    : '';
  const stands = now ? `现在作答 ${percent(now.coverage, 0)}，其中答错 ${percent(now.risk)}。` : '';
  const label = `答得越多错得越多：${stands}`;
  const shown = [0.5, 0.6, 0.7, 0.8, 0.9, 1].flatMap((share) => curve.find(({ coverage }) => coverage >= share) ?? []);
  const rows = [...new Set(shown)].map((point) => [
    percent(point.coverage, 0),
    percent(point.risk),
    percent(point.probability, 0),
  ]);
  return `<figure><h3>答得多少与错得多少</h3>${frame({ label, across: '作答的比例（其余拒答）', up: '作答里答错的比例', most }, `<path class="line" d="${path}"/>${here}`)}
<figcaption>从最有把握的题答起，一路往右答得越来越多；线越低越好。${stands}门槛调高，红点沿线左移：错得少，也拒答得多。曲线下平均 ${percent(area)}。</figcaption>
<details class="inner"><summary>数字</summary>${table(
    [
      { name: '作答的比例', number: true },
      { name: '其中答错', number: true },
      { name: '此时的门槛', number: true },
    ],
    rows,
  )}</details></figure>`;
}
