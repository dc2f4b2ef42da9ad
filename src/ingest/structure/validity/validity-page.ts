import type { FieldFact, StatedStatus, Warning } from '../../../domain/document.ts';
import { addDays, type Day, isDay } from '../../../domain/time.ts';
import { findDates } from '../../../text/dates.ts';
import type { SourceField } from '../../blocks.ts';
import { fieldValues } from '../fields/field-names.ts';
import { halfWidth, tight } from '../lines/spelling.ts';
import { citedDocuments } from '../relations/cited-documents.ts';
import { lastDays, type Period, periodAt } from './day-words.ts';

/** What the page, or a note on it, says about the text. */
export interface StatedByPage {
  effectiveOn: Day | null;
  expiresOn: Day | null;
  repealedOn: Day | null;
  status: StatedStatus | null;
  /** 有效期：5年, not yet added to anything. */
  period: Period | null;
  /** 有效期：长期. */
  lasting: boolean;
  facts: FieldFact[];
  warnings: Warning[];
}

/** Fields of the page and notices on it, then short notes in the text itself such as "（此件已失效）". */
export function statedByPage(fields: SourceField[], title: string, paragraphs: string[]): StatedByPage {
  const facts: FieldFact[] = [];
  const read = <T extends string>(
    name: 'effectiveOn' | 'expiresOn' | 'repealedOn' | 'status',
    field: string,
    parse: (value: string) => T | null,
  ): T | null => {
    for (const candidate of fieldValues(fields, name)) {
      const value = parse(candidate.value);
      if (value === null) continue;
      facts.push({ field, value, basis: candidate.basis, evidence: `${candidate.name}：${candidate.value}`, confidence: 0.95 });
      return value;
    }
    return null;
  };
  const day = (value: string) => findDates(value)[0]?.day ?? (isDay(value.slice(0, 10)) ? value.slice(0, 10) : null);
  const stated: StatedByPage = {
    effectiveOn: read('effectiveOn', 'effectiveOn', day),
    expiresOn: read('expiresOn', 'expiresOn', (value) => lastDays(halfWidth(value)).at(-1)?.day ?? day(value)),
    repealedOn: read('repealedOn', 'repealedOn', day),
    status: read('status', 'statedStatus', statusOf),
    period: null,
    lasting: false,
    facts,
    warnings: [],
  };
  readPeriod(fields, stated);
  for (const notice of noticesOf(fields, title, paragraphs)) takeNotice(notice, stated);
  return stated;
}

/** 有效期：5年 / 2023年1月1日至2027年12月31日 / 长期. */
function readPeriod(fields: SourceField[], stated: StatedByPage): void {
  for (const { name, value, basis } of fields) {
    if (!/^(?:文件)?(?:有效期|有效期限|有效期间|有效时间)$/.test(tight(name).replace(/[:：]/g, ''))) continue;
    const text = halfWidth(value).trim();
    const evidence = `${name}：${value}`;
    const days = lastDays(text);
    if (/长期|永久/.test(text)) stated.lasting = true;
    else if (days.length > 0 && !stated.expiresOn) {
      stated.expiresOn = days.at(-1)!.day;
      stated.facts.push({ field: 'expiresOn', value: stated.expiresOn, basis, evidence, confidence: 0.9 });
      const from = days.length > 1 ? findDates(text)[0]?.day : undefined;
      if (from && !stated.effectiveOn) {
        stated.effectiveOn = from;
        stated.facts.push({ field: 'effectiveOn', value: from, basis, evidence, confidence: 0.9 });
      }
    } else stated.period ??= periodAt(text, 1);
    if (stated.lasting || stated.period) stated.facts.push({ field: 'validFor', value: text, basis, evidence, confidence: 0.9 });
  }
}

// ---- notices ------------------------------------------------------------------------------------

interface Notice {
  text: string;
  basis: 'page_notice' | 'text';
  confidence: number;
}

