import { halfWidth, ordinalOf } from '../lines/spelling.ts';

/** Numbers of a chain such as 第三条第二款第（一）项; several where one unit names several ("第一、二款", "第十条至第十五条"). */
export interface ChainPart {
  unit: '编' | '章' | '节' | '条' | '款' | '项' | '目';
  numbers: number[];
  /** 之一 of 第十七条之一. */
  suffix: string;
}

/** Words that point to a part of a document. Offsets are in the text that was searched. */
export interface ReferenceWords {
  start: number;
  end: number;
  /** 本办法, 本条, 前款, 该办法 …; null where the words begin with the number. */
  opening: string | null;
  chain: ChainPart[];
}

const numeral = '(?:\\d{1,4}|[零〇○一二三四五六七八九十百千]{1,7})';
const numerals = `[(]?(?:${numeral})[)]?(?: ?[、至和,-] ?[(]?${numeral}[)]?){0,12}`;
const unitEnd: Record<string, string> = {
  项: '(?!目|工作|任务|改革|措施|重点)',
  目: '(?!标|录|的)',
  节: '(?!点|假|能)',
  条: '(?!件|例|款|目)',
  款: '(?!项)',
};
const piece = (unit: string) => `第 ?(?<${'abcdefg'['编章节条款项目'.indexOf(unit)]}>${numerals}) ?${unit}${unitEnd[unit] ?? ''}`;
const chainPattern = new RegExp(
  `(?:${piece('编')})? ?(?:${piece('章')})? ?(?:${piece('节')})? ?(?:${piece('条')}(?<suffix>之[一二三四五六七八九十]{1,2})?)? ?(?:${piece('款')})? ?(?:${piece('项')})? ?(?:${piece('目')})?`,
  'uy',
);
const units = ['编', '章', '节', '条', '款', '项', '目'] as const;

/** 前款, 前两款, 前条, 前三条, 前项; 本条, 本章, 本节, 本编, 本款. */
const openingPattern =
  /(?<before>前(?<count>[一二两三四五六七八九\d])? ?(?<unit>[条款项])(?![件例目]))|(?<own>本(?:条(?!例|件)|章(?!程)|节(?!日)|编|款(?!项)))/uy;

/** A name for the document itself that a chain may follow: 本办法第十二条. */
export const ownName =
  /(?:本|该|上述|此)(?:(?:实施|管理|暂行|试行|若干|工作|行动|操作|办事)?(?:办法|通知|规定|细则|条例|方案|意见|通告|公告|指引|规则|决定|标准|规程|法|制度|措施|政策|计划|文件|指南|令|预案|规划|公约|解释|批复|函|要点|清单|规范|准则|章程|协议|纲要|流程)) ?$/u;

/** Every place of a text (a half-width view) that names parts of a document by number or by 前 and 本. One pass over the text. */
export function findReferenceWords(view: string): ReferenceWords[] {
  const found: ReferenceWords[] = [];
  for (let index = 0; index < view.length; index++) {
    const sign = view[index];
    const words = sign === '第' ? chainAt(view, index) : sign === '前' || sign === '本' ? openingAt(view, index) : null;
    if (!words) continue;
    found.push(words);
    index = words.end - 1;
  }
  return found;
}

function chainAt(view: string, start: number): ReferenceWords | null {
  const chain = readChain(view, start);
  if (!chain) return null;
  const own = ownName.exec(view.slice(Math.max(0, start - 8), start));
  const from = own ? start - own[0].length : start;
  return { start: from, end: chain.end, opening: own ? own[0].trim() : null, chain: chain.parts };
}

function openingAt(view: string, start: number): ReferenceWords | null {
  openingPattern.lastIndex = start;
  const match = openingPattern.exec(view);
  if (!match) return null;
  const after = start + match[0].length;
  const chain = readChain(view, after);
  return { start, end: chain?.end ?? after, opening: match[0], chain: chain?.parts ?? [] };
}

function readChain(view: string, start: number): { parts: ChainPart[]; end: number } | null {
  if (view[start] !== '第') return null;
  chainPattern.lastIndex = start;
  const match = chainPattern.exec(view);
  if (!match || match[0].trim() === '') return null;
  const parts = units.flatMap((unit, index): ChainPart[] => {
    const written = match.groups!['abcdefg'[index]!];
    const numbers = written ? numbersOf(written) : [];
    return numbers.length > 0 ? [{ unit, numbers, suffix: unit === '条' ? (match.groups!.suffix ?? '') : '' }] : [];
  });
  return parts.length > 0 ? { parts, end: start + match[0].trimEnd().length } : null;
}

/** "一、二" is 1 and 2, "一至三" is 1 to 3. */
function numbersOf(written: string): number[] {
  const numbers: number[] = [];
  let range = false;
  for (const part of written.replace(/[() ]/g, '').split(/([、至和,-])/)) {
    if (/^[、和,]$/.test(part)) continue;
    if (part === '至' || part === '-') {
      range = true;
      continue;
    }
    const number = ordinalOf(part);
    if (number === null) continue;
    const last = numbers.at(-1);
    if (range && last !== undefined) for (let next = last + 1; next <= Math.min(number, last + 200); next++) numbers.push(next);
    else numbers.push(number);
    range = false;
  }
  return numbers;
}

/** Number of steps back that 前款 (1) and 前两款 (2) take. */
export function stepsBack(opening: string): { unit: '条' | '款' | '项'; count: number } | null {
  const match = /^前([一二两三四五六七八九\d])? ?([条款项])$/.exec(halfWidth(opening));
  if (!match) return null;
  return { unit: match[2] as '条' | '款' | '项', count: match[1] ? (match[1] === '两' ? 2 : (ordinalOf(match[1]) ?? 1)) : 1 };
}
