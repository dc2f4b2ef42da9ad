import { stripInvisible, toIndexViewWithMap } from './normalise.ts';

export type PersonalDataKind = 'resident_id' | 'mobile' | 'landline' | 'bank_card' | 'plate' | 'passport' | 'email' | 'address';

export interface FoundPersonalData {
  kind: PersonalDataKind;
  /** Offsets in the input. */
  start: number;
  end: number;
  /** 0..1: how sure the pattern is, e.g. whether a card number passes its check digit. */
  confidence: number;
}

const placeholders: Record<PersonalDataKind, string> = {
  resident_id: '〔身份证号〕',
  mobile: '〔手机号〕',
  landline: '〔电话号码〕',
  bank_card: '〔银行卡号〕',
  plate: '〔车牌号〕',
  passport: '〔证件号〕',
  email: '〔邮箱〕',
  address: '〔住址〕',
};

/** One rule: what it looks like and how sure a match is; 0 means that it is something else and stays. */
interface Rule {
  kind: PersonalDataKind;
  pattern: RegExp;
  confidence: (match: RegExpExecArray, text: string) => number;
}

const sure = () => 1;

/** Rules in order: an earlier one owns its place (FACTS 7: the resident ID before the social credit code before the card). */
const rules: Rule[] = [
  {
    kind: 'email',
    pattern: /[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gu,
    confidence: ([mail]) => (mail.endsWith('.gov.cn') ? 0 : 1),
  },
  {
    kind: 'resident_id',
    pattern: /(?<![\da-z])\d{6}[ -]?\d{8}[ -]?\d{3}[\dx](?![\da-z])/gu,
    confidence: ([id]) => (isResidentId(digitsOf(id)) ? 1 : 0),
  },
  { kind: 'mobile', pattern: /(?<![\da-z])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/gu, confidence: sure },
  {
    kind: 'landline',
    pattern: /(?<![\d-])(?:\(0\d{2,3}\)|0\d{2,3}) ?-? ?\d{7,8}(?:-\d{1,6})?(?!\d)/gu,
    confidence: isPrivateLandline,
  },
  { kind: 'bank_card', pattern: /(?<![\da-z.〔-])\d(?:[ -]?\d){12,18}(?![\da-z]| ?[元万亿%号])/gu, confidence: cardConfidence },
  {
    kind: 'plate',
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使][a-hj-np-z][· .]?(?=[a-z\d]*\d)[a-hj-np-z\d]{4,5}[a-hj-np-z\d挂学警港澳](?![a-z\d])/gu,
    confidence: sure,
  },
  {
    kind: 'passport',
    pattern: /(?<![a-z\d])(?:[egdsp]\d{8}|e[a-hj-np-z]\d{7}|[chm]\d{8}(?:\d{2})?)(?![a-z\d])/gu,
    confidence: sure,
  },
  {
    kind: 'address',
    pattern:
      /(?:(?![我住在是的到于址为家])[\p{Script=Han}]){0,24}?[\p{Script=Han}](?:路|街|道|巷|弄|胡同|小区|花园|苑|村|公寓|家园|新城|城|庭|里)[\p{Script=Han}]{0,6}?(?:\d+(?:-\d+)?(?:号院|号楼|号|弄|栋|幢|座|单元|楼|层|室|房))*\d+(?:-\d+)?(?:号楼|栋|幢|座|单元|室|房)(?:\d+(?:-\d+)?(?:单元|楼|层|号|室|房)?)*/gu,
    confidence: () => 0.8,
  },
];

const digitsOf = (text: string) => text.replace(/[^\dx]/g, '');

/** GB 11643: 17 digits and a check sign over real dates. */
export function isResidentId(id: string): boolean {
  if (!/^\d{17}[\dxX]$/.test(id)) return false;
  const [year, month, day] = [id.slice(6, 10), id.slice(10, 12), id.slice(12, 14)];
  const birth = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(birth.getTime()) || birth.getUTCDate() !== Number(day) || Number(year) < 1850 || Number(year) > 2100)
    return false;
  const factors = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = factors.reduce((total, factor, index) => total + factor * Number(id[index]), 0);
  return '10x98765432'[sum % 11] === id[17]!.toLowerCase();
}

/** GB 32100 check sign; the code of an organisation is public. */
export function isSocialCreditCode(code: string): boolean {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const values = [...code.toUpperCase()].map((sign) => signs.indexOf(sign));
  if (values.length !== 18 || values.includes(-1)) return false;
  const sum = values.slice(0, 17).reduce((total, value, index) => total + ((value * 3 ** index) % 31), 0);
  return (31 - (sum % 31)) % 31 === values[17];
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const doubled = Number(character) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** Luhn as a score, not a gate: mistyped card numbers are private too. */
function cardConfidence([text]: RegExpExecArray): number {
  const digits = digitsOf(text);
  if (digits.length === 18 && isSocialCreditCode(digits)) return 0;
  return passesLuhn(digits) ? 1 : 0.6;
}

/** Words before a number that is published for the public to call. */
const officeWords =
  /(?:咨询|服务|办公|监督|投诉|举报|值班|受理|窗口|业务|客服|热线|中心|大厅|政府|传真|局|委|办|所|站|科|处)[^\d，。；\n]{0,10}$/u;

function isPrivateLandline(match: RegExpExecArray, text: string): number {
  return officeWords.test(text.slice(Math.max(0, match.index - 20), match.index)) ? 0 : 0.8;
}

/**
 * Replaces personal data by placeholders such as 〔身份证号〕 (FACTS 7). Invisible characters go first and full-width digits count. Social
 * credit codes, document numbers, office numbers and service numbers (12345, 110) survive. `publicNumbers` are digits of published
 * telephone numbers that survive anywhere.
 */
export function redact(
  text: string,
  publicNumbers: ReadonlySet<string> = new Set(),
): { text: string; found: FoundPersonalData[] } {
  const view = toIndexViewWithMap(text);
  const taken: (FoundPersonalData & { viewStart: number; viewEnd: number })[] = [];
  for (const { kind, pattern, confidence } of rules) {
    for (const match of view.text.matchAll(pattern)) {
      const viewStart = match.index;
      const viewEnd = viewStart + match[0].length;
      const certainty = publicNumbers.has(digitsOf(match[0])) ? 0 : confidence(match, view.text);
      if (certainty === 0 || taken.some((other) => viewStart < other.viewEnd && other.viewStart < viewEnd)) continue;
      taken.push({ kind, start: view.map[viewStart]!, end: view.map[viewEnd]!, confidence: certainty, viewStart, viewEnd });
    }
  }
  taken.sort((left, right) => left.start - right.start);
  return {
    text: replaceAll(text, taken),
    found: taken.map(({ kind, start, end, confidence }) => ({ kind, start, end, confidence })),
  };
}

function replaceAll(text: string, found: FoundPersonalData[]): string {
  let result = '';
  let position = 0;
  for (const { kind, start, end } of found) {
    result += text.slice(position, start) + placeholders[kind];
    position = end;
  }
  return stripInvisible(result + text.slice(position));
}
