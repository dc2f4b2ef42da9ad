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

  it('reads tables whose columns are kept apart by blanks alone, with a doubt', async () => {
    const { blocks } = await read(
      '收费标准如下：\n项目      单位      标准（元）\n清运费    吨        35\n处理费    吨        80.5\n联系人  王某  李某\n',
    );
    expect(show(blocks)).toEqual([
      '收费标准如下：',
      [
        ['项目', '单位', '标准（元）'],
        ['清运费', '吨', '35'],
        ['处理费', '吨', '80.5'],
        ['联系人', '王某', '李某'],
      ],
    ]);
    expect(blocks[1]).toMatchObject({ table: { doubts: [expect.stringContaining('空格')] } });
    const names = await read('主任  王某\n副主任  李某\n委员  赵某\n');
    expect(names.blocks.every((block) => block.type === 'paragraph')).toBe(true);
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

  it('ends a title that fills its line at the number below it, and at an empty line where others have none', async () => {
    const title = '示例市人民政府办公室关于印发示例市城市停车设施建设管理实施细则的通知';
    const article = [
      '第一条 为加强城市停车设施的规划、建设和管理，改善城市交通状况，根据本',
      '省有关规定，结合本市实际，制定本细则，由市住房和城乡建设局组织实施。',
    ];
    const full = [title, '示政办〔2016〕14号', ...article, ...article].join('\n');
    expect(show((await read(full)).blocks)).toEqual([title, '示政办〔2016〕14号', article.join(''), article.join('')]);
    const parted = [title, '', title.replace('通知', '意见'), '', ...article, '', ...article].join('\n');
    expect(show((await read(parted)).blocks).slice(0, 2)).toEqual([title, title.replace('通知', '意见')]);
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

describe('text from pages', () => {
  const filler = (from: number, count: number) =>
    Array.from(
      { length: count },
      (_, i) => `（${from + i}）第${from + i}号事项由市民政局会同有关部门办理，并按月公布结果。`,
    ).join('\n');

  it('keeps numbers that count the rows of a table and drops those of pages', async () => {
    const rows = [1, 2, 3].map((n) => `${n}\n${filler(n * 20, 10)}`).join('\n');
    const short = await read(`${rows}\n${filler(100, 120)}\n`);
    expect(show(short.blocks)).toContain('2');
    const pages = [1, 2, 3, 4].map((n) => `${filler(n * 40, 30)}\n${n}`).join('\n');
    const long = await read(`${pages}\n`);
    expect(show(long.blocks).filter((text) => /^\d$/.test(String(text)))).toEqual([]);
  });

  it('drops a running head but no words that stand in several neighbouring cells', async () => {
    const head = '示例市政务公开年度报告摘要';
    const pages = [1, 2, 3].map((n) => `${head}\n${filler(n * 40, 30)}`).join('\n');
    const { blocks } = await read(`${pages}\n`);
    expect(show(blocks).filter((text) => text === head)).toHaveLength(1);
    const cells = await read(`${filler(1, 30)}\n${'办公室牵头各处室负责落实\n'.repeat(4)}${filler(40, 30)}\n`);
    expect(
      show(cells.blocks)
        .join('')
        .match(/办公室牵头各处室负责落实/g),
    ).toHaveLength(4);
  });

  it('drops the running head behind a page break, also within a sentence and on two pages only', async () => {
    const full = '照明设施由所在区负责维护并按季度公布维护的情况和经费';
    const text = `${full}\n${full}\n- 1 -\n\f云湖市照明局文件\n${full}\n到此为止。\n附件\n- 2 -\n\f云湖市照明局文件\n${full}\n完毕。\n`;
    const { blocks } = await read(text);
    expect(show(blocks)).toEqual([`${full}${full}${full}到此为止。`, '附件', `${full}完毕。`]);
    const forms = await read(`说明\n${full}。\n\f照明补助申请书\n${full}。\n\f照明补助申请书\n${full}。\n`);
    expect(show(forms.blocks).filter((line) => line === '照明补助申请书')).toHaveLength(2);
  });

  it('follows the blanks that Word leaves where a paragraph ends', async () => {
    const cells = (n: number) =>
      `规范第${n}类文件\n栏目的设置 \n对本单位公开的第${n}类\n文件，应当全量覆\n盖并标注有效期 \n我局已经完成第${n}类文件的\n归集工作。 \n`;
    const { blocks } = await read(Array.from({ length: 12 }, (_, n) => cells(n + 1)).join(''));
    expect(show(blocks).slice(0, 3)).toEqual([
      '规范第1类文件栏目的设置',
      '对本单位公开的第1类文件，应当全量覆盖并标注有效期',
      '我局已经完成第1类文件的归集工作。',
    ]);
    expect(blocks).toHaveLength(36);
  });
});

describe('lines of a head', () => {
  const wrapped = '路灯的开关时间由管理单位按照季节和天气确定并且提前十日向社会公布接受公众';

  it('with data about the document and lines drawn across the page do not go on with the lines above them', async () => {
    const title = '云湖市人民政府办公室转发市城市管理局关于改进和加强路灯管理若干意见的通知';
    const { blocks } = await read(
      [
        title,
        '发布日期: 2031-03-03',
        '云湖府办〔2031〕4号',
        '━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━',
        title,
        ...Array(12).fill(wrapped),
      ].join('\n'),
    );
    const texts = blocks.map((block) => (block.type === 'paragraph' ? block.text : ''));
    expect(texts.slice(0, 2)).toEqual([title, '发布日期: 2031-03-03']);
    expect(texts.filter((text) => text.includes('━') && text.includes('关于'))).toEqual([]);
  });

  it('stands apart also where the ends of paragraphs are marked with blanks', async () => {
    const lines = Array.from({ length: 16 }, () => [wrapped, `${wrapped.slice(0, 20)}的意见。 `]).flat();
    const { blocks } = await read(['云湖市路灯办法', '发文机构：云湖市人民政府', '政策类型：政策文件', ...lines].join('\n'));
    expect(blocks.slice(0, 2).map((block) => (block.type === 'paragraph' ? block.text : ''))).toEqual([
      '云湖市路灯办法',
      '发文机构：云湖市人民政府',
    ]);
  });
});
