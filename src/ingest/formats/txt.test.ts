import { describe, expect, it } from 'vitest';
import { EmptyFileError, ParseError } from '../../domain/errors.ts';
import type { Block } from '../blocks.ts';
import { txtParser } from './txt.ts';

const read = async (text: string, encoding: BufferEncoding = 'utf8') =>
  txtParser.parse({ path: 'a.txt', bytes: Buffer.from(text, encoding) });
const show = (blocks: Block[]) => blocks.map((block) => (block.type === 'table' ? block.table.rows : block.text));

describe('plain text', () => {
  it('reads tables drawn with characters: wrapped cells, merged cells, bars that miss their rule', async () => {
    const { blocks } = await read(`停车收费标准如下：

┌────┬─────┬────────┐
│区域│小型车    │大型车          │
├────┼─────┼────────┤
│一类    │5元/小时  │10元/小时，超过 │
│        │          │两小时加倍      │
├────┼─────┼────────┤
│二类    │3元/小时  │6元/小时        │
└────┴─────┴────────┘

┏━━━━┳━━━━━━━━┓
┃类别    ┃标准            ┃
┣━━━━╋━━━━┳━━━┫
┃甲      ┃城镇    ┃800   ┃
┃        ┣━━━━╋━━━┫
┃        ┃农村    ┃600   ┃
┗━━━━┻━━━━┻━━━┛

+------+------+
| 项目 | 标准 |
+------+------+
| 水费 | 3.2  |
| 电费 | 0.6  |
+------+------+
`);
    expect(show(blocks)).toEqual([
      '停车收费标准如下：',
      [
        ['区域', '小型车', '大型车'],
        ['一类', '5元/小时', '10元/小时，超过两小时加倍'],
        ['二类', '3元/小时', '6元/小时'],
      ],
      [
        ['类别', '标准', '标准'],
        ['甲', '城镇', '800'],
        ['甲', '农村', '600'],
      ],
      [
        ['项目', '标准'],
        ['水费', '3.2'],
        ['电费', '0.6'],
      ],
    ]);
  });

  it('says when the bars of a drawn table do not stand below each other', async () => {
    const { blocks } = await read('┌──┬──┬──┐\n│甲  │乙  │丙  │\n├──┼──┼──┤\n│一二三  │四  │\n└──┴──┴──┘\n');
    expect(blocks[0]).toMatchObject({ type: 'table', table: { doubts: [expect.stringContaining('没有对齐')] } });
  });

  it('takes blanks before a line for its place on the page', async () => {
    const body = '　　各单位应当按照本通告要求做好防汛准备工作，并于五月底以前完成检查。';
    const { blocks } = await read(
      `${'　'.repeat(14)}关于防汛工作的通告\n${body}\n${body}\n${body}\n${'　'.repeat(28)}示例市水利局\n`,
    );
    expect(blocks.map((block) => (block.type === 'paragraph' ? (block.align ?? 'left') : block.type))).toEqual([
      'center',
      'left',
      'left',
      'left',
      'right',
    ]);
  });

  it('counts pages by form feeds and joins a sentence across one', async () => {
    const { blocks, pageCount } = await read('申请人应当在每年三月底以前，向所在地的区民政局提\n\f交申请材料。\n');
    expect(show(blocks)).toEqual(['申请人应当在每年三月底以前，向所在地的区民政局提交申请材料。']);
    expect(pageCount).toBe(2);
  });

  it('does not join what an unreadable heading parted', async () => {
    const { blocks, warnings } = await read('各单位应当做好准备工作，\nжȽᙱ։᛻߫ޢ\n附则另行公布，\n');
    expect(show(blocks)).toEqual(['各单位应当做好准备工作，', '附则另行公布，']);
    expect(warnings.map((warning) => warning.code)).toContain('garbled');
  });

  it('tells a file whose every line is unreadable from an empty one', async () => {
    await expect(read('жȽᙱ։᛻߫ޢ\nδжεѱࣞޢᔶ\n')).rejects.toThrow(ParseError);
    await expect(read('\n - 3 -\n')).rejects.toThrow(EmptyFileError);
  });

  it.each(['utf16le', 'utf8'] as const)('knows its encoding: %s, with every kind of line end', async (encoding) => {
    const { blocks } = await read(
      '第一条 为了规范管理，制定本办法。\r\n第二条 本办法自2024年1月1日起施行。\r第三条 略。\n',
      encoding,
    );
    expect(blocks).toHaveLength(3);
  });
});
