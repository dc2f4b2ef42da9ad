/** Shows numbers and days as the number format of the cell does (ISO/IEC 29500-1, 18.8.30), as far as tables of policies use it. */

const day = 24 * 60 * 60 * 1000;

/** `value` is a number or, for a date format, the moment as UTC. */
export function showNumber(value: number | Date, format: string | undefined): string {
  const section = (format ?? 'General').split(';')[0]!.replace(/\[(?:\$[^\]]*|[A-Za-z]+|DBNum\d)\]/gi, '');
  if (value instanceof Date) return showDate(value, isDateFormat(section) ? section : 'yyyy-mm-dd');
  if (isDateFormat(section)) return showDate(new Date(Math.round((value - 25569) * day)), section);
  return showDecimal(value, section);
}

function isDateFormat(section: string): boolean {
  return /[ymdhs]/i.test(section.replace(/"[^"]*"|\\./g, '')) && !/general/i.test(section);
}

function showDate(date: Date, section: string): string {
  const numbers: Record<string, number> = {
    y: date.getUTCFullYear(),
    m: date.getUTCMonth() + 1,
    d: date.getUTCDate(),
    h: date.getUTCHours(),
    s: date.getUTCSeconds(),
  };
  let previous = '';
  // `mm` after hours or before seconds means minutes.
  return section
    .replace(
      /"([^"]*)"|\\(.)|(y+|m+|d+|h+|s+)|(AM\/PM|上午\/下午)/gi,
      (token, quoted?: string, escaped?: string, part?: string, half?: string, offset?: number) => {
        if (quoted !== undefined) return quoted;
        if (escaped !== undefined) return escaped;
        if (half !== undefined) return (numbers.h ?? 0) < 12 ? '上午' : '下午';
        const unit = (part ?? token)[0]!.toLowerCase();
        const minutes = unit === 'm' && (previous === 'h' || /^[^ymdh]*s/i.test(section.slice((offset ?? 0) + token.length)));
        previous = unit;
        const number = minutes ? date.getUTCMinutes() : (numbers[unit] ?? 0);
        if (unit === 'y') return token.length <= 2 ? String(number % 100).padStart(2, '0') : String(number);
        return token.length >= 2 ? String(number).padStart(2, '0') : String(number);
      },
    )
    .replace(/[@_*]|;.*$/g, '')
    .trim();
}

function showDecimal(value: number, section: string): string {
  const plain = section.replace(/"([^"]*)"|\\(.)/g, '$1$2');
  const digits = plain.match(/[#0?,]*[#0?](?:\.([#0?]+))?/);
  if (!digits || /general|@|E[+-]/i.test(plain)) return String(Number(value.toPrecision(15)));
  const percent = plain.includes('%');
  const places = digits[1] ?? '';
  const fixed = (percent ? value * 100 : value).toFixed(places.length);
  const needed = places.replace(/[#?]+$/, '').length;
  const [whole = '0', fraction = ''] = fixed.split('.');
  const kept = fraction.slice(0, needed) + fraction.slice(needed).replace(/0+$/, '');
  const grouped = /[#0],[#0]/.test(digits[0]) ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const padded = /^0{2,}/.test(digits[0]) ? grouped.padStart(digits[0].match(/^0+/)![0].length, '0') : grouped;
  const number = kept === '' ? padded : `${padded}.${kept}`;
  return (plain.slice(0, digits.index) + number + plain.slice((digits.index ?? 0) + digits[0].length))
    .replace(/[_*]./g, '')
    .trim();
}
