import { describe, expect, it } from 'vitest';
import { isOfOtherYear, speaksOfOtherCity, speaksOfOtherGroup, speaksOfOtherScheme } from './schemes.ts';

describe('schemes with like names', () => {
  it.each([
    ['职工医保住院起付线是多少？', '居民医保住院起付标准为一级医院200元。', true],
    ['居民医保报销多少？', '职工医保在职人员报销80%。', true],
    ['民办幼儿园怎么收费？', '公办幼儿园保教费每月800元。', true],
    ['职工医保住院起付线是多少？', '职工医保800元，居民医保500元。', false],
    ['职工医保和居民医保有什么不同？', '居民医保由个人缴费。', false],
    ['医保怎么报销？', '居民医保报销70%。', false],
    ['保租房租金多少？', '公共租赁住房租金每平方米5元。', true],
    ['公租房租金多少？', '保障性租赁住房租金每平方米9元。', true],
    ['保租房和公租房的租金？', '公共租赁住房租金每平方米5元。', false],
    ['保租房租金多少？', '公共租赁住房每平方米5元，保障性租赁住房9元。', false],
    ['居住登记要带什么？', '申领居住证应当提交身份证明。', true],
    ['哪些文件废止了？', '有效期届满自动失效。', true],
    ['《示例办法》废止了吗？', '有效期届满自动失效。', false],
    ['这个文件废止了吗？', '有效期届满自动失效。', false],
  ])('%s / %s', (question, text, other) => {
    expect(speaksOfOtherScheme(question, text)).toBe(other);
  });
});

describe('groups of people', () => {
  it.each([
    ['老年人坐公交车免费吗？', '残疾人坐公交免费吗？持残疾人证免费。', true],
    ['老年人坐公交车免费吗？', '老年人和残疾人免费乘坐。', false],
    ['坐公交车免费吗？', '残疾人免费乘坐。', false],
    ['残疾孩子有补贴吗？', '残疾儿童康复训练有补助。', false],
  ])('%s / %s', (question, text, other) => {
    expect(speaksOfOtherGroup(question, text)).toBe(other);
  });
});

describe('editions of other years', () => {
  it.each([
    ['2025年度居民医保缴多少？', '关于2026年度居民医保缴费的通知', true],
    ['2026年居民医保缴多少？', '关于2026年度居民医保缴费的通知', false],
    ['居民医保缴多少？', '关于2026年度居民医保缴费的通知', false],
    ['2027年入学要什么条件？', '义务教育招生办法', false],
  ])('%s / %s', (question, title, other) => {
    expect(isOfOtherYear(question, title)).toBe(other);
  });
});

describe('another city', () => {
  const texts = ['澄江市人民政府关于印发《澄江市低保办法》的通知'];
  it.each([
    '临川市的低保标准是多少？',
    '我在临川市上班，低保怎么办？',
    '上海遛狗不牵绳罚多少钱？',
    '请问深圳的高龄津贴每月发多少？',
    '杭州异地就医报销要降几个点？',
  ])('is named in %s', (question) => {
    expect(speaksOfOtherCity(question, texts)).toBe(true);
  });
  it.each([
    '澄江市的低保标准是多少？',
    '本市低保标准是多少？',
    '市民卡怎么办？',
    '城市低保和农村低保一样吗？',
    '在夜市摆摊要办证吗？',
    '全市统一吗？',
    '从临川市搬到澄江市，低保怎么转？',
    '上海户口的孩子能在澄江上学吗？',
    '上海的医院住院能报多少？',
    '深圳交的社保，在这里能续上吗？',
    '去上海看病，回来怎么报销？',
    '北京医保卡在本市能用吗？',
  ])('is not named in %s', (question) => {
    expect(speaksOfOtherCity(question, texts)).toBe(false);
  });
});
