import { stepWord } from '../../src/desk/stage-words.ts';
import type { CaseReport } from './data.ts';
import { faults } from './fault.ts';
import { expectNames, percent, statusName } from './words.ts';

const shownCandidates = 10;

/** A case of a finished run, stage by stage, as lines of plain text. */
export function caseInWords(item: CaseReport): string[] {
  const { understanding, retrieved, sentences, judgement, fault } = item;
  return [
    `${item.id} ${item.turns.join(' → ')}`,
    `${expectNames[item.expect]}；${item.passed ? '通过' : `未通过：${item.reason}（${fault ? faults[fault] : ''}）`}`,
    '',
    '① 问题与理解',
    understanding ? `理解为：${understanding.text}（问的是：${understanding.intent}）` : '没有走到这一步。',
    '',
    `② 找到的候选（对的文件排第 ${item.pageRank ?? '—'}，含标准原文的条款排第 ${item.spanRank ?? '—'}）`,
    ...retrieved
      .slice(0, shownCandidates)
      .flatMap(({ rank, score, file, clause, goldPage, goldSpan, features }) => [
        `${String(rank).padStart(2)}. ${score.toFixed(3)} ${file} ${clause ?? ''}${goldSpan ? ' ★原句' : goldPage ? ' ☆对的文件' : ''}`,
        `    ${features.map(({ label, value }) => `${label} ${value.toFixed(2)}`).join('，')}`,
      ]),
    '',
    '③ 读出的句子',
    ...sentences.map(
      ({ score, text, file, clause, chosen }) => `${chosen ? '✓' : ' '} ${score.toFixed(2)} ${text}（${file} ${clause}）`,
    ),
    '',
    '④ 依据够不够',
    judgement
      ? `答对的把握 ${percent(judgement.probability, 0)}，门槛 ${percent(judgement.threshold, 0)}：${judgement.enough ? '够' : '不够'}${judgement.afterwards ? '（答复没有经过这一步，事后补判）' : ''}`
      : '没有走到这一步。',
    ...(judgement ? [judgement.features.map(({ label, value }) => `${label} ${value.toFixed(2)}`).join('，')] : []),
    '',
    `⑤ 最后的答复（${statusName(item.status)}，结束于“${stepWord(item.route)}”）`,
    item.answer,
    ...item.citations.map(({ file, clause, quote }) => `· ${file} ${clause ?? ''}：“${quote}”`),
    '',
    '标准',
    `须说明：${item.must.map((wordings) => wordings.join(' 或 ')).join('；') || '—'}；不得出现：${item.mustNot.join('、') || '—'}`,
    `理由：${item.why || item.note || '—'}`,
  ];
}
