import { hasBirthDate, isResidentId, isSocialCreditCode, passesLuhn } from './check-digits.ts';
import { stripInvisible, toIndexViewWithMap } from './normalise.ts';

export type PersonalDataKind =
  | 'name'
  | 'resident_id'
  | 'mobile'
  | 'landline'
  | 'bank_card'
  | 'plate'
  | 'passport'
  | 'email'
  | 'address';

export interface FoundPersonalData {
  kind: PersonalDataKind;
  /** Offsets in the input. */
  start: number;
  end: number;
  /** 0..1: how sure the pattern is, e.g. whether a card number passes its check digit. */
  confidence: number;
}

const placeholders: Record<PersonalDataKind, string> = {
  name: '〔姓名〕',
  resident_id: '〔身份证号〕',
  mobile: '〔手机号〕',
  landline: '〔电话号码〕',
  bank_card: '〔银行卡号〕',
  plate: '〔车牌号〕',
  passport: '〔证件号〕',
  email: '〔邮箱〕',
  address: '〔住址〕',
};

/**
 * One rule over the index view (NFKC, small letters). `confidence` says how sure a match is; 0: it is of this kind but public, and
 * stays whatever later rules take it for; null: it is something else.
 */
interface Rule {
  kind: PersonalDataKind;
  patterns: RegExp[];
  confidence: (match: RegExpExecArray) => number | null;
}

/** 3栋2单元301室, a座1201: what follows a street or an estate when a flat is meant. A street number alone is often an office. */
const flat =
  '(?:\\d+(?:-\\d+)?(?:号院|号大院|号|弄))?(?:[a-z\\d]{1,6}(?:-\\d+)?(?:号楼|栋|幢|座|单元|楼|层))*' +
  '(?:[a-z]?\\d+(?:-\\d+)?(?:室|房)|(?<=[栋幢座元楼])\\d{3,4}|(?<=[栋幢]|号楼|单元))(?!\\d)';
const street = '(?:路|街|道|巷|弄|胡同)[东西南北中]?[一二三四五六七八九十]?[段横巷街]?';
const estate = '(?:小区|花园|花苑|苑|村|公寓|家园|新城|城|庭|里|湾)[一二三四五六七八九十东西南北]?[区期]?';
/** Words before a place that do not belong to it. */
const placeName = '(?:(?![我住在是的到于址为]|家[住在])\\p{Script=Han}){1,24}?';

/** In order: an earlier rule owns its place (the resident ID before the social credit code, both before the card). */
const rules: Rule[] = [
  {
    // Only what the asker says of himself; names in published notices stay.
    kind: 'name',
    patterns: [/(?<=我叫|我的名字叫|我的名字是|本人姓名|我姓名)(?:是|为|：|:)?\p{Script=Han}{2,3}(?=[，,。；;、（( ]|$)/gu],
    confidence: () => 0.9,
  },
  {
    kind: 'email',
    patterns: [/(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gu],
    confidence: ([mail]) => (mail.endsWith('.gov.cn') ? 0 : 1),
  },
  {
    kind: 'resident_id',
    patterns: [/(?<![\da-z])\d{6}[ -]?\d{8}[ -]?\d{3}[\dx](?![\da-z])/gu],
    confidence: residentIdConfidence,
  },
  {
    kind: 'mobile',
    patterns: [
      /(?<![\da-z])(?:\+?86[ -]?)?1[3-9]\d(?:(?:[ -]?\d{4}){2}|[ -]?\d{3}[ -]?\d{5})(?!\d|[元万亿])/gu,
      /[一幺][三四五六七八九][〇零一幺二两三四五六七八九]{9}/gu,
    ],
    confidence: () => 1,
  },
  {
    kind: 'landline',
    patterns: [
      /(?<![\da-z-])(?:\(0\d{2,3}\)|0\d{2,3}) ?-? ?\d{7,8}(?:-\d{1,6})?(?!\d)/gu,
      /(?<=(?:电话|座机)[^\d，。；\n]{0,4})[2-9]\d{6,7}(?!\d|[元万亿号])/gu,
    ],
    confidence: landlineConfidence,
  },
  {
    kind: 'bank_card',
    patterns: [
      /(?<![\da-z.〔=/-]|备[案号]{0,2}[: ]{0,2})(?:\d{13,19}|\d{4}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,7})?)(?![\da-z-]| ?[元万亿%号])/gu,
    ],
    confidence: cardConfidence,
  },
  {
    kind: 'plate',
    patterns: [
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使][a-hj-np-z][· .]?(?=[a-z\d]*\d)[a-hj-np-z\d]{4,5}[a-hj-np-z\d挂学警港澳](?![a-z\d])/gu,
    ],
    confidence: () => 1,
  },
  {
    kind: 'passport',
    patterns: [/(?<![a-z\d])(?:[egdsp]\d{8}|e[a-hj-np-z]\d{7}|[chm]\d{8}(?:\d{2})?)(?![a-z\d])/gu],
    confidence: () => 1,
  },
  {
    kind: 'address',
    patterns: [new RegExp(`${placeName}(?:${street}|${estate})${flat}`, 'gu')],
    confidence: addressConfidence,
  },
];

