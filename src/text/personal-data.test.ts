import { describe, expect, it } from 'vitest';
import { isResidentId, isSocialCreditCode, passesLuhn } from './check-digits.ts';
import { redact } from './personal-data.ts';

describe('redact', () => {
  it.each([
    // resident ID
    ['身份证11010519491231002X。', '身份证〔身份证号〕。'],
    ['身份证11010519491231002x', '身份证〔身份证号〕'],
    ['110105 19491231 002X', '〔身份证号〕'],
    ['１１０１０５１９４９１２３１００２Ｘ', '〔身份证号〕'],
    ['1101051949\u200b1231002X', '〔身份证号〕'],
    ['110105194912310021', '〔银行卡号〕'],
    // mobile
    ['我的手机13800138000', '我的手机〔手机号〕'],
    ['+86 138 0013 8000', '〔手机号〕'],
    ['+8613800138000', '〔手机号〕'],
    ['138-0013-8000', '〔手机号〕'],
    ['138 001 38000', '〔手机号〕'],
    ['１３８００１３８０００', '〔手机号〕'],
    ['138\u200b00138\u2060000', '〔手机号〕'],
    ['一三八零零一三八零零零', '〔手机号〕'],
    // landline
    ['我家座机020-83123456', '我家座机〔电话号码〕'],
    ['请回电(020)83123456', '请回电〔电话号码〕'],
    ['本人电话：0755-8312345-801', '本人电话：〔电话号码〕'],
    ['我的电话87654321', '我的电话〔电话号码〕'],
    // bank card
    ['卡号6222 0200 1234 5678 901', '卡号〔银行卡号〕'],
    ['6222-0200-1234-5678', '〔银行卡号〕'],
    ['4111111111111111', '〔银行卡号〕'],
    // plate, passport, mail
    ['粤A12345违章', '〔车牌号〕违章'],
    ['粤B·D12345', '〔车牌号〕'],
    ['粤AD12345', '〔车牌号〕'],
    ['护照E12345678', '护照〔证件号〕'],
    ['护照EA1234567', '护照〔证件号〕'],
    ['回执发到zhang.san@example.com', '回执发到〔邮箱〕'],
    // address
    ['我住在广州市天河区天河路123号2栋301室', '我住在〔住址〕'],
    ['家在越秀区北京路12号301房', '家在〔住址〕'],
    ['阳光花园5栋2单元301', '〔住址〕'],
    ['体育西路123号A座1201', '〔住址〕'],
  ])('hides personal data in %s', (text, expected) => {
    expect(redact(text).text).toBe(expected);
  });

  it.each([
    '拨打12345、12333、12329、110或120',
    '咨询电话：020-83123456',
    '投诉举报电话0755-83123456转2',
    '办公电话87654321',
    '咨询电话：020-83123456-825',
    '咨询电话：020-83123456；020-83123457、020-83123458',
    '办理地点：示例市府前路305号5号楼808房',
    '邮寄地址：示例市天府大道北段966号3号楼207室',
    '索引号：50-6691-2020-00001',
    'http://a.cn/detail?id=2017041400000011',
    '每平方公里内有24幢',
    '统一社会信用代码91350100M000100Y43',
    '穗府办规〔2022〕13号',
    '国务院令第746号',
    '2023年3月31日至2024年12月31日',
    '2023-03-31 10:00:00',
    '补贴12345678901234元',
    '收入13800138000元',
    '公示：张三、李四、王小明',
    '天河路123号',
    '市政府大院2号楼3楼301室',
    '粤ICP备12345678号',
    '公网安备：44010402000000号 公网安备 44010402000000',
    '统一编号：GZ0320190096',
    '邮箱 xinxi@example.gov.cn',
    '地铁2号线，第5栋',
    '第十二条规定的30日内',
    '400-123-4567',
    '',
  ])('leaves %j alone', (text) => {
    expect(redact(text)).toEqual({ text, found: [] });
  });

  it('takes the ID before the card, and the credit code before the card', () => {
    expect(redact('11010519491231002X').found.map(({ kind }) => kind)).toEqual(['resident_id']);
    // Digits only, valid as a social credit code, without a birth date.
    const code = '911100000000000061';
    expect(isSocialCreditCode(code)).toBe(true);
    expect(redact(code).found).toEqual([]);
  });

  it('names kind, place in the input and how sure it is', () => {
    const text = '电\u200b话１３８００１３８０００，卡4111111111111111和4111111111111112';
    const { found } = redact(text);
    expect(found.map(({ kind, confidence }) => [kind, confidence])).toEqual([
      ['mobile', 1],
      ['bank_card', 1],
      ['bank_card', 0.6],
    ]);
    expect(text.slice(found[0]!.start, found[0]!.end)).toBe('１３８００１３８０００');
  });

  it('leaves published numbers alone wherever they stand', () => {
    expect(redact('打过020-83123456', new Set(['02083123456'])).found).toEqual([]);
  });

  it('hides several at once and keeps the rest', () => {
    expect(redact('我叫张三，13800138000，身份证11010519491231002X，问公租房').text).toBe(
      '我叫〔姓名〕，〔手机号〕，身份证〔身份证号〕，问公租房',
    );
  });

  it('finds nothing in its own output', () => {
    const { text } = redact('13800138000 11010519491231002X a@b.com 粤A12345 天河路1号2栋301室');
    expect(redact(text)).toEqual({ text, found: [] });
  });

  it('strips invisible characters from the text it gives back', () => {
    expect(redact('公\u200b租房\u{e0041}').text).toBe('公租房');
  });
});

describe('check digits', () => {
  it.each([
    ['11010519491231002X', true],
    ['110105194912310021', false],
    ['11010519490231002X', false],
    ['11010519491331002X', false],
    ['1101051949123100', false],
  ])('resident ID %s: %s', (id, expected) => {
    expect(isResidentId(id)).toBe(expected);
  });

  it.each([
    ['91350100M000100Y43', true],
    ['91350100M000100Y44', false],
    ['91350100I000100Y43', false],
    ['9135', false],
  ])('social credit code %s: %s', (code, expected) => {
    expect(isSocialCreditCode(code)).toBe(expected);
  });

  it.each([
    ['4111111111111111', true],
    ['4111111111111112', false],
  ])('card %s: %s', (digits, expected) => {
    expect(passesLuhn(digits)).toBe(expected);
  });
});
