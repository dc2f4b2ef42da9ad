/** GB 11643: 17 digits with a real birth date, and the check sign over them. */
export function isResidentId(id: string): boolean {
  if (!/^\d{17}[\dxX]$/.test(id) || !hasBirthDate(id)) return false;
  const factors = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = factors.reduce((total, factor, index) => total + factor * Number(id[index]), 0);
  return '10X98765432'[sum % 11] === id[17]!.toUpperCase();
}

/** Digits 7 to 14 are a day between 1850 and 2100. */
export function hasBirthDate(id: string): boolean {
  const [year, month, day] = [id.slice(6, 10), id.slice(10, 12), id.slice(12, 14)].map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1850 && year <= 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** GB 32100: 18 signs, the last one a check over the others. */
export function isSocialCreditCode(code: string): boolean {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const values = [...code.toUpperCase()].map((sign) => signs.indexOf(sign));
  if (values.length !== 18 || values.includes(-1)) return false;
  const sum = values.slice(0, 17).reduce((total, value, index) => total + value * (3 ** index % 31), 0);
  return (31 - (sum % 31)) % 31 === values[17];
}

/** The check of payment cards (ISO/IEC 7812). */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const value = Number(character) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