/** A stamp or remark about the text: "（此件已失效）", "【已废止】", "本文件已被《…》（…号）废止". */
const remark = new RegExp(
  '^[（(【[*★☆ ]*(?:(?:温馨)?提示[:：])?(?:此|本|该)(?:件|篇|文|文件|通知|公告|通告|办法|规定|决定|意见|方案|规章|条例|政策|法规){0,2}(?:' +
    [
      '(?:已经?|现已|部分)[^。,，]{0,80}(?:失效|废止|修改|修订|停止执行|过期|作废|届满)',
      '被[^。,，]{0,80}(?:废止|取代|替代|修改|修订)',
      '(?:自|于)[^。,，]{6,14}日起?(?:正式)?(?:失效|废止|停止执行)',
    ].join('|') +
    ')',
);
const stamp = /[（(【[](?:全文)?(?:已|现已|部分)?(?:失效|废止|修改|部分失效|部分废止)[）)】\]]/;

/** The closing words of a text are no remark about it: 本办法自…起施行，《…》同时废止. */
const opensOwnTime = /起(?:正式)?(?:施行|实施|执行|生效|试行)|同时废止/;

function noticesOf(fields: SourceField[], title: string, paragraphs: string[]): Notice[] {
  const ofPage = fields
    .filter((field) => field.basis === 'page_notice')
    .map(({ value }): Notice => ({ text: value, basis: 'page_notice', confidence: 0.9 }));
  const stamped = stamp.exec(title)?.[0];
  const edges = [...paragraphs.slice(0, 12), ...paragraphs.slice(12).slice(-6)];
  const remarks = edges.filter(
    (text) => text.length <= 140 && !opensOwnTime.test(text) && (remark.test(text) || (text.length <= 16 && stamp.test(text))),
  );
  return [
    ...ofPage,
    ...[...(stamped ? [stamped] : []), ...remarks].map((text): Notice => ({ text, basis: 'text', confidence: 0.85 })),
  ];
}

/** Statuses under which a text is no longer to be relied on. */
const isOut = (status: StatedStatus | null) => status === 'expired' || status === 'repealed';

/**
 * A notice adds to what the fields say; where they contradict each other, the one that says it no longer holds is used, and
 * this is said.
 */
function takeNotice({ text, basis, confidence }: Notice, stated: StatedByPage): void {
  const status = statusOf(text);
  if (status === null) return;
  const note = (field: string, value: string) => stated.facts.push({ field, value, basis, evidence: text, confidence });
  note('statedStatus', status);
  if (stated.status === null) stated.status = status;
  else if (isOut(status) !== isOut(stated.status)) {
    const used = isOut(status) ? status : stated.status;
    stated.warnings.push({
      code: 'status_conflict',
      message: `页面标注的有效性是“${words[stated.status]}”，提示又说“${text.slice(0, 60)}”；按“${words[used]}”处理`,
    });
    stated.status = used;
  }
  for (const cited of citedDocuments(halfWidth(text)))
    note(status === 'amended' ? 'amendedBy' : 'endedBy', cited.number ?? cited.title);
  const ended = isOut(status) ? findDates(text).at(-1) : undefined;
  if (!ended || !/^(?:起|零时|0时|之日|后)?[^。]{0,40}(?:废止|失效|停止|撤销|作废)/.test(text.slice(ended.end))) return;
  // "已于2025年10月1日废止": the first day without the text; "自…起失效": the day before was the last.
  if (status === 'repealed' && !stated.repealedOn) {
    stated.repealedOn = ended.day;
    note('repealedOn', ended.day);
  }
  if (status === 'expired' && !stated.expiresOn) {
    stated.expiresOn = addDays(ended.day, -1);
    note('expiresOn', stated.expiresOn);
  }
}

const words: Record<StatedStatus, string> = {
  in_force: '有效',
  expired: '失效',
  repealed: '废止',
  amended: '已修改',
  not_yet: '尚未施行',
};

/** 有效, 失效, 废止, 已修改, 尚未施行 in the words that pages use. */
export function statusOf(text: string): StatedStatus | null {
  if (/(?:尚|并)?未(?:失效|废止|被废止)/.test(text)) return 'in_force';
  if (/部分(?:条款|内容)?(?:已)?(?:失效|废止|修改|修订|有效)/.test(text)) return 'amended';
  if (/废止|撤销/.test(text)) return 'repealed';
  if (/失效|无效|过期|作废|停止执行|有效期(?:已)?届满|^否$/.test(text)) return 'expired';
  if (/尚未|未生效|未施行|待生效/.test(text)) return 'not_yet';
  if (/已经?(?:被)?[^。]{0,60}?(?:修改|修订|修正)|已被修改/.test(text)) return 'amended';
  if (/有效|现行|继续|延续|^是$/.test(text)) return 'in_force';
  return null;
}
