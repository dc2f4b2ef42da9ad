import { describe, expect, it } from 'vitest';
import type { SourceField } from '../../blocks.ts';
import { readValidity, statusOf } from './validity.ts';

const days = { publishedOn: '2024-03-10', issuedOn: '2024-03-01', printedOn: '2024-03-04' };
const unknownDays = { publishedOn: null, issuedOn: null, printedOn: null };
const field = (name: string, value: string): SourceField => ({ name, value, basis: 'page_table' });
const datesOf = (text: string, known = days) => {
  const { effectiveOn, expiresOn, expiryDerived } = readValidity([], text.split('\n'), { ...known, title: '云州市测试办法' });
  return { effectiveOn, expiresOn, expiryDerived };
};

describe('validity from the text itself', () => {
  it.each([
    ['本通知自2024年3月4日起施行，有效期5年。', '2024-03-04', '2029-03-03', true],
    ['第二十条 本办法自2024年4月1日起实施，有效期为三年。', '2024-04-01', '2027-03-31', true],
    ['本办法自印发之日起施行，有效期5年。', '2024-03-04', '2029-03-03', true],
    ['本细则自印发之日起实施，试行2年。', '2024-03-04', '2026-03-03', true],
    ['本通告自发布之日起30日后施行。', '2024-04-03', null, false],
    ['本方案自2024年2月29日起施行，有效期1年。', '2024-02-29', '2025-02-27', true],
    ['本通知自2024年5月1日起执行，有效期至2026年5月31日。', '2024-05-01', '2026-05-31', false],
    ['本办法自2026年4月1日起施行，有效期10年，至2036年3月31日止。', '2026-04-01', '2036-03-31', false],
    ['六、本通知自2025年9月1日起执行，执行至2035年8月31日。', '2025-09-01', '2035-08-31', false],
    ['本规定自二○○四年七月一日起施行。', '2004-07-01', null, false],
    ['本通知有效期自2024年1月1日至2024年12月31日。', '2024-01-01', '2024-12-31', false],
    ['本办法自2024年1月1日零时起施行，有效期至2025年底。', '2024-01-01', '2025-12-31', false],
    ['本办法自2024年1月1日起施行，有效期至2026年6月。', '2024-01-01', '2026-06-30', false],
    ['本办法自2024年1月1日起施行，至2025年12月31日零时止。', '2024-01-01', '2025-12-30', false],
    ['本通知有效期5年，自2024年1月10日起施行。', '2024-01-10', '2029-01-09', true],
    ['本办法有效期5年，自印发之日起计算。', null, '2029-03-03', true],
    ['本通知自文件印发之日起施行，有效期五年。', '2024-03-04', '2029-03-03', true],
    ['本规范性文件自2023年4月15日起生效，至2028年4月14日失效。', '2023-04-15', '2028-04-14', false],
    ['本办法自2023年8月1日起施行，有效期自2023年8月1日至2028年7月31日。', '2023-08-01', '2028-07-31', false],
    ['本通知执行至2024年12月31日。', null, '2024-12-31', false],
    ['本政策有效期为2023年1月1日至2025年12月31日。', '2023-01-01', '2025-12-31', false],
    ['本方案实施期限为2024年—2026年。', null, '2026-12-31', false],
    ['上述政策执行期限为2023年5月1日至2023年12月31日。', '2023-05-01', '2023-12-31', false],
    ['本办法自公布后30日起施行。', '2024-04-03', null, false],
    ['本规定自印发之日起执行，有效期两年，期满自动失效。', '2024-03-04', '2026-03-03', true],
    ['本办法自二○○四年七月一日起施行，有效期至二〇〇九年六月三十日。', '2004-07-01', '2009-06-30', false],
    ['第十条 本细则自印发之日起施行，为期三年。', '2024-03-04', '2027-03-03', true],
    ['本意见自印发之日起实施，期限暂定两年。', '2024-03-04', '2026-03-03', true],
    ['本办法自2023年5月1日起试行，试行期为两年半。', '2023-05-01', '2025-10-31', true],
    ['本办法自2024年2月1日起施行，有效期自公布之日起5年。', '2024-02-01', '2029-03-03', true],
    ['本规定自公布之日起三十日后施行。', '2024-04-03', null, false],
    ['本规定自印发之日起满30日施行。', '2024-04-03', null, false],
    ['本办法自2021年1月1日起至2025年12月31日止执行。', '2021-01-01', '2025-12-31', false],
    ['本办法自2024年3月4日起施行，长期有效。', '2024-03-04', null, false],
    ['本办法自2024年3月4日起施行，试行至2025年12月31日。', '2024-03-04', '2025-12-31', false],
    ['《云州市测试办法》自2024年3月4日起施行，有效期五年。', '2024-03-04', '2029-03-03', true],
    ['七、本通知自２０２４年６月１日起施行，有效期６个月。', '2024-06-01', '2024-11-30', true],
    ['以上措施自2024年8月1日起施行。', '2024-08-01', null, false],
    ['现将《云州市测试办法》印发给你们，自2024年5月1日起执行。', '2024-05-01', null, false],
    ['现将省厅《另一办法》转发给你们，该费用自2024年5月1日起执行。', null, null, false],
  ])('%s', (text, effectiveOn, expiresOn, expiryDerived) => {
    expect(datesOf(text)).toEqual({ effectiveOn, expiresOn, expiryDerived });
  });

  it.each([
    '电子居住证有效期为一年，每年签注一次。',
    '第八条 能力评估有效期为2年。',
    '评估报告自出具之日起生效，有效期一年。',
    '有效期届满前一个月内，持证人可以办理续期。',
    '第十三条 自本办法实施之日起申领的优待凭证设置2年有效期。',
    '本办法有效期满而扶持资金尚未支付完毕的，继续执行至全部完毕。',
    '2019年1月1日起全面施行的《中华人民共和国个人所得税法》是重大决策部署。',
    '本通知规定的补贴标准从2024年1月1日起执行。',
    '自申请之日起10个工作日内办结，期限3年的合同除外。',
    '《云州市别的办法》有效期延长至2027年12月31日。',
    '1999年5月1日实施的《云州市旧办法》同时废止。',
  ])('is not taken from "%s"', (text) => {
    expect(datesOf(text)).toEqual({ effectiveOn: null, expiresOn: null, expiryDerived: false });
  });

  it('prefers the closing words of the carried text and reports two printed beginnings', () => {
    const read = readValidity([], ['现予公布，自2024年5月1日起施行。', '第九条 本办法自2024年6月1日起施行。'], days);
    expect(read.effectiveOn).toBe('2024-06-01');
    expect(read.warnings.map((warning) => warning.code)).toEqual(['effective_conflict']);
  });

  it('counts a period and a printed end against each other', () => {
    const read = readValidity([], ['本办法自2024年3月4日起施行，有效期5年，至2028年3月3日止。'], days);
    expect([read.expiresOn, read.expiryDerived]).toEqual(['2028-03-03', false]);
    expect(read.warnings.map(({ code }) => code)).toEqual(['expiry_conflict']);
    const agreed = readValidity([], ['本办法自2024年3月4日起施行，有效期5年，至2029年3月4日止。'], days);
    expect(agreed.warnings).toEqual([]);
  });

  it('reports days that run backwards', () => {
    const codes = (text: string, known = days) => readValidity([], [text], known).warnings.map(({ code }) => code);
    expect(codes('本办法自2024年5月1日起施行，有效期至2023年5月1日。')).toEqual(['dates_reversed']);
    expect(codes('本办法自2024年1月1日起施行。')).toEqual(['effective_before_issue']);
    expect(codes('本办法自2024年5月1日起施行。', { ...days, issuedOn: '2024-04-01' })).toEqual(['issued_after_publication']);
  });

  it('takes the one day that the rules of a notice about figures name, as derived', () => {
    const read = readValidity([], ['一、自2026年1月1日起，标准提高到每月965元。'], { ...days, title: '关于调整低保标准的通知' });
    expect([read.effectiveOn, read.facts[0]?.basis]).toEqual(['2026-01-01', 'derived']);
    const two = ['一、自2026年1月1日起，甲。', '二、自2026年7月1日起，乙。'];
    expect(readValidity([], two, { ...days, title: '关于调整低保标准的通知' }).effectiveOn).toBeNull();
  });

  it('applies default years only where they are set, and only where the text names no period', () => {
    const years = { normative: 5, trial: 2, notice: 1 };
    const document = { ...days, kind: 'policy' as const, documentNumber: '云府规〔2024〕1号', title: '云州市测试办法' };
    const read = (text: string, given: object) => readValidity([], [text], { ...document, ...given });
    const plain = '本办法自2024年3月4日起施行。';
    expect(read(plain, {}).expiresOn).toBeNull();
    expect(read(plain, { validityYears: years })).toMatchObject({ expiresOn: '2029-03-03', expiryDerived: true });
    expect(read(plain, { validityYears: years, title: '云州市测试暂行办法' }).expiresOn).toBe('2026-03-03');
    expect(read(plain, { validityYears: years, title: '云州市政府通告' }).expiresOn).toBe('2025-03-03');
    expect(read(plain, { validityYears: years, documentNumber: null }).expiresOn).toBeNull();
    expect(read('本办法自2024年3月4日起施行，长期有效。', { validityYears: years }).expiresOn).toBeNull();
    expect(read('本办法自2024年3月4日起施行，有效期3年。', { validityYears: years }).expiresOn).toBe('2027-03-03');
  });

  it('says when a duration cannot be counted from any day', () => {
    const read = readValidity([], ['本办法自印发之日起施行，有效期5年。'], unknownDays);
    expect(read.expiresOn).toBeNull();
    expect(read.warnings.map((warning) => warning.code)).toEqual(['effective_day_unknown', 'expiry_underivable']);
  });
});