const digitsOf = (text: string) => text.replace(/[^\dx]/g, '');

/** A mistyped number with a real birth date and an X can hardly be anything else. */
function residentIdConfidence([text]: RegExpExecArray): number | null {
  const id = digitsOf(text);
  if (isResidentId(id)) return 1;
  return id.endsWith('x') && hasBirthDate(id) ? 0.5 : null;
}

/** Luhn as a score, not a gate: mistyped card numbers are private too. */
function cardConfidence([text]: RegExpExecArray): number {
  const digits = digitsOf(text);
  if (digits.length === 18 && isSocialCreditCode(digits)) return 0;
  return passesLuhn(digits) ? 1 : 0.6;
}

/** Words before a number that is published for the public to call, unless the writer speaks of himself; more numbers may stand between. */
const officeWords =
  /(?:咨询|服务|办公|监督|投诉|举报|值班|受理|窗口|业务|客服|热线|中心|大厅|政府|传真|局|委|办|所|站|科|处|街道)[^\d，。；\n]{0,10}(?:[\d()-]{7,}[、,;，；/ 或和]{1,3})*$/u;
const ownWords = /(?:我|本人|家)[^\d，。；\n]{0,8}$/u;

function landlineConfidence({ input, index }: RegExpExecArray): number {
  const before = input.slice(Math.max(0, index - 60), index);
  return officeWords.test(before) && !ownWords.test(before) ? 0 : 0.8;
}

/** An office says where it is: 办理地点：…, 邮寄地址：… */
const officePlace = /(?:办理|办公|邮寄|受理|联系|咨询|单位|机构|窗口|服务|经营|注册)(?:地点|地址|场所)[: ]{0,3}$/u;

function addressConfidence({ input, index }: RegExpExecArray): number {
  return officePlace.test(input.slice(Math.max(0, index - 12), index)) ? 0 : 0.8;
}

interface Place extends FoundPersonalData {
  viewStart: number;
  viewEnd: number;
}

/**
 * Replaces personal data by placeholders such as 〔身份证号〕. Invisible characters go first and full-width digits count. Names,
 * social credit codes, document numbers, office numbers and service numbers (12345, 110) survive. `publicNumbers` holds the digits
 * of published telephone numbers, which survive anywhere.
 */
export function redact(text: string, publicNumbers?: ReadonlySet<string>): { text: string; found: FoundPersonalData[] } {
  const view = toIndexViewWithMap(text);
  const places: Place[] = [];
  for (const { kind, patterns, confidence } of rules) {
    for (const match of patterns.flatMap((pattern) => [...view.text.matchAll(pattern)])) {
      const viewStart = match.index;
      const viewEnd = viewStart + match[0].length;
      if (places.some((other) => viewStart < other.viewEnd && other.viewStart < viewEnd)) continue;
      const certainty = publicNumbers?.has(digitsOf(match[0])) ? 0 : confidence(match);
      if (certainty === null) continue;
      places.push({ kind, start: view.map[viewStart]!, end: view.map[viewEnd]!, confidence: certainty, viewStart, viewEnd });
    }
  }
  const personal = places.filter(({ confidence }) => confidence > 0).sort((left, right) => left.start - right.start);
  return {
    text: withPlaceholders(text, personal),
    found: personal.map(({ kind, start, end, confidence }) => ({ kind, start, end, confidence })),
  };
}

function withPlaceholders(text: string, places: Place[]): string {
  let result = '';
  let position = 0;
  for (const { kind, start, end } of places) {
    result += text.slice(position, start) + placeholders[kind];
    position = end;
  }
  return stripInvisible(result + text.slice(position));
}
