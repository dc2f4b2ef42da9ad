import { html, nothing } from 'lit';
import type { Citation } from '../../shared/types.ts';
import type { ClauseSheetElement } from '../clause-sheet/clause-sheet.ts';
import type { Report } from '../desk-report/desk-report.ts';
import type { DeskElement } from './desk.ts';
import { renderDetail, renderInterruption, renderSaid, renderTop } from './frame.ts';
import { renderKeys } from './guide.ts';
import { renderList, renderSearch } from './parts.ts';

/** The whole page of somebody who has entered: the search above, the list and the detail beside each other. */
export function renderPage(desk: DeskElement) {
  const { session, lookup } = desk;
  const ask = () => desk.askInFull();
  const report = session.mayReport ? () => desk.report('gap') : null;
  return html`
    ${renderTop(desk)}
    <wence-banner .api=${session.quiet} .channel=${session.channel}></wence-banner>
    <main class=${desk.opened ? 'opened' : ''}>
      ${renderSearch(lookup, { typed: desk.typed, key: desk.keyboard.inSearch, filter: () => desk.lookUp(), ask, report })}
      <section class="list" aria-label="查询结果" tabindex="0">${renderList(lookup, desk.recent, desk.shown.kind !== 'hit', {
        again: (query) => desk.again(query),
        choose: desk.choose,
        retry: () => desk.lookUp(),
        ask,
        report,
      })}</section>
      <section class="detail" aria-label="详情" tabindex="0" @cite=${({ detail }: CustomEvent<{ citation: Citation }>) =>
        desk.find<ClauseSheetElement>('wence-clause-sheet')?.show(detail.citation)}>
        ${renderDetail(desk)}
      </section>
    </main>
    ${renderSaid(desk.reports)}
    ${renderKeys(session)}
    <wence-desk-report .send=${(written: Report) => desk.reports.send(written)}></wence-desk-report>
    <wence-clause-sheet .load=${(citation: Citation) => desk.clauses.cited(citation)} .linkBase=${desk.api.base}></wence-clause-sheet>
    ${session.interrupted ? renderInterruption(session) : nothing}
  `;
}