describe('days of other texts that a text is about', () => {
  const effectiveOf = (title: string, text: string) => readValidity([], text.split('\n'), { ...unknownDays, title }).effectiveOn;

  it.each([
    ['云州市政府关于学习贯彻《云州市处分条例》的通知', '《云州市处分条例》将于2027年6月1日起施行。', null],
    [
      '云州市政府关于做好《云州市照明条例》实施工作的通知',
      '《云州市照明条例》自2027年6月1日起施行。本通知自2027年5月1日起执行。',
      '2027-05-01',
    ],
    ['云州市实施《省照明条例》办法', '《云州市实施〈省照明条例〉办法》自2027年6月1日起施行。', '2027-06-01'],
    ['关于发布《云州市处分条例》的公告', '《云州市处分条例》自2027年6月1日起施行。', '2027-06-01'],
  ])('%s', (title, text, day) => {
    expect(effectiveOf(title, text)).toBe(day);
  });

  it('of a decision that amends are its own, not those of the text that is printed again below it', () => {
    const text = '现予公布，自2006年1月1日起施行。\n云州市照明规定\n第九条 本规定自2004年1月1日起施行。';
    expect(effectiveOf('云州市人民政府关于修改《云州市照明规定》的决定', text)).toBe('2006-01-01');
    expect(effectiveOf('云州市照明规定', text)).toBe('2004-01-01');
  });
});

