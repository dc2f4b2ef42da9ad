import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FileTooLargeError, ReadTimeoutError } from '../../../domain/errors.ts';
import { refuseBombs } from './bombs.ts';
import { readingParts } from './columns.ts';
import { dropDoubles } from './doubles.ts';
import { dropRunningLines } from './furniture.ts';
import type { TextItem } from './items.ts';
import { withLimit } from './limit.ts';
import { toLines } from './lines.ts';
import { officialMarks } from './ocr-items.ts';
import { rulingsOfPicture } from './raster.ts';
import { planReading } from './soundness.ts';
import { continuesTable, joinTables, type PageTable } from './tables.ts';
import { takeVertical } from './vertical.ts';

const piece = (text: string, left: number, y: number, size = 12, more: Partial<TextItem> = {}): TextItem => ({
  text,
  left,
  right: left + text.length * size,
  y,
  size,
  ...more,
});
const textOf = (items: TextItem[]) => items.map((item) => item.text).join('|');

describe('streams that unpack without measure', () => {
  const file = (packed: Buffer, filter: string) =>
    Buffer.concat([
      Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Filter ${filter} /Length ${packed.length} >>\nstream\n`),
      packed,
      Buffer.from('\nendstream endobj'),
    ]);
  const blanks = Buffer.alloc(200 * 1024 * 1024, 0x20);

  it('are refused, also when packed twice; pictures and sound streams are not', () => {
    const once = deflateSync(blanks);
    expect(() => refuseBombs(file(once, '/FlateDecode'))).toThrow(FileTooLargeError);
    expect(() => refuseBombs(file(deflateSync(once), '[/FlateDecode /FlateDecode]'))).toThrow(FileTooLargeError);
    expect(() => refuseBombs(file(once, '/FlateDecode /Subtype /Image'))).not.toThrow();
    expect(() => refuseBombs(file(deflateSync(blanks.subarray(0, 100_000)), '/FlateDecode'))).not.toThrow();
    expect(() => refuseBombs(file(Buffer.alloc(300_000, 7), '/FlateDecode'))).not.toThrow();
  });
});

describe('a limit of time', () => {
  it('ends waiting with an error that has a name', async () => {
    await expect(withLimit(new Promise(() => undefined), 1, '读取')).rejects.toBeInstanceOf(ReadTimeoutError);
    await expect(withLimit(Promise.resolve(7), 60_000, '读取')).resolves.toBe(7);
  });
});

describe('text that stands twice', () => {
  it('is kept once, the invisible layer going first; marks set close to a letter stay', () => {
    const layer = [piece('补贴标准', 50, 100, 12, { font: 'hidden' }), piece('补贴标准', 50.4, 100.3, 12, { font: 'seen' })];
    expect(dropDoubles(layer, new Set(['hidden'])).map((item) => item.font)).toEqual(['seen']);
    const shadow = [piece('每人每月', 50, 100), piece('每人', 50.5, 100), piece('每月', 74.5, 100)];
    expect(textOf(dropDoubles(shadow, new Set()))).toBe('每人每月');
    const narrow = [piece('应当设立', 50, 100), { ...piece('、', 90, 100), right: 97 }];
    expect(textOf(dropDoubles(narrow, new Set()))).toBe('应当设立|、');
  });
});

describe('columns', () => {
  const lines = (left: number, word: string) => Array.from({ length: 8 }, (_, i) => piece(word.repeat(15), left, 100 + i * 20));

  it('are read one after the other, a head over both before them', () => {
    const page = [
      piece('全市社区食堂管理办法的通知', 220, 60, 16),
      ...lines(60, '左'),
      ...lines(270, '右'),
      piece('12', 246, 280, 9),
    ];
    const parts = readingParts(page, []);
    expect(parts.map((part) => part.items[0]!.text.slice(0, 2))).toEqual(['全市', '左左', '右右', '12']);
    expect(parts.filter((part) => part.column).map((part) => part.items.length)).toEqual([8, 8]);
  });

  it('are no cells of a table', () => {
    const cells = Array.from({ length: 8 }, (_, i) => [
      piece('城东区', 60, 100 + i * 20),
      piece('三千元', 270, 100 + i * 20),
    ]).flat();
    expect(readingParts(cells, [])).toHaveLength(1);
  });
});

describe('raised figures', () => {
  it('are marks where a note has them, else exponents', () => {
    const line = [
      piece('面积为60m', 50, 100),
      piece('2', 122, 95, 7),
      piece('的住房', 129, 100),
      piece('1', 165, 95, 7),
      piece('。', 172, 100),
    ];
    expect(toLines(line, 1, new Set(['1', '2']))[0]).toMatchObject({ text: '面积为60m²的住房。', marks: ['1'] });
    expect(toLines(line, 1)[0]!.text).toBe('面积为60m²的住房¹。');
  });
});

describe('vertical writing', () => {
  it('is taken out of the lines that it crosses; letters of wide lines are not', () => {
    const seal = [...'密封线内'].map((sign, i) => piece(sign, 560, 100 + i * 11, 10));
    const text = Array.from({ length: 4 }, (_, i) => piece('应当依法办理', 60, 100 + i * 28, 16));
    const found = takeVertical([...seal, ...text]);
    expect(found.columns.map((column) => column.text)).toEqual(['密封线内']);
    expect(found.rest).toEqual(text);
    const wide = Array.from({ length: 5 }, (_, y) =>
      [...'示例市人'].map((sign, x) => piece(sign, 60 + x * 14, 100 + y * 20, 12)),
    ).flat();
    expect(takeVertical(wide).columns).toEqual([]);
  });
});

describe('heads and feet', () => {
  const line = (text: string, page: number, y: number, size = 12) => ({ text, page, left: 60, right: 300, y, size });

  it('go, also those that alternate or name the chapter; the text at the edge stays', () => {
    const chapters = ['总则', '总则', '招募', '招募', '保障', '保障', '附则', '附则'];
    const pages = chapters.map((chapter, i) => ({
      page: i + 1,
      height: 842,
      lines: [
        line(i % 2 ? '志愿服务工作手册' : `第${'一二三四'[i >> 1]}章 ${chapter}`, i + 1, 40, 9),
        line(`正文第一行${'甲乙丙丁戊己庚辛'[i]}`, i + 1, 80),
        line(`第${'一二三四'[i >> 1]}章 ${chapter}`, i + 1, 400),
        line(['iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'][i]!, i + 1, 800),
      ],
    }));
    const left = dropRunningLines(pages).map((page) => page.lines.map((one) => one.text));
    expect(left.flat().filter((text) => text.startsWith('正文'))).toHaveLength(8);
    expect(left.flat().filter((text) => text.includes('章 '))).toHaveLength(8);
    expect(left.flat().filter((text) => /手册|[ivx]/.test(text))).toEqual([]);
  });

  it('go together where they stand on one height, though not every page has all of them', () => {
    const page = (number: number, ...heads: string[]) => ({
      page: number,
      height: 842,
      lines: [
        ...heads.map((head) => line(head, number, 40, 9)),
        line(`正文第${number}页`, number, 80),
        line('正文', number, 400),
      ],
    });
    const pages = [page(1, '2031年第8期'), page(2, '云湖市照明公报', '2031年第8期')];
    expect(dropRunningLines(pages)[1]!.lines.map((one) => one.text)).toEqual(['正文第2页', '正文']);
  });

  it('a mark of a page goes wherever it stands, a plain figure only at the edge', () => {
    const page = {
      page: 1,
      height: 842,
      lines: [line('应当自收到', 1, 300), line('— 3 —', 1, 330), line('15', 1, 360), line('个工作日内', 1, 390)],
    };
    expect(dropRunningLines([page])[0]!.lines.map((one) => one.text)).toEqual(['应当自收到', '15', '个工作日内']);
  });
});

describe('marks read by machine', () => {
  it('become those of official texts, also brackets of two kinds', () => {
    expect(officialMarks('云府办〔2031】3号')).toBe('云府办〔2031〕3号');
    expect(officialMarks('云府办[2031〕 12 号,')).toBe('云府办〔2031〕 12 号，');
    expect(officialMarks('见[2031]一文')).toBe('见[2031]一文');
  });
});

describe('lines in a picture', () => {
  it('are found, also a little askew; strokes of letters and areas are not lines', () => {
    const width = 400;
    const height = 300;
    const data = new Uint8Array(width * height * 4).fill(255);
    const ink = (x: number, y: number) => data.set([0, 0, 0], (y * width + x) * 4);
    for (let x = 20; x < 380; x++) for (let thick = 0; thick < 2; thick++) ink(x, 50 + Math.floor(x / 100) + thick);
    for (let y = 50; y < 250; y++) ink(100, y);
    for (let x = 150; x < 170; x++) ink(x, 120);
    for (let y = 150; y < 200; y++) for (let x = 200; x < 300; x++) ink(x, y);
    const found = rulingsOfPicture({ width, height, data }, 2);
    expect(found.horizontal).toHaveLength(1);
    expect(found.horizontal[0]).toMatchObject({ start: 10, end: 190 });
    expect(found.vertical.map((stroke) => Math.round(stroke.at))).toEqual([50]);
  });
});

describe('what is read by machine', () => {
  const view = { width: 595, height: 842 } as Parameters<typeof planReading>[2];
  const drawn = { horizontal: [], vertical: [], shapes: 0, invisibleFonts: new Set<string>() };
  const sound = Array.from({ length: 6 }, (_, i) =>
    piece('申请人应当向街道办事处提交身份证和申请表', 60, 100 + i * 24, 12, { font: 'a' }),
  );

  it('pages without sound text, broken fonts, pictures without text of their own - and nothing else', () => {
    const plan = (items: TextItem[], pictures: { x: number; y: number; width: number; height: number }[] = []) =>
      planReading(items, { ...drawn, pictures }, view);
    const scan = { x: 0, y: 0, width: 595, height: 842 };
    const figure = { x: 100, y: 400, width: 300, height: 200 };
    expect(plan(sound)).toMatchObject({ whole: 'no', regions: [] });
    expect(plan([], [scan]).whole).toBe('yes');
    expect(plan(sound.map((item) => ({ ...item, text: '\ue012\ue034\ue056\ue078'.repeat(5) }))).whole).toBe('yes');
    expect(plan(sound, [scan]).regions).toEqual([]);
    expect(plan(sound, [figure]).regions).toEqual([figure]);
    expect(plan(sound, [{ x: 0, y: 0, width: 60, height: 60 }]).regions).toEqual([]);
    const heading = piece('\u0001\u0002\u0003\u0004\u0005', 60, 60, 18, { font: 'b' });
    expect([...plan([heading, ...sound]).broken]).toEqual([heading]);
    const wrong = '谘谙谚谛谜谝谟谠谡谥谧谪谫谮谯谲谳谵谶卩卺阝阢阡阱阪阽阼陂陉'.repeat(2);
    expect(plan([piece(wrong, 60, 100)]).whole).toBe('doubtful');
  });
});

describe('a table that goes on over the page', () => {
  const part = (page: number, rows: string[][], headerRows = 1): PageTable => ({
    table: { caption: null, headerRows, rows },
    page,
    left: 60,
    right: 500,
    top: 80,
    bottom: 700,
    columns: [150, 300],
  });

  it('has one header; groups and cut rows are put together', () => {
    const above = part(1, [
      ['区', '类别', '标准'],
      ['城东', '一类', '30元'],
      ['城东', '二类', '按照实际发生的费用'],
    ]);
    const below = part(2, [
      ['区', '类别', '标准'],
      ['', '', '据实结算'],
      ['', '三类', '10元'],
      ['城西', '一类', '20元'],
    ]);
    expect(continuesTable(above, below)).toBe(true);
    joinTables(above.table, above, below);
    expect(above.table.rows.slice(2)).toEqual([
      ['城东', '二类', '按照实际发生的费用据实结算'],
      ['城东', '三类', '10元'],
      ['城西', '一类', '20元'],
    ]);
    const group = part(1, [
      ['区', '类别', '标准'],
      ['城东', '一类', '30元'],
      ['城东', '二类', '20元'],
    ]);
    const rest = part(
      2,
      [
        ['', '三类', '10元'],
        ['城西', '一类', '20元'],
      ],
      0,
    );
    joinTables(group.table, group, rest);
    expect(group.table.rows.slice(3)).toEqual([
      ['城东', '三类', '10元'],
      ['城西', '一类', '20元'],
    ]);
  });

  it('takes over the name of a group whose column is empty on the next page, also behind a row that was cut', () => {
    const above = part(1, [
      ['区', '类别', '责任单位'],
      ['城西', '一类', '市照明局'],
      ['城西', '二类', '市照明局'],
      ['城东', '一类', '市财政局、'],
    ]);
    const below = part(
      2,
      [
        ['', '市照明局'],
        ['二类', '市照明局'],
        ['三类', '市统计局'],
      ],
      0,
    );
    joinTables(above.table, above, { ...below, emptyFirst: true });
    expect(above.table.rows.slice(3)).toEqual([
      ['城东', '一类', '市财政局、市照明局'],
      ['城东', '二类', '市照明局'],
      ['城东', '三类', '市统计局'],
    ]);
  });

  it('may have more columns there', () => {
    const above = part(
      1,
      [
        ['姓名', '', '联系电话'],
        ['住址', '', ''],
      ],
      0,
    );
    const below = { ...part(2, [['家庭成员', '人数']], 0), columns: [300] };
    expect(continuesTable(above, below)).toBe(true);
    joinTables(above.table, above, below);
    expect(above.table.rows.at(-1)).toEqual(['家庭成员', '家庭成员', '人数']);
    expect(continuesTable(above, { ...below, columns: [220] })).toBe(false);
  });
});
