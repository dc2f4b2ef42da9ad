import { describe, expect, it } from 'vitest';
import { changes } from './amended-clause.ts';

describe('whether an amending sentence changes a quoted one', () => {
  it('does where the article is replaced', () => {
    expect(changes('二、将第六条修改为：“申请人应当年满18周岁。”', '第六条', '申请人应当年满16周岁。')).toBe(true);
    expect(changes('二、将第六条修改为：“申请人应当年满18周岁。”', '第七条', '申请人应当年满16周岁。')).toBe(false);
  });

  it('knows the item of an article', () => {
    const text = '将第六条第（二）项修改为：“年龄不超过63周岁”。';
    expect(changes(text, '第六条/（二）', '年龄不超过60周岁。')).toBe(true);
    expect(changes(text, '第六条/（一）', '有驾驶证。')).toBe(false);
  });

  it('changes only what holds the words that are replaced', () => {
    const text = '将第八条运价标准中的起步价修改为“8元/3公里”，超起租里程运价修改为“2.0元/公里”。';
    expect(changes(text, '第八条/表1/行1', '起步价：7元/3公里')).toBe(true);
    expect(changes(text, '第八条/表1/行4', '夜间加价：20%')).toBe(false);
    expect(changes('将第二条中的“期限为6年”修改为“期限为8年”。', '第二条', '经营权期限为6年。')).toBe(true);
    expect(changes('原办法第三条关于工本费的规定停止执行。', '第三条', '补办收取工本费20元。')).toBe(true);
    expect(changes('原办法第三条关于工本费的规定停止执行。', '第三条', '优待卡每年审验一次。')).toBe(false);
  });

  it('does not where something is only added, or an article of another text is named', () => {
    expect(changes('在第九条增加一款：“不按序候客的，处100元罚款。”', '第九条', '拒载的，处200元罚款。')).toBe(false);
    expect(changes('《某某法》第九条已经修改为新的规定。', '第九条', '拒载的，处200元罚款。')).toBe(false);
  });
});
