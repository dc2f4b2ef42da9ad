import { html, nothing, type TemplateResult } from 'lit';
import type { Candidate, Evaluated, Figure, Judgement, Stages } from './evaluate-api.ts';

const percent = (share: number) => `${Math.round(share * 100)}%`;
const clauseName = (clause: string | null) => ({ question: '问题', answer: '答复' })[clause ?? ''] ?? clause ?? '标题';

const chip = ({ label, value }: Figure) =>
  html`<span class="chip ${value < 0 ? 'minus' : ''}">${label} ${value.toFixed(2)}</span>`;

/** One after the other: how the question was read, what was found, what was chosen, whether it is enough, what was said. */
export function renderStages({ response, stages }: Evaluated, turns: string[], most: number, showMore: () => void) {
  return html`${understood(stages, turns)} ${candidates(stages.candidates, most, showMore)} ${sentences(stages)}
  ${judgement(stages.judgement)} ${final({ response, stages })}`;
}

function understood({ understood: read }: Stages, turns: string[]): TemplateResult {
  const named = read ? [...read.documentNumbers, ...read.titles.map((title) => `《${title}》`), ...read.articles] : [];
  return html`<section aria-labelledby="stage-1">
    <h2 id="stage-1" tabindex="-1">① 问题与理解</h2>
    ${turns.length > 1 ? html`<p class="soft">先说过：${turns.slice(0, -1).join(' → ')}</p>` : nothing}
    <p>问：${turns.at(-1)}</p>
    ${
      read
        ? html`<p>理解为：<b>${read.text}</b></p>
          <p class="soft">问的是：${read.intent} · 按 ${read.asOf} 的效力${read.region ? ` · ${read.region}` : ''}${read.language === 'en' ? ' · 英文提问' : ''}</p>
          ${named.length ? html`<p>点名：${named.join('、')}</p>` : nothing}
          ${
            read.expansions.length
              ? html`<p>补充的官方用语：</p><div class="chips">${read.expansions.map(({ term, weight }) => html`<span class="chip">${term} ${weight.toFixed(2)}</span>`)}</div>`
              : nothing
          }`
        : html`<p class="soft">在这一步之前就已结束。</p>`
    }
  </section>`;
}

function candidates(all: Candidate[], most: number, showMore: () => void): TemplateResult {
  return html`<section aria-labelledby="stage-2">
    <h2 id="stage-2">② 找到的候选（${all.length}）</h2>
    ${all.length === 0 ? html`<p class="soft">没有检索，或什么也没有找到。</p>` : nothing}
    <ol class="candidates">
      ${all.slice(0, most).map(
        ({ rank, kind, title, documentNumber, clause, score, features, text }) => html`<li>
          <div class="head">
            <b>${rank}.</b>
            <span>${title}</span>
            ${kind === 'faq' ? html`<span class="badge label">常见问题</span>` : nothing}
            <span class="soft">${[documentNumber, clauseName(clause)].filter(Boolean).join(' · ')}</span>
            <span class="score">${score.toFixed(3)}</span>
          </div>
          <p class="text">${text}</p>
          <div class="chips">${features.map(chip)}</div>
        </li>`,
      )}
    </ol>
    ${all.length > most ? html`<button class="button small" type="button" @click=${showMore}>显示其余 ${all.length - most} 个</button>` : nothing}
  </section>`;
}

function sentences({ sentences: all }: Stages): TemplateResult {
  return html`<section aria-labelledby="stage-3">
    <h2 id="stage-3">③ 读出的句子</h2>
    ${all.length === 0 ? html`<p class="soft">没有读出句子。</p>` : nothing}
    <ol class="sentences">
      ${all.map(
        ({ text, score, title, clause, chosen }) => html`<li>
          <div class="head">${chosen ? html`<span class="badge good">选中</span>` : html`<span class="badge">没有选</span>`}<span class="soft">${title} · ${clauseName(clause)}</span><span class="score">${score.toFixed(2)}</span></div>
          <p class="text">${text}</p>
        </li>`,
      )}
    </ol>
  </section>`;
}

function judgement(judged: Judgement | null): TemplateResult {
  if (!judged)
    return html`<section aria-labelledby="stage-4"><h2 id="stage-4">④ 依据够不够</h2><p class="soft">没有走到这一步。</p></section>`;
  const { probability, threshold, enough, afterwards, features } = judged;
  return html`<section aria-labelledby="stage-4">
    <h2 id="stage-4">④ 依据够不够</h2>
    <p>
      答对的把握 <b>${percent(probability)}</b>，本渠道的门槛 ${percent(threshold)}：
      <span class="badge ${enough ? 'good' : 'bad'}">${enough ? '够，可以作答' : '不够，拒答'}</span>
      ${afterwards ? html`<span class="soft">答复没有经过这一步，这是事后补判的。</span>` : nothing}
    </p>
    <div class="gauge ${enough ? '' : 'short'}" aria-hidden="true">
      <i style="width:${percent(probability)}"></i><span style="left:${percent(threshold)}"><em>门槛</em></span>
    </div>
    <div class="wide" role="region" aria-label="判断所看的特征" tabindex="0">
      <table>
        <thead><tr><th scope="col">特征</th><th scope="col" class="number">数值</th><th scope="col" class="number">权重</th><th scope="col" class="number">贡献</th></tr></thead>
        <tbody>
          ${features.map(
            ({ label, value, weight }) => html`<tr>
              <td>${label}</td>
              <td class="number">${value.toFixed(2)}</td>
              <td class="number">${weight === null ? '只记录' : weight.toFixed(2)}</td>
              <td class="number">${weight === null ? '' : (weight * value).toFixed(2)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function final({ response, stages }: Evaluated): TemplateResult {
  const total = stages.steps.reduce((sum, { ms }) => sum + ms, 0);
  return html`<section aria-labelledby="stage-5">
    <h2 id="stage-5">⑤ 最后的答复</h2>
    <p><span class="badge label">${stages.status.label}</span> <span class="soft">结束于“${stages.endedBy.label}”</span></p>
    <p class="answer">${response.answer}</p>
    ${
      response.citations.length
        ? html`<h3>引用</h3><ol>${response.citations.map(
            ({ n, title, clause, validityNote, quote }) =>
              html`<li>[${n}] ${title}${clause ? ` · ${clause}` : ''} <span class="soft">${validityNote}</span><blockquote>${quote}</blockquote></li>`,
          )}</ol>`
        : nothing
    }
    ${response.desk?.script ? html`<h3>口径（只给坐席）</h3><p>${response.desk.script}</p>` : nothing}
    <h3>用时</h3>
    <div class="chips">${stages.steps.map(({ label, ms }) => html`<span class="chip">${label} ${ms} 毫秒</span>`)}<span class="chip">合计 ${total.toFixed(0)} 毫秒</span></div>
  </section>`;
}
