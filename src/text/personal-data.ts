import { stripInvisible, toIndexViewWithMap } from './normalise.ts';
import { address } from './personal-data/address.ts';
import { bankCard, landline, mobile, passport, plate, printedCard, residentId } from './personal-data/numbers.ts';
import { digitsOf, type PersonalDataKind, type Rule } from './personal-data/rule.ts';

export type { PersonalDataKind } from './personal-data/rule.ts';

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
  residentId,
  printedCard,
  mobile,
  landline,
  bankCard,
  plate,
  passport,
  address,
];

/** Every match that the rule takes; where it does not, the next place is tried. */
function* matchesOf({ patterns, confidence }: Rule, view: string, publicNumbers?: ReadonlySet<string>) {
  for (const pattern of patterns) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(view); match; match = pattern.exec(view)) {
      const certainty = publicNumbers?.has(digitsOf(match[0])) ? 0 : confidence(match);
      if (certainty === null) pattern.lastIndex = match.index + 1;
      else yield { start: match.index, end: match.index + match[0].length, certainty };
    }
  }
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
  for (const rule of rules) {
    for (const { start, end, certainty } of matchesOf(rule, view.text, publicNumbers)) {
      if (places.some((other) => start < other.viewEnd && other.viewStart < end)) continue;
      places.push({
        kind: rule.kind,
        start: view.map[start]!,
        end: view.map[end]!,
        confidence: certainty,
        viewStart: start,
        viewEnd: end,
      });
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
