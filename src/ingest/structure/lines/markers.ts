import { halfWidth, ordinalOf } from './spelling.ts';

/** The number at the start of a line: what level it is of, how it is written, and what follows it. */
export interface Marker {
  /** Kind of numbering; lines with the same style are siblings. */
  style: string;
  /** The numbering as a path segment, in one spelling: 第十二条, 一、, （一）, 1., （1）. */
  label: string;
  number: number;
  /** Offset of the text after the numbering and the white space behind it. */
  textStart: number;
}

const cn = '[零〇○一二三四五六七八九十百千两]+';
const anyNumber = `(?:\\d{1,4}|${cn})`;
/** After these a "第十二条" or "第三章" is a reference to it, not its beginning. */
const referenceTail =
  /^(?:[的款、,，之和与或及至到]|项(?!目)|中(?![小央国等介医])|规定|所列|所称|第|修改为|增加一|删[去除]|改为)/;
/** After a decimal number these make it an amount and no heading (2.5倍). */
const unitTail = /^(?:\d|[倍%‰％万亿千百元角米公里岁年月日天时分秒小克吨升度平周个名人次项件级%])/;

const grade = new RegExp(`^(${cn})[级年类等档次期产线]`);

interface Rule {
  pattern: RegExp;
  style: string;
  label: (number: string, match: RegExpExecArray) => string;
  /** Looks at the text behind; false means this is no heading. */
  accepts?: (rest: string, match: RegExpExecArray) => boolean;
}

const isStructural = (rest: string, match: RegExpExecArray) => rest.length <= 45 && !/[。；;]/.test(rest) && isOwn(rest, match);
const isOwn = (rest: string, match: RegExpExecArray) => / $/.test(match[0]) || !referenceTail.test(rest);

const rules: Rule[] = [
  { pattern: new RegExp(`^第 ?(${anyNumber}) ?编 ?`), style: 'part', label: (n) => `第${n}编`, accepts: isStructural },
  { pattern: new RegExp(`^第 ?(${anyNumber}) ?部分[:： ]?`), style: 'part', label: (n) => `第${n}部分`, accepts: isStructural },
  { pattern: new RegExp(`^第 ?(${anyNumber}) ?章 ?`), style: 'chapter', label: (n) => `第${n}章`, accepts: isStructural },
  { pattern: new RegExp(`^第 ?(${anyNumber}) ?节 ?`), style: 'section', label: (n) => `第${n}节`, accepts: isStructural },
  {
    pattern: new RegExp(`^[【\\[]?第 ?(${anyNumber}) ?条(之${cn})?[】\\]]? ?[:：]? ?`),
    style: 'article',
    label: (n, match) => `第${n}条${match[2] ?? ''}`,
    accepts: isOwn,
  },
  { pattern: new RegExp(`^(?:第(${anyNumber})步|步骤(${anyNumber}))[:：、.。 ]? ?`), style: 'step', label: (n) => `第${n}步` },
  {
    pattern: new RegExp(`^(${cn}) ?(?:、|[．.](?!\\d)) ?`),
    style: 'cn',
    label: (n) => `${n}、`,
    // "一、二级残疾人" names two grades and is no heading; "五、一次性补贴" is one.
    accepts: (rest, match) => {
      const next = grade.exec(rest)?.[1];
      return next === undefined || ordinalOf(next) !== (ordinalOf(match[1]!) ?? 0) + 1;
    },
  },
  { pattern: new RegExp(`^[(〔\\[【](${cn})[)〕\\]】] ?[、.]? ?`), style: 'cn_paren', label: (n) => `（${n}）` },
  { pattern: /^[(〔[【](\d{1,3})[)〕\]】] ?[、.]? ?/, style: 'num_paren', label: (n) => `（${n}）` },
  {
    pattern: /^(\d{1,2}(?:\.\d{1,2}){1,3})(?!\d)[.、]? ?/,
    style: 'decimal',
    label: (n) => n,
    accepts: (rest) => rest !== '' && !unitTail.test(rest) && !/^[-—~～/)）×*]/.test(rest),
  },
  { pattern: /^(\d{1,3}) ?[、.](?!\d) ?/, style: 'num', label: (n) => `${n}.`, accepts: (rest) => !/^[-—~～%]/.test(rest) },
  {
    pattern: /^(0\d) ?(?=[^\d\s.:：\-/%])/,
    style: 'zero',
    label: (n) => n,
    accepts: (rest) => rest.length <= 40 && !/[。；]/.test(rest),
  },
  { pattern: /^(\d{1,3})[)] ?/, style: 'num_half', label: (n) => `${n})` },
  {
    pattern: new RegExp(`^(方法|方式|情形|案例|渠道|途径|类型)(${anyNumber})[:：] ?`),
    style: 'word',
    label: (_, match) => `${match[1]}${match[2]}`,
  },
];

export const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const parenCn = '㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩';
const dotted = '⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛';
const parenNum = '⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇';

function singleCharacterMarker(text: string): Marker | null {
  const first = text[0] ?? '';
  const textStart = text.slice(1).match(/^[\s.、]*/)![0].length + 1;
  const at = (list: string) => (first === '' ? -1 : list.indexOf(first));
  if (at(circled) >= 0) return { style: 'circled', label: first, number: at(circled) + 1, textStart };
  if (at(parenCn) >= 0) {
    return { style: 'cn_paren', label: `（${'一二三四五六七八九十'[at(parenCn)]}）`, number: at(parenCn) + 1, textStart };
  }
  if (at(dotted) >= 0) return { style: 'num', label: `${at(dotted) + 1}.`, number: at(dotted) + 1, textStart };
  if (at(parenNum) >= 0) return { style: 'num_paren', label: `（${at(parenNum) + 1}）`, number: at(parenNum) + 1, textStart };
  return null;
}

/** Numbering and the words that decide about it stand in the first characters of a line. */
const looksAt = 80;
const begins = /^[\d第步方情案渠途类(〔[【零〇○一二三四五六七八九十百千两]/;

/** The numbering at the start of a line, in any bracket width; null for running text, amounts and cross-references. */
export function markerOf(line: string): Marker | null {
  const single = singleCharacterMarker(line);
  if (single) return single;
  const view = halfWidth(line.slice(0, looksAt));
  if (!begins.test(view)) return null;
  for (const rule of rules) {
    const match = rule.pattern.exec(view);
    if (!match) continue;
    const rest = view.slice(match[0].length);
    if (rule.accepts && !rule.accepts(rest, match)) return null;
    const written = match[1] ?? match[2]!;
    const number = ordinalOf((rule.style === 'word' ? match[2]! : written).split('.').at(-1)!);
    if (number === null) return null;
    const style =
      rule.style === 'decimal' ? `decimal${written.split('.').length}` : rule.style === 'word' ? `word:${match[1]}` : rule.style;
    return { style, label: rule.label(written, match), number, textStart: match[0].length };
  }
  return null;
}

/** True when the line before ends in words that a reference follows: "依照本办法" + "第十二条的规定…". */
export function continuesSentence(previous: string, next: string): boolean {
  if (next[0] !== '第' || !/^第\s?[零〇○一二三四五六七八九十百千\d]+\s?[编章节条款项]/.test(halfWidth(next.slice(0, 20))))
    return false;
  return /(?:依照|按照|依据|根据|违反|符合|适用|参照|执行|有|在|和|与|或者|或|及|以及|除|由|本(?:办法|规定|条例|细则|通知|法|方案|意见|章|条)|》|、|,|，)$/.test(
    previous.slice(-20).trim(),
  );
}
