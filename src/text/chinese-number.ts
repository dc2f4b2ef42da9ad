const digitOf: Record<string, number> = Object.fromEntries(
  ['〇零', '一壹', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((signs, value) =>
    [...signs].map((sign) => [sign, value]),
  ),
);
const smallUnitOf: Record<string, number> = { 十: 10, 拾: 10, 廿: 20, 卅: 30, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const largeUnitOf: Record<string, number> = { 万: 1e4, 萬: 1e4, 亿: 1e8 };

/** Signs of Chinese numbers, for use in a character class. */
export const chineseDigits = Object.keys(digitOf).join('');
export const chineseUnits = Object.keys(smallUnitOf).join('') + Object.keys(largeUnitOf).join('');

/**
 * Reads a number written in Chinese (十二, 二〇二三, 两万五千, 三点五, 壹佰), in digits (20,000) or mixed (2.5万).
 * Null when the text is anything else.
 */
export function chineseToNumber(text: string): number | null {
  const mixed = /^(\d+(?:,\d{3})*(?:\.\d+)?)(千|百)?([万亿]?)$/.exec(text);
  if (mixed) {
    const value = Number(mixed[1]!.replaceAll(',', ''));
    return tidy(value * (smallUnitOf[mixed[2] ?? ''] ?? 1) * (largeUnitOf[mixed[3] ?? ''] ?? 1));
  }
  const [whole = '', fraction, ...rest] = text.split('点');
  if (rest.length > 0 || fraction === '') return null;
  const wholeValue = readWhole(whole);
  if (wholeValue === null || fraction === undefined) return wholeValue;
  const decimals = readDigits(fraction);
  return decimals === null ? null : Number(`${wholeValue}.${decimals}`);
}

/** 2.3 * 10000 must be 23000, not 22999.999. */
export const tidy = (value: number) => Number(value.toPrecision(15));

function readDigits(text: string): string | null {
  const read = [...text].map((character) => digitOf[character]);
  return read.length > 0 && read.every((digit) => digit !== undefined) ? read.join('') : null;
}

/** 三四年 and 两三天 are no 34 and 23. */
const isRoughly = (positional: string, text: string) =>
  positional.length === 2 && Number(positional[1]) === Number(positional[0]) + 1 && !/[〇零]/.test(text);

function readWhole(text: string): number | null {
  const positional = readDigits(text);
  if (positional !== null) return isRoughly(positional, text) ? null : Number(positional);
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let lastUnit = 1;
  let lastLarge = 0;
  for (const character of text) {
    const value = digitOf[character];
    const small = smallUnitOf[character];
    const large = largeUnitOf[character];
    if (value !== undefined) {
      if (digit) return null;
      digit = value;
    } else if (small !== undefined) {
      section += small > 10 && small < 100 ? small : (digit ?? 1) * small;
      digit = null;
      lastUnit = small;
    } else if (large !== undefined) {
      const before = section + (digit ?? 0);
      if (before + total === 0) return null;
      // 一亿三千万 adds, 三万亿 multiplies.
      total = lastLarge > large ? total + before * large : (total + before) * large;
      lastLarge = large;
      section = 0;
      digit = null;
      lastUnit = large;
    } else return null;
  }
  if (lastUnit === 1) return null;
  return total + section + tail(text, digit, lastUnit);
}

/** 一百二 is 120 and 三万五 is 35000, but 一百〇二 is 102. */
function tail(text: string, digit: number | null, lastUnit: number): number {
  if (!digit) return 0;
  const afterUnit = smallUnitOf[text.at(-2)!] ?? largeUnitOf[text.at(-2)!];
  return afterUnit !== undefined && lastUnit >= 100 ? (digit * lastUnit) / 10 : digit;
}

const plainDigits = '〇一二三四五六七八九';

/** 12 -> 十二, 20000 -> 二万, 10001 -> 一万零一, 2.5 -> 二点五. Whole part from 0 up to, not including, 10^16. */
export function numberToChinese(value: number): string {
  if (!Number.isFinite(value) || value < 0 || value >= 1e16) throw new RangeError(`not a number to spell out: ${value}`);
  const [whole = '0', fraction] = plainDecimal(value).split('.');
  const spelled = spellWhole(Number(whole));
  return fraction ? `${spelled}点${digitByDigit(fraction)}` : spelled;
}

/** 2023 -> 二〇二三 */
export const digitByDigit = (text: string) => [...text].map((digit) => plainDigits[Number(digit)]).join('');

/** In digits, never as 1e+21. */
export const plainDecimal = (value: number) => (Number.isInteger(value) ? BigInt(value).toString() : String(value));

function spellWhole(value: number): string {
  if (value === 0) return '零';
  for (const [name, size] of [
    ['亿', 1e8],
    ['万', 1e4],
  ] as const) {
    if (value < size) continue;
    const rest = value % size;
    const gap = rest > 0 && rest < size / 10 ? '零' : '';
    return `${spellWhole(Math.floor(value / size))}${name}${gap}${rest > 0 ? spellSection(rest, size) : ''}`;
  }
  return spellThousands(value).replace(/^一十/, '十');
}

/** The part after 万 or 亿, where ten is 一十. */
const spellSection = (value: number, size: number) => (size === 1e8 && value >= 1e4 ? spellWhole(value) : spellThousands(value));

function spellThousands(value: number): string {
  let spelled = '';
  let gap = false;
  for (const [size, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / size) % 10;
    if (digit === 0) gap = spelled !== '';
    else {
      spelled += `${gap ? '零' : ''}${plainDigits[digit]}${name}`;
      gap = false;
    }
  }
  return spelled;
}
