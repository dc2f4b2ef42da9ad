import { html, nothing } from 'lit';
import { icons } from '../../shared/icons.ts';
import type { Me } from '../../shared/staff-types.ts';
import type { Channel } from '../../shared/types.ts';
import type { DeskElement } from './desk.ts';
import { openedBefore } from './opened.ts';
import { renderAnswer } from './parts.ts';
import type { DeskReports } from './reports.ts';
import type { DeskSession } from './session.ts';

/** The frame of the agents' page as templates: the entry, head, detail, messages, the login over it. */

export function renderLogin(session: DeskSession, entered: () => unknown) {
  return html`<wence-desk-login
    .api=${session.staff}
    .channel=${session.channel}
    .problem=${session.problem}
    .enterByAccount=${async (me: Me) => {
      await session.enterByAccount(me);
      void entered();
    }}
    .enterByKey=${async (key: string, channel: Channel) => {
      await session.enterByKey(key, channel);
      void entered();
    }}
    .enterPublic=${() => {
      session.enterPublic();
      void entered();
    }}
  ></wence-desk-login>`;
}

export function renderTop(desk: DeskElement) {
  const { session, news } = desk;
  return html`<header>
    <h1>${icons.ask}<span>坐席工作台</span></h1>
    <select aria-label="工作渠道" @change=${(event: Event) => desk.entrance.switchTo(event.target as HTMLSelectElement)}>
      ${session.channels.map(([channel, words]) => html`<option value=${channel} ?selected=${channel === session.channel}>${words}</option>`)}
    </select>
    ${
      session.me
        ? html`<button class="button quiet small" @click=${() => desk.showNews()}>变化${news.fresh > 0 ? html`<span class="count-badge">${news.fresh}</span>` : nothing}</button>`
        : nothing
    }
    <button class="button quiet small keyhelp" @click=${() => desk.showHelp()}>快捷键 ?</button>
    ${session.me ? html`<span class="who">${session.me.account.name}</span>` : nothing}
    <button class="button quiet small" @click=${() => desk.entrance.leave()}>退出</button>
  </header>`;
}

/** An account of several desks says for which it answers now. */
export function renderDesks(session: DeskSession, choose: (channel: Channel) => void) {
  return html`<main class="desks">
    <div>
      <h1>今天在哪里上班？</h1>
      <p class="soft">口径和内部提示按渠道区分，之后可以在右上角切换。</p>
      ${session.channels
        .filter(([channel]) => channel !== 'web')
        .map(
          ([channel, words], index) =>
            html`<button class="button primary" ?autofocus=${index === 0} @click=${() => choose(channel)}>${words}</button>`,
        )}
    </div>
  </main>`;
}

export function renderDetail(desk: DeskElement) {
  const { shown, api } = desk;
  const back = html`<button class="button quiet small back" @click=${() => desk.backToSearch()}>${icons.back}返回结果</button>`;
  if (shown.kind === 'answer')
    return html`${back}${renderAnswer(shown.turn, api, {
      copy: desk.copy,
      message: desk.copyMessage,
      again: (question) => desk.askInFull(question),
      report: desk.session.mayReport ? (kind) => desk.report(kind) : null,
      refusal: desk.refusal,
      fallen: desk.standing.wordsOfTurn(shown.turn),
    })}`;
  if (shown.kind === 'news')
    return html`${back}<wence-desk-changes
      .told=${desk.news.told}
      .opened=${openedBefore()}
      .period=${desk.news.period}
      .problem=${desk.news.problem}
      @open-item=${(event: CustomEvent<string>) => desk.openItem(event.detail)}
      @period=${(event: CustomEvent<string>) => desk.news.read(event.detail)}
    ></wence-desk-changes>`;
  const { hit } = desk;
  if (!hit) return html`${back}<p class="soft hint">${hintWithoutHit(desk)}</p>`;
  return html`${back}<wence-desk-detail
    .hit=${hit}
    .query=${shown.kind === 'item' ? '' : (desk.lookup.looked?.query ?? '')}
    .linkBase=${api.base}
    .load=${desk.clauses.load}
    .fallen=${desk.standing.wordsOf(hit)}
    .refusal=${desk.refusal}
    .lookUpAnew=${desk.lookUpAnew}
    .report=${desk.session.mayReport ? () => desk.report('error') : null}
  ></wence-desk-detail>`;
}

const hintWithoutHit = ({ lookup }: DeskElement) =>
  lookup.hits.length > 0
    ? '左边的结果只对上来电问题的一部分，没有替您选中。看清“未提到”再打开；都不对就报缺口或转办。'
    : '查到的口径、答复、条文和依据显示在这里。';

/** What was done, with the way back. */
export function renderSaid(reports: DeskReports) {
  const { said } = reports;
  return html`<div class="said" role="status">
    ${
      said
        ? html`<p>${said.words}${
            said.reportId
              ? html`<button class="button small" @click=${() => reports.undo()}>撤销 <kbd>Alt+Z</kbd></button>`
              : nothing
          }</p>`
        : nothing
    }
  </div>`;
}

/** The session is over: the login lies over the page, and what was typed stays. */
export function renderInterruption(session: DeskSession) {
  return html`<wence-dialog heading="请重新登录" locked>
    <wence-staff-login .api=${session.staff} heading="登录已过期" lead="您输入的内容还在，登录后接着查。"
      @signed-in=${(event: CustomEvent<Me>) => session.signedIn(event.detail)}></wence-staff-login>
  </wence-dialog>`;
}
