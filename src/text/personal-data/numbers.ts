import { hasBirthDate, isResidentId, isSocialCreditCode, passesLuhn } from '../check-digits.ts';
import { before, digitsOf, type Rule } from './rule.ts';

/** What people put between the digits of a number: a space, a dash, a dot, a comma, a new line. */
const gap = '(?:[ \\-–—.·•,、/_]|\\r?\\n)';
/** A number begins here: not inside another number or a code. */
const begin = '(?<![\\da-z])';
/** Amounts and counts go on with these. */
const notCounted = '(?!\\d| ?[元万亿%])';

/** Codes of provinces (GB/T 2260) with which a resident ID begins. */
const provinces = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const idWords = /(?:身份|证件|证号|户口|sfz|\bid\b)[^\d\n]{0,12}$/u;

/** A mistyped number with a real birth date and an X, or where an ID is spoken of, can hardly be anything else. */
function residentIdConfidence(match: RegExpExecArray): number | null {
  const id = digitsOf(match[0]);
  if (isResidentId(id)) return 1;
  if (!hasBirthDate(id) || isSocialCreditCode(id)) return null;
  return id.endsWith('x') || (provinces.test(id) && idWords.test(before(match, 20))) ? 0.5 : null;
}

export const residentId: Rule = {
  kind: 'resident_id',
  patterns: [new RegExp(`${begin}\\d(?:${gap}?\\d){16}${gap}?[\\dx](?![\\da-z])`, 'gu')],
  confidence: residentIdConfidence,
};

/** The country's own code before a number. */
const country = '(?:\\+?(?:00)?86[ -]?)?';
const chineseDigit = '[〇零一幺二两三四五六七八九]';
const countedThings = '(?! ?(?:平方|平米|人|户|岁|年|个|件|名|家|公里|吨|份|千|百))';

/** One that is broken by a new line: eleven digits, and not two rows of a table of figures. */
function mobileConfidence({ 0: text, input, index }: RegExpExecArray): number | null {
  if (!text.includes('\n')) return 1;
  const [start, end] = [input.lastIndexOf('\n', index) + 1, index + text.length];
  const restOfLine = /[^\n]*/.exec(input.slice(end, end + 40))?.[0] ?? '';
  const isTable = !/[^\d\s.,%]/.test(input.slice(start, index) + restOfLine) && restOfLine.trim() !== '';
  return digitsOf(text).length === 11 && !isTable ? 0.8 : null;
}

export const mobile: Rule = {
  kind: 'mobile',
  patterns: [
    `(?:(?<![\\da-z])|(?<=(?:tel|phone|mobile|wx|vx|weixin|qq)))${country}1[3-9]\\d(?:(?:[ -]?\\d{4}){2}|[ -]?\\d{3}[ -]?\\d{5})${notCounted}`,
    // 3-4-4, 4-3-4, 4-4-3, 3-3-5 with one sign between
    `${begin}${country}1[3-9]\\d(?<a>${gap})\\d{4}\\k<a>\\d{4}${notCounted}${countedThings}`,
    `${begin}${country}1[3-9]\\d\\d(?<b>${gap})(?:\\d{3}\\k<b>\\d{4}|\\d{4}\\k<b>\\d{3})${notCounted}${countedThings}`,
    `${begin}${country}1[3-9]\\d(?<e>${gap})\\d{3}\\k<e>\\d{5}${notCounted}${countedThings}`,
    // every digit apart
    `${begin}(?<!\\d${gap}{1,2})${country}1(?<c>${gap}{1,2})[3-9](?:\\k<c>\\d){9}${notCounted}`,
    `${begin}1[3-9]?\\d{0,8} ?\\r?\\n ?\\d{1,10}${notCounted}`,
    `[一幺] ?[三四五六七八九](?: ?${chineseDigit}){9}`,
  ].map((pattern) => new RegExp(pattern, 'gu')),
  confidence: mobileConfidence,
};

/** Words before a number that is published for the public to call, unless the writer speaks of himself; more numbers may stand between. */
const officeWords =
  /(?:(?:局|委|办公室|中心|大厅|所|站|处|会|机构|单位)[ ,，](?:联系)?电话|咨询|服务|办公|监督|投诉|举报|值班|受理|窗口|业务|客服(?!.{0,2}好)|热线|中心|大厅|政府|传真|支持|信访|接待|公开|局|委|办|所|站|科|处|街道|联合会|协会|[法医]院|学校|公司)[^\d,，。；;!！?？\n]{0,10}(?:[\d()-]{7,}(?:[ -]\d{3,4})?[、,;，；/ 或和]{1,3})*$/u;
const ownWords = /(?:我(?!打|拨|问|查)|本人|家)[^\d,，。；;\n]{0,8}$/u;

