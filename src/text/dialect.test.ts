import { describe, expect, it } from 'vitest';
import { dialectWords } from './data/dialect-words.ts';
import { toStandardWords } from './dialect.ts';
import { toSimplified } from './script.ts';

const standard = (text: string) => toStandardWords(toSimplified(text)).text;

describe('standard words for dialect', () => {
  it.each([
    ['社保卡丢了咋补，要几多钱？', '社保卡丢了怎么补，要多少钱？'],
    ['邊度可以攞到失業金，要唔要排隊', '哪里可以领到失业金，要不要排队'],
    ['喺邊度交醫保', '哪里交医保'],
    ['開咗個鋪頭，點申請執照', '开了个店铺，怎么申请执照'],
    ['几时报名，要俾几多钱', '什么时候报名，要给多少钱'],
    ['我老豆冇医保，睇病點算好', '我父亲没有医保，看病怎么办'],
    ['被公司炒鱿鱼了怎么办', '被公司辞退了怎么办'],
    ['我被炒了，能领啥补贴', '我被辞退了，能领什么补贴'],
    ['揾工有冇补贴', '找工作有没有补贴'],
    ['系咪要俾錢', '是不是要付钱'],
    ['娃上学上哪儿报名', '孩子上学去哪里报名'],
    ['老汉的低保啷个办', '老人的低保怎么办'],
    ['养老金认证咋整', '养老金认证怎么办'],
    ['小囡医保啥辰光交伐？', '孩子医保什么时候交吗？'],
    ['阿嫲一百岁，屋企冇人照顾', '奶奶一百岁，家里没有人照顾'],
    ['两万块的补贴', '两万元的补贴'],
    ['每月500块钱够吗', '每月500元够吗'],
    ['工资8k，贷款30w', '工资8千，贷款30万'],
    ['莫得户口要好多钱', '没有户口要多少钱'],
  ])('%s -> %s', (said, expected) => {
    expect(standard(said)).toBe(expected);
  });

  it.each([
    '试点办法什么时候施行',
    '重点解决哪些问题',
    '因而家庭收入怎么算',
    '提供楼层信息吗',
    '周边度假村要什么证',
    '几点开门',
    '出租屋怎么登记',
    '共享单车乱停放怎么管',
    '汉口老汉口火车站在哪里',
    '娃哈哈公司的营业执照',
    '退役的士兵有什么优待',
    '什么时候什么样什么子女能报',
    '哪能办护照',
    '网上哪办',
    '规定系统里怎么填',
    '如果个人缴费呢个人要交多少',
    '林木采伐',
    '第5块地怎么确权',
    '三块牌子一起挂',
    '旁边个别商户',
  ])('leaves %s alone', (text) => {
    expect(standard(text)).toBe(text);
  });

  it('leaves names in quotes and titles alone', () => {
    expect(standard('《几时补偿办法》和“炒鱿鱼”店几时开')).toBe('《几时补偿办法》和“炒鱿鱼”店什么时候开');
  });

  it('tells what it changed', () => {
    expect(toStandardWords('几时报名').changes).toEqual([{ from: '几时', to: '什么时候' }]);
    expect(toStandardWords('什么时候报名').changes).toEqual([]);
  });

  it('is settled: standard words are never replaced again', () => {
    for (const [, word] of dialectWords) expect(toStandardWords(word).text).toBe(word);
  });
});
