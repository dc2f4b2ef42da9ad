import { statusWord } from '../../src/desk/stage-words.ts';
import { refused, type Scored } from '../cases.ts';
import { shareOf } from '../statistics.ts';
import { lengthInCharacters, normaliseForScoring } from '../text.ts';

/** Whole documents pasted are not answers. */
export const longestAnswer = 500;

export interface Verdict {
  passed: boolean;
  /** In Chinese, for the report; empty when passed. */
  reason: string;
}

const right: Verdict = { passed: true, reason: '' };
const wrong = (reason: string): Verdict => ({ passed: false, reason });

/** A fact by its first wording; how many others would do. */
const oneOf = ([first, ...others]: string[]) => (others.length > 0 ? `${first}（或另外 ${others.length} 种写法）` : `${first}`);

/**
 * The rule: a question with an answer passes when it is not declined, is within the length, states every required fact
 * in one of its wordings and nothing that proves it wrong; a question without one passes when it is declined.
 */
export function judgeAnswer({ gold, answer }: Scored, limit = longestAnswer): Verdict {
  if (!answer) return wrong('没有答复');
  if (gold.expect === 'refuse') return refused(answer) ? right : wrong('本应拒答却作了答复');
  if (gold.expect === 'clarify') return answer.status.startsWith('clarify') ? right : wrong('没有反问');
  if (refused(answer)) return wrong(`不该拒答（${statusWord(answer.status).replace(/^拒答：/, '')}）`);
  if (answer.status.startsWith('clarify') || answer.status.startsWith('error'))
    return wrong(`没有答复：${statusWord(answer.status)}`);
  const text = normaliseForScoring(answer.text);
  const length = lengthInCharacters(text);
  if (length > limit) return wrong(`过长：${length} 字`);
  const missing = gold.must.find((wordings) => !wordings.some((wording) => text.includes(normaliseForScoring(wording))));
  if (missing) return wrong(`缺少：${oneOf(missing)}`);
  const forbidden = gold.must_not.find((words) => text.includes(normaliseForScoring(words)));
  return forbidden ? wrong(`不应出现：${forbidden}`) : right;
}

/** Share of cases that pass. */
export const accuracy = (scored: Scored[]) => shareOf(scored.map((pair) => judgeAnswer(pair).passed));

/** Passed and asked, by kind of question, in the order of first appearance. */
export function accuracyByKind(scored: Scored[]): { kind: string; passed: number; cases: number }[] {
  const kinds = new Map<string, { kind: string; passed: number; cases: number }>();
  for (const pair of scored) {
    const row = kinds.get(pair.gold.kind) ?? { kind: pair.gold.kind, passed: 0, cases: 0 };
    row.cases += 1;
    if (judgeAnswer(pair).passed) row.passed += 1;
    kinds.set(pair.gold.kind, row);
  }
  return [...kinds.values()];
}
