import { symbolText } from '../symbol-fonts.ts';

/** What fields add to and take from a text: codes are never shown, results are. */
export interface Fields {
  /** 1 at every position that belongs to a code or is one of the marks. */
  hidden: Uint8Array;
  /** Text at the mark where a field without a stored result begins: {EQ \o\ac(○,1)} shows ①. */
  shown: Map<number, string>;
  links: { label: string; url: string }[];
  /** Fields without a stored result that could not be shown. */
  lost: number;
}

const begin = '\u0013';
const separator = '\u0014';
const end = '\u0015';

/** Finds the fields of a text ([MS-DOC] 2.8.25); marks without a partner are dropped and the text around them stays. */
export function readFields(text: string): Fields {
  const fields: Fields = { hidden: new Uint8Array(text.length), shown: new Map(), links: [], lost: 0 };
  const open: { start: number; separator: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!;
    if (mark < begin || mark > end) continue;
    fields.hidden[at] = 1;
    if (mark === begin) open.push({ start: at, separator: -1 });
    else if (mark === separator && open.length > 0) open.at(-1)!.separator = at;
    else if (mark === end) {
      const field = open.pop();
      if (field) closeField(fields, text, field.start, field.separator, at);
    }
  }
  return fields;
}

function closeField(fields: Fields, text: string, start: number, middle: number, finish: number): void {
  const code = text.slice(start + 1, middle < 0 ? finish : middle);
  fields.hidden.fill(1, start, middle < 0 ? finish : middle);
  const url = code.match(/^\s*HYPERLINK\s+"?(https?:[^"\s]+)/i)?.[1];
  const label = middle < 0 ? '' : plain(text.slice(middle + 1, finish));
  if (url && label !== '') fields.links.push({ label, url });
  if (middle >= 0) return;
  const shown = shownByCode(code);
  if (shown === null) fields.lost++;
  else if (shown !== '') fields.shown.set(start, shown);
}

/** Text without the codes of the fields inside it. */
function plain(text: string): string {
  const { hidden } = readFields(text);
  return [...text]
    .filter((character, i) => !hidden[i] && character >= ' ')
    .join('')
    .trim();
}

/** Fields that show nothing, a page number, or a picture that is counted elsewhere. */
const silent =
  /^(?:XE|TC|TA|RD|SET|ASK|PRIVATE|ADVANCE|MACROBUTTON|FORM\w*|PAGE\w*|NUMPAGES|SECTION\w*|INCLUDEPICTURE|EMBED|LINK|SHAPE|HYPERLINK)\b/i;

/**
 * Text of a field that Word draws from its code: characters laid over each other, fractions. Empty for marks of indexes and the like,
 * null where something is shown that cannot be told.
 */
export function shownByCode(code: string): string | null {
  const words = code.trim();
  if (silent.test(words)) return '';
  const sign = words.match(/^SYMBOL\s+(\d{1,3})\b.*?\\f\s*"?([^"\\]+)/i);
  if (sign) return symbolText(sign[2]!.trim(), Number(sign[1])) ?? String.fromCharCode(Number(sign[1]));
  const equation = words.match(/^EQ\s+(.*)$/is)?.[1];
  if (equation === undefined) return words === '' ? '' : null;
  const circled = equation.match(/^\\o(?:\\a[clr])?\s*\(\s*[○〇◯Oo]\s*[,，;；、]\s*(\d{1,2}|[一二三四五六七八九十])\s*\)$/i)?.[1];
  if (circled) return circledNumber(circled);
  const fraction = equation.match(/^\\f\s*\(([^(),;]*)[,;]([^(),;]*)\)$/i);
  return fraction ? `${fraction[1]!.trim()}/${fraction[2]!.trim()}` : null;
}

function circledNumber(number: string): string {
  const chinese = '一二三四五六七八九十'.indexOf(number);
  if (chinese >= 0) return String.fromCodePoint(0x3280 + chinese);
  const value = Number(number);
  return value >= 1 && value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : number;
}
