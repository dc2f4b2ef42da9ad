import { describe, expect, it } from 'vitest';
import fc from '../../tests/support/fast-check.ts';
import { isResidentId, isSocialCreditCode, passesLuhn } from './check-digits.ts';
import { redact } from './personal-data.ts';

/** Numbers that are right by their own rules, in every spelling people use, in sentences of both kinds. */

const digits = (count: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
const lastFor = (text: string, signs: string, isRight: (whole: string) => boolean) => {
  const found = [...signs].find((sign) => isRight(text + sign));
  return found === undefined ? null : text + found;
};
const sound = (parts: fc.Arbitrary<string>, signs: string, isRight: (whole: string) => boolean) =>
  parts.map((text) => lastFor(text, signs, isRight)).filter((text): text is string => text !== null);

const day = fc.date({ min: new Date('1920-01-01'), max: new Date('2024-12-31'), noInvalidDate: true });
const dayDigits = day.map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
const region = fc.constantFrom('110105', '310118', '440103', '360102', '654001');
const residentId = sound(
  fc.tuple(region, dayDigits, digits(3)).map((parts) => parts.join('')),
  '0123456789X',
  isResidentId,
);
const mobile = fc.tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9)).map((parts) => parts.join(''));
const card = sound(
  fc
    .tuple(fc.constantFrom('6222', '6217', '4367', '5264'), fc.constantFrom(11, 14))
    .chain(([head, rest]) => digits(rest).map((tail) => head + tail)),
  '0123456789',
  passesLuhn,
);
const passport = fc
  .tuple(fc.constantFrom('E', 'G', 'EA', 'EJ'), digits(8))
  .map(([letters, rest]) => letters + rest.slice(letters.length - 1));
const plate = fc
  .tuple(fc.constantFrom(...'京沪粤苏川'), fc.constantFrom(...'ABCDEF'), fc.constantFrom('', '·', '-', ' '), digits(4))
  .map(([province, letter, between, rest]) => `${province}${letter}${between}${rest}K`);

const cut = (text: string, at: number[], sign: string) =>
  [...text].map((character, index) => (at.includes(index) ? sign + character : character)).join('');
const signs = fc.constantFrom(' ', '-', '·', '.', '，', '、', '—');
/** As it is, cut at usual places, or every sign apart; in half or full width, maybe with something invisible inside. */
const spelt = (number: fc.Arbitrary<string>, places: number[][]) =>
  fc
    .record({
      text: number,
      at: fc.constantFrom([], ...places),
      sign: signs,
      isWide: fc.boolean(),
      hidden: fc.constantFrom('', '\u200b', '\u00ad', '\ufeff'),
    })
    .map(({ text, at, sign, isWide, hidden }) => {
      const parted = cut(text, at, sign);
      const whole = parted.slice(0, 4) + hidden + parted.slice(4);
      return isWide ? whole.replace(/[0-9A-Z]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)) : whole;
    });

const around = fc.constantFrom<[string, string]>(
  ['我的是', '，请回复'],
  ['你好，', ''],
  ['（', '）'],
  ['登记为：', '。公租房什么时候能批'],
  ['在线等！', ' 谢谢'],
);

const leaves = (text: string, secret: string) => {
  const { found } = redact(text);
  const start = text.indexOf(secret);
  const hidden = (index: number) => found.some((place) => place.start <= index && index < place.end);
  return [...secret].filter((character, index) => /[\p{L}\p{N}]/u.test(character) && !hidden(start + index)).join('');
};

describe('numbers that are right by their own rules', () => {
  it.each([
    ['resident IDs', spelt(residentId, [[6, 14], [3, 6, 10, 14], Array.from({ length: 17 }, (_, index) => index + 1)])],
    ['mobile numbers', spelt(mobile, [[3, 7], [4, 7], [4, 8], Array.from({ length: 10 }, (_, index) => index + 1)])],
    [
      'cards',
      spelt(card, [
        [4, 8, 12, 16],
        [6, 14],
      ]),
    ],
    ['passports', passport],
    ['plates', plate],
  ])('hides %s however they are written', (_, number) => {
    fc.assert(
      fc.property(number, around, (secret, [head, tail]) => {
        expect(leaves(head + secret + tail, secret)).toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('hides what stands several times and beside each other', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(residentId, mobile, card), { minLength: 2, maxLength: 4 }), (secrets) => {
        const { text } = redact(secrets.join('，电话'));
        for (const secret of secrets) expect(text).not.toContain(secret);
      }),
      { numRuns: 200 },
    );
  });

  it('finds nothing in its own output', () => {
    fc.assert(
      fc.property(fc.oneof(residentId, mobile, card, plate, passport), around, (secret, [head, tail]) => {
        const { text } = redact(head + secret + tail);
        expect(redact(text)).toEqual({ text, found: [] });
      }),
      { numRuns: 200 },
    );
  });
});

const year = fc.integer({ min: 1990, max: 2030 });
const count = fc.integer({ min: 1, max: 999_999_999 });
const creditCode = sound(
  fc
    .tuple(
      fc.constantFrom('91', '12', '52'),
      region,
      fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), minLength: 9, maxLength: 9 }),
    )
    .map((parts) => parts.join('')),
  '0123456789ABCDEFGHJKLMNPQRTUWXY',
  isSocialCreditCode,
);

describe('what is public', () => {
  it.each<[string, fc.Arbitrary<string>]>([
    [
      'document numbers',
      fc
        .tuple(
          fc.constantFrom('示府规', '示人社发', '国办发', '示医保规'),
          fc.constantFrom('〔〕', '[]', '（）', '【】'),
          year,
          fc.integer({ min: 1, max: 9999 }),
        )
        .map(([unit, brackets, of, number]) => `${unit}${brackets[0]}${of}${brackets[1]}${number}号`),
    ],
    [
      'orders and articles',
      fc.tuple(count, fc.integer({ min: 1, max: 200 })).map(([order, article]) => `国务院令第${order % 1000}号第${article}条`),
    ],
    ['amounts', fc.tuple(count, fc.constantFrom('元', '万元', '亿元')).map(([amount, unit]) => `补贴${amount}${unit}`)],
    [
      'days',
      day.map(
        (date) =>
          `自${date.toISOString().slice(0, 10)}起，即${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`,
      ),
    ],
    [
      'service numbers',
      fc
        .constantFrom('12345', '12333', '12329', '12366', '110', '120', '95598', '400-123-4567')
        .map((number) => `请拨打${number}`),
    ],
    [
      'office telephones',
      fc
        .tuple(
          fc.constantFrom('咨询电话：', '示例市民政局', '投诉举报电话', '服务窗口电话：', '传真'),
          fc.constantFrom('010', '0755', '0571'),
          digits(7),
          fc.constantFrom('-', '', ' '),
        )
        .map(([office, area, rest, sign]) => `${office}${area}${sign}6${rest}`),
    ],
    ['social credit codes', creditCode.filter((code) => !isResidentId(code)).map((code) => `统一社会信用代码：${code}`)],
    [
      'numbers of proceedings',
      fc.tuple(fc.constantFrom('工单号', '受理编号：', '案号'), dayDigits, digits(6)).map((parts) => parts.join('')),
    ],
  ])('leaves %s alone', (_, text) => {
    fc.assert(
      fc.property(text, around, (shown, [head, tail]) => {
        expect(redact(head.replace('我的是', '') + shown + tail).found).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
