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

  it('knows a table row by the words that are replaced, and each of several changes', () => {
    const text =
      '一、第五条中“租住商品房（未备案）每人每月1000元”修改为“每人每月1200元”，“租住公租房每人每月500元”修改为“每人每月600元”；提取频次由“每季度一次”修改为“每月一次”。';
    expect(changes(text, '第五条/表1/行1', '租房类型：租住商品房（未备案）；提取限额：每人每月1000元')).toBe(true);
    expect(changes(text, '第五条/表1/行2', '租房类型：租住公租房；提取限额：每人每月500元')).toBe(true);
    expect(changes(text, '第五条/表1/行3', '租房类型：租住人才房；提取限额：每人每月800元；提取频次：每季度一次')).toBe(true);
    expect(changes(text, '第五条/表1/行4', '租房类型：租住人才房；提取限额：每人每月800元；提取频次：每年一次')).toBe(false);
  });

  it('knows a sentence whose like stands anew in the change', () => {
    const text =
      '第十五条中的测温时限修改为“6小时内”；退费标准相应修改为：低于20℃高于18℃的，按日退还热费的20%；低于18℃高于16℃的，按日退还50%。';
    expect(changes(text, '第十五条', '室温低于18℃高于16℃的，按日退还热费的30%；')).toBe(true);
    expect(changes(text, '第十五条', '测温人员应当出示证件。')).toBe(false);
  });

  it('does not where something is only added, or an article of another text is named', () => {
    expect(changes('在第九条增加一款：“不按序候客的，处100元罚款。”', '第九条', '拒载的，处200元罚款。')).toBe(false);
    expect(changes('《某某法》第九条已经修改为新的规定。', '第九条', '拒载的，处200元罚款。')).toBe(false);
  });
});
