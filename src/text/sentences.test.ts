import { describe, expect, it } from 'vitest';
import { splitSentences } from './sentences.ts';

const sentences = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentences', () => {
  it.each<[string, string[]]>([
    ['甲。乙！丙？丁；戊', ['甲。', '乙！', '丙？', '丁；', '戊']],
    ['第一行\n第二行\n\n第三行', ['第一行\n', '第二行\n\n', '第三行']],
    ['他说：“可以。”我走了。', ['他说：“可以。”', '我走了。']],
    ['（一）年满十八周岁；（二）本市户籍。', ['（一）年满十八周岁；', '（二）本市户籍。']],
    ['依照《办法（试行）。说明》执行。', ['依照《办法（试行）。说明》执行。']],
    ['补贴（每人一次。不重复）发放。完', ['补贴（每人一次。不重复）发放。', '完']],
    ['按2.5万元发放。1. 申请；2. 受理', ['按2.5万元发放。', '1. 申请；', '2. 受理']],
    ['见 http://a.cn/?id=1;b=2 的说明。', ['见 http://a.cn/?id=1;b=2 的说明。']],
    ['真的吗?是的!', ['真的吗?', '是的!']],
    ['甲。。。乙', ['甲。。。', '乙']],
    ['没有句号', ['没有句号']],
    ['未闭合（括号。后面。', ['未闭合（括号。', '后面。']],
    ['（外（内。）外。）后。完', ['（外（内。）外。）后。', '完']],
    ['\n\n甲。', ['\n\n甲。']],
    ['甲。 \n', ['甲。 \n']],
    ['', []],
    [' \n ', []],
  ])('splits %j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it('takes a bracket of more than 200 characters for a slip', () => {
    const text = `（${'甲'.repeat(150)}。${'乙'.repeat(150)}。）完`;
    expect(sentences(text).length).toBeGreaterThan(1);
  });

  it('leaves no gap', () => {
    const text = '第一条　为了规范（管理。）。“引用！”《名》；\r\n 第二条 A?b 2.5；\n\n尾';
    expect(sentences(text).join('')).toBe(text);
  });
});