function landlineConfidence(match: RegExpExecArray): number {
  const words = before(match, 60);
  return officeWords.test(words) && !ownWords.test(words) ? 0 : 0.8;
}

export const landline: Rule = {
  kind: 'landline',
  patterns: [
    /(?<![\da-z-])(?:\+?86[ -]?)?(?:\(0\d{2,3}\)|0\d{2,3}) ?[-–—]? ?(?:\d{7,8}|\d{3,4}[ -]\d{4})(?:[-转]\d{1,6})?(?!\d)/gu,
    /(?<=(?:电话|座机)[^\d,，。；;\n]{0,4})[2-9]\d{6,7}(?!\d|[元万亿号])/gu,
  ],
  confidence: landlineConfidence,
};

/** Numbers of proceedings and registers, which those concerned must be able to name. */
const publicNumberWords =
  /(?:单号|编号|订单|流水|案号|备案号?|登记号|注册号|识别号|信用代码|文号|索引号?|查询码|条码|凭证号?|受理号|办件|统一|isbn|issn)[^\d\n]{0,6}$/u;
const cardWords =
  /(?:卡号?|账号|帐号|账户|帐户|银行|工行|农行|建行|中行|交行|转到|打到|退到|card\s?(?:number|no)?|account)[^\d\n]{0,8}$/u;

/** Luhn as a score, not a gate: mistyped card numbers are private too. Cards begin with 3 to 6 or 9 and mostly have 16 to 19 digits. */
function cardConfidence(match: RegExpExecArray): number | null {
  const digits = digitsOf(match[0]);
  if (digits.length < 13 || digits.length > 19) return null;
  if (digits.length === 18 && isSocialCreditCode(digits)) return 0;
  const words = before(match, 24);
  if (publicNumberWords.test(words)) return 0;
  const sound = passesLuhn(digits);
  const isSpoken = cardWords.test(words);
  if (/\n/.test(match[0]) && !isSpoken) return null;
  if (isSpoken) return sound ? 1 : 0.6;
  if (!/^[3-69]/.test(digits) && !(sound && digits.length >= 16)) return digits.length >= 16 ? 0.5 : null;
  return digits.length < 16 && !sound ? null : sound ? 1 : 0.6;
}

const beginCard = '(?:(?<![\\da-z.〔=/-])|(?<=(?:card|acc)[a-z]{0,8}=))';
const endCard = '(?![\\da-z-]| ?[元万亿%号])';

const cards = (patterns: string[]) => patterns.map((pattern) => new RegExp(beginCard + pattern + endCard, 'gu'));

/** As it is printed: groups of four, or six and the rest. Goes before telephones, which would take a part of it. */
export const printedCard: Rule = {
  kind: 'bank_card',
  patterns: cards([
    `[3-69]\\d{3}(?<a>${gap}{1,2})\\d{4}\\k<a>\\d{4}\\k<a>\\d{1,7}(?:\\k<a>\\d{1,4})?`,
    `[3-69]\\d{5}(?<b>${gap})\\d{6,8}\\k<b>\\d{2,7}`,
  ]),
  confidence: cardConfidence,
};

export const bankCard: Rule = {
  kind: 'bank_card',
  patterns: cards([
    '\\d{13,19}',
    `\\d{4}(?<a>${gap})\\d{4}\\k<a>\\d{4}\\k<a>\\d{1,7}(?:\\k<a>\\d{1,4})?`,
    `\\d(?<c>${gap})\\d(?:\\k<c>\\d){11,17}`,
    '\\d{4,15} ?\\r?\\n ?\\d{3,15}',
  ]),
  confidence: cardConfidence,
};

/** A letter or two and digits, maybe apart; H and digits after 准字 is a medicine. */
export const passport: Rule = {
  kind: 'passport',
  patterns: [
    /(?<![a-z\d]|准字)(?:[egdsp][ \-–—]?\d{4} ?\d{4}|(?:e[a-hj-np-z]|[dps]e)[ \-–—]?\d{3} ?\d{4}|[chm][ \-–—]?\d{8}(?:\d{2})?)(?![a-z\d])/gu,
    /(?<=(?:护照|证件|通行证|passport)[^\da-z\n]{0,10})[a-z]{1,2}[ \-–—]?\d{3,4} ?\d{3,5}(?![a-z\d])/gu,
  ],
  confidence: () => 1,
};

export const plate: Rule = {
  kind: 'plate',
  patterns: [
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使] ?[a-hj-np-z][ ·•.\-–—]{0,2}(?=[a-z\d]*\d)[a-hj-np-z\d]{4,5}[a-hj-np-z\d挂学警港澳](?![a-z\d])/gu,
  ],
  confidence: () => 1,
};
