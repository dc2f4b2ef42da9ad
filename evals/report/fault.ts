import type { CaseReport } from './data.ts';

/** Where a wrong answer came from, in the order of an answer's way. */
export const faults = {
  error: '程序出错',
  turned_away: '检索之前就被挡下',
  not_found: '没有找到对的文件',
  not_judged: '找到了，但被判为依据不够',
  asked_back: '不该反问却反问',
  not_answerable: '本应拒答却作了答复',
  not_ranked: '找到了文件，但没用含答案的那一条',
  not_chosen: '引对了条款，但没选中该说的话',
  said_wrong: '说了不该说的',
  too_long: '答得太长',
  not_cited: '读到了原句，但没有说出来',
  not_asked_back: '应当反问却没有',
} as const;
export type Fault = keyof typeof faults;

type Seen = Pick<CaseReport, 'expect' | 'status' | 'reason' | 'route' | 'goldSpan' | 'rightPage' | 'pageRank' | 'spanRank'>;

/** The stage at which a case that did not pass went wrong. */
export function faultOf(item: Seen): Fault {
  if (item.status === 'none' || item.status.startsWith('error')) return 'error';
  if (item.expect === 'refuse') return 'not_answerable';
  if (item.expect === 'clarify') return 'not_asked_back';
  if (item.status.startsWith('clarify')) return 'asked_back';
  if (item.status.startsWith('declined') || item.status === 'small_talk') {
    if (item.pageRank !== null) return 'not_judged';
    return item.route === 'judge' || item.route === 'retrieve' ? 'not_found' : 'turned_away';
  }
  if (item.reason.startsWith('过长')) return 'too_long';
  if (item.reason.startsWith('不应出现')) return 'said_wrong';
  if (item.goldSpan) return 'not_chosen';
  if (item.pageRank === null && !item.rightPage) return 'not_found';
  return item.spanRank === 1 ? 'not_cited' : 'not_ranked';
}