describe('validity from the page', () => {
  const text = ['本通知自2024年3月4日起施行，有效期5年。'];

  it('beats what is derived, and a contradiction is reported', () => {
    const read = readValidity(
      [field('实施日期', '2024年03月04日'), field('失效日期', '2026-06-01'), field('文件状态', '失效（提前废止）')],
      text,
      days,
    );
    expect(read).toMatchObject({
      effectiveOn: '2024-03-04',
      expiresOn: '2026-06-01',
      expiryDerived: false,
      statedStatus: 'repealed',
    });
    expect(read.warnings.map((warning) => warning.code)).toEqual(['expiry_conflict']);
    expect(read.facts.filter((fact) => fact.field === 'expiresOn').map((fact) => [fact.value, fact.basis])).toEqual([
      ['2026-06-01', 'page_table'],
      ['2029-03-03', 'derived'],
    ]);
  });

  it('uses the text where the page says 有效 after its own last day, and the page where it does not contradict itself', () => {
    const page = [field('失效日期', '2025-04-14'), field('有效性', '有效')];
    const sentence = ['本意见自2022年4月15日起施行，有效期至2027年4月14日。'];
    const read = (readOn: string) => readValidity(page, sentence, { ...days, readOn });
    expect(read('2026-11-23').expiresOn).toBe('2027-04-14');
    expect(read('2026-11-23').warnings.map(({ message }) => message)[0]).toContain('以正文为准');
    expect(read('2025-01-01').expiresOn).toBe('2025-04-14');
    expect(read('2025-01-01').warnings.map(({ message }) => message)[0]).toContain('以页面为准');
  });

  it('lets a page that says 废止 without a day beat a period that has not run out', () => {
    const read = (readOn: string) => readValidity([field('有效性', '废止')], text, { ...days, readOn });
    expect(read('2026-01-01')).toMatchObject({ expiresOn: null, statedStatus: 'repealed', expiryDerived: false });
    expect(read('2026-01-01').facts.some(({ field: name, value }) => name === 'expiresOn' && value === '2029-03-03')).toBe(true);
    expect(read('2026-01-01').warnings.map(({ code }) => code)).toEqual(['status_conflict']);
    expect(read('2029-03-04')).toMatchObject({ expiresOn: '2029-03-03', warnings: [] });
  });

  it.each([
    ['（此件已失效）', 'expired', null, null],
    ['本文件已被《云州市新办法》（云府规〔2024〕2号）废止', 'repealed', null, null],
    ['此件部分失效', 'amended', null, null],
    ['该文件已被《关于修改…的决定》（云府令第9号）修改', 'amended', null, null],
    ['此件自2023年7月1日起失效', 'expired', null, '2023-06-30'],
    ['该通知已于2022年12月31日废止', 'repealed', '2022-12-31', null],
  ])('reads the note %s in the text', (note, status, repealedOn, expiresOn) => {
    const read = readValidity([], [note, '第一条 为规范管理，制定本办法。'], days);
    expect(read).toMatchObject({ statedStatus: status, repealedOn, expiresOn });
    expect(read.facts.find(({ field: name }) => name === 'statedStatus')).toMatchObject({ basis: 'text', evidence: note });
  });

  it.each([
    '本办法自2024年5月1日起施行，《云州市旧办法》同时废止。',
    '本通知自印发之日起执行，有效期5年，期满自动失效。',
    '本决定自2024年7月1日起施行。有关规定已经修改的，从其规定。',
    '本条例所称废止，是指不再执行。',
  ])('takes "%s" for no remark about the text', (closing) => {
    expect(readValidity([], [closing], days).statedStatus).toBeNull();
  });

  it('names who ended or changed it', () => {
    const read = readValidity([], ['本文件已被《云州市新办法》（云府规〔2024〕2号）废止'], days);
    expect(read.facts.find(({ field: name }) => name === 'endedBy')?.value).toBe('云府规〔2024〕2号');
  });

  it('uses the one that says it no longer holds where label and notice differ, and says so', () => {
    const notice: SourceField = { name: '状态提示', value: '此件已失效', basis: 'page_notice' };
    const read = readValidity([field('有效性', '有效'), notice], [], days);
    expect(read.statedStatus).toBe('expired');
    expect(read.warnings.map(({ code }) => code)).toEqual(['status_conflict']);
    expect(read.facts.map(({ value }) => value)).toEqual(['in_force', 'expired']);
  });

  it.each([
    ['5年', '2024-03-04', '2029-03-03', true],
    ['2024年3月4日至2026年12月31日', '2024-03-04', '2026-12-31', false],
    ['长期有效', '2024-03-04', null, false],
  ])('reads 有效期：%s of the page', (value, effectiveOn, expiresOn, expiryDerived) => {
    const read = readValidity([field('有效期', value)], ['本通知自2024年3月4日起施行。'], days);
    expect(read).toMatchObject({ effectiveOn, expiresOn, expiryDerived });
  });

  it('takes a notice on the page as status', () => {
    const read = readValidity([{ name: '状态提示', value: '本文件已失效', basis: 'page_notice' }], text, days);
    expect(read.statedStatus).toBe('expired');
    const repealed = readValidity([{ name: '状态提示', value: '本文件已于2025年10月1日废止', basis: 'page_notice' }], text, days);
    expect(repealed).toMatchObject({ statedStatus: 'repealed', repealedOn: '2025-10-01' });
  });

  it.each([
    ['有效', 'in_force'],
    ['有效（延续实施）', 'in_force'],
    ['失效', 'expired'],
    ['已废止', 'repealed'],
    ['已被修改', 'amended'],
    ['尚未施行', 'not_yet'],
    ['主动公开', null],
  ])('reads %s', (words, status) => {
    expect(statusOf(words)).toBe(status);
  });
});
