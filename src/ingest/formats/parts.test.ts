import { deflateSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { FileTooLargeError, ParseError } from '../../domain/errors.ts';
import { readRecords } from './csv.ts';
import { formatNumber } from './docx/numbering.ts';
import { decodeText } from './encoding.ts';
import { isFurnitureLine } from './html/furniture.ts';
import { isLabelLine, labelledValues } from './html/labels.ts';
import { finishTable } from './html/table.ts';
import { decodeJpeg } from './image/jpeg.ts';
import { decodePng } from './image/png.ts';
import {
  closeSpacing,
  continuesParagraph,
  endsSentence,
  isPageNumber,
  isSplitTitle,
  joinLines,
  startsUnit,
  unifyRadicals,
} from './paragraphs.ts';
import { builtInFormat, showNumber } from './xlsx/number-format.ts';

const gbk = Uint8Array.from([0xca, 0xbe, 0xc0, 0xfd, 0xca, 0xd0, 0xc8, 0xcb, 0xc3, 0xf1, 0xd5, 0xfe, 0xb8, 0xae]); // 示例市人民政府

describe('encodings', () => {
  it('reads parts in two encodings line by line, and says so', () => {
    const head = Buffer.from('项目名称、计量单位和收费标准见下表所列各项\n', 'utf8');
    const rows = Buffer.concat(Array.from({ length: 6 }, () => Buffer.concat([gbk, Buffer.from('\n')])));
    expect(decodeText(Buffer.concat([head, rows]))).toMatchObject({
      text: `项目名称、计量单位和收费标准见下表所列各项\n${'示例市人民政府\n'.repeat(6)}`,
      warnings: [{ code: 'encoding_mixed' }],
    });
  });
  it('reads by the bytes, whatever the label says', () => {
    expect(decodeText(gbk).text).toBe('示例市人民政府');
    expect(decodeText(gbk, 'utf-8')).toMatchObject({
      text: '示例市人民政府',
      encoding: 'gb18030',
      warnings: [{ code: 'encoding_label' }],
    });
    expect(decodeText(Buffer.from('示例市', 'utf8'), 'gb2312')).toMatchObject({ text: '示例市', encoding: 'utf-8' });
    expect(decodeText(gbk, 'gb2312').warnings).toEqual([]);
  });
  it('knows byte order marks, UTF-16 without one, and Big5', () => {
    expect(decodeText(Buffer.from('\ufeff示例', 'utf8')).text).toBe('示例');
    expect(decodeText(Buffer.from('第1条 办理, 2026年\n', 'utf16le')).text).toBe('第1条 办理, 2026年\n');
    const big5 = Uint8Array.from([0xa5, 0xab, 0xac, 0x46, 0xa9, 0xb2, 0xa4, 0xbd, 0xa7, 0x69]); // 市政府公告
    expect(decodeText(big5, 'big5').text).toBe('市政府公告');
  });
  it('forgives a last character that was cut off and reports damage inside', () => {
    expect(decodeText(Buffer.from('示例市', 'utf8').subarray(0, 8)).text).toContain('示例');
    const broken = Buffer.concat([
      Buffer.from('为了保障群众的权益，制定本办法。'.repeat(20), 'utf8'),
      Buffer.from([0xff, 0xfe, 0xfd]),
      Buffer.from('第二条', 'utf8'),
    ]);
    expect(decodeText(broken).warnings.map((warning) => warning.code)).toContain('encoding_damage');
  });
});

describe('records of RFC 4180', () => {
  it.each([
    [
      'a,b\r\nc,d',
      ',',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      '"a,1","say ""hi"""\n"two\nlines",',
      ',',
      [
        ['a,1', 'say "hi"'],
        ['two\nlines', ''],
      ],
    ],
    ['a;;b', ';', [['a', '', 'b']]],
    ['5" nail,x', ',', [['5" nail', 'x']]],
  ])('%j', (text, delimiter, expected) => expect(readRecords(text, delimiter).records).toEqual(expected));
  it('takes a quote without an end for a sign and keeps the rows behind it', () => {
    expect(readRecords('a,"b\nc,"d"', ',')).toEqual({
      records: [
        ['a', '"b'],
        ['c', 'd'],
      ],
      unclosed: true,
    });
    expect(readRecords('a,"b\nc,d', ',')).toEqual({
      records: [
        ['a', '"b'],
        ['c', 'd'],
      ],
      unclosed: true,
    });
  });
  it('refuses a value beyond reason', () => {
    expect(() => readRecords(`a,"${'b'.repeat(1_100_000)}"`, ',')).toThrow(FileTooLargeError);
  });
  it('refuses more cells than asked for, before they are all read', () => {
    expect(readRecords('a,b\n'.repeat(5), ',', 10).records).toHaveLength(5);
    expect(() => readRecords('a,b\n'.repeat(6), ',', 10)).toThrow(FileTooLargeError);
  });
});

describe('labels of pages', () => {
  it('splits a line into its values and drops the tools', () => {
    expect(labelledValues('发布时间：2026-03-01 08:30 来源： 示例市教育局 浏览次数：12 【打印】')).toEqual([
      { name: '发布时间', value: '2026-03-01 08:30' },
      { name: '来源', value: '示例市教育局' },
    ]);
    expect(labelledValues('更新时间：2026-03-01 | 事项编码：9901')).toEqual([{ name: '更新时间', value: '2026-03-01' }]);
    expect(labelledValues('文　　号：示府〔2026〕1号')).toEqual([{ name: '文号', value: '示府〔2026〕1号' }]);
  });
  it('tells a line of data from a sentence with a colon', () => {
    expect(isLabelLine('2026-03-01 来源：示例市教育局')).toBe(true);
    expect(isLabelLine('有关事项通知如下：时间：2026年5月1日起施行，由市教育局负责解释。')).toBe(false);
    expect(isLabelLine('资金来源：财政拨款。')).toBe(false);
  });
  it.each([
    '打印',
    '【关闭窗口】',
    '分享到：',
    '扫一扫在手机打开当前页',
    '您当前的位置：首页 > 政策',
    '字体：[大 中 小]',
    '上一篇：关于放假的通知',
    '无障碍阅读',
    '返回顶部打印本页关闭窗口',
    '示ICP备09900001号 示公网安备 99010002000001号 网站标识码：9900000001',
    '主办：示例市人民政府办公室 承办：示例市政务服务和数据管理局',
    '分享到：微信 新浪微博',
    '网站地图|关于我们|联系我们|隐私声明',
    '示例市 多云 18℃~26℃无障碍浏览长辈版English登录注册',
  ])('furniture: %s', (line) => expect(isFurnitureLine(line)).toBe(true));
  it.each([
    '打印证明',
    '分享发展成果',
    '关闭煤矿',
    '首页标题党',
    '位置优越',
    '三、打印方式',
    '返回打印店',
    '关闭窗口打印机',
    '网站应当标明ICP备案编号',
    '主办单位：示例市教育局',
    '分享到微信的信息应当核实',
    '办理ICP备案的，凭粤ICP备12345678号办理。',
  ])('text: %s', (line) => expect(isFurnitureLine(line)).toBe(false));
});

describe('lines become paragraphs', () => {
  it.each([
    '第三条　本办法',
    '第十二条 为了',
    '一、总体要求',
    '一、2022年工资指导线',
    '（二）申请',
    '3.材料',
    '附件2',
    '问：怎么办',
    '①身份证',
  ])('unit: %s', (line) => expect(startsUnit(line)).toBe(true));
  it.each(['第三条的规定', '第四十二条第二项规定', '（一）项所列', '2.5倍', '3、4月份', '2026年', '第三方机构'])(
    'no unit: %s',
    (line) => expect(startsUnit(line)).toBe(false),
  );
  it('leaves a document number alone on its line', () => {
    const full = { full: true, indented: false, apart: false };
    expect(continuesParagraph('云照规〔2031〕1号', '辖区各单位：', full)).toBe(false);
    expect(continuesParagraph('云湖县人民政府专题会议纪要', '〔2031〕14号', full)).toBe(false);
    expect(continuesParagraph('根据《照明办法》，按照', '云照规〔2031〕1号', full)).toBe(true);
  });
  it('goes on where the line is full and the sentence unfinished', () => {
    const full = { full: true, indented: false, apart: false };
    expect(continuesParagraph('申请人应当按照本办法第', '八条的规定提交材料', full)).toBe(true);
    expect(continuesParagraph('依照本办法', '第八条的规定办理。', full)).toBe(true);
    expect(continuesParagraph('制定本办法。', '第八条　申请人', full)).toBe(false);
    expect(continuesParagraph('示例市民政局', '2026年5月1日', { full: false, indented: null, apart: false })).toBe(false);
    expect(continuesParagraph('包括身份证，', '户口簿。', { full: false, indented: null, apart: true })).toBe(true);
  });
  it('joins without a space beside Chinese', () => {
    expect(joinLines('补贴', '标准')).toBe('补贴标准');
    expect(joinLines('use of', 'the card')).toBe('use of the card');
    expect(joinLines('总额13', '00元')).toBe('总额1300元');
  });
  it('knows ends of sentences, page numbers, split titles and spacing', () => {
    expect(['完毕。', '完毕。”', '完毕.', '（略。）'].every(endsSentence)).toBe(true);
    expect(['1.', '第1', 'No.'].some(endsSentence)).toBe(false);
    expect(['12', '- 3 -', '— 4 —', '第 3 页 共 9 页', '3/9', '一2一'].every(isPageNumber)).toBe(true);
    expect(['2026年', '第3条', '12345678'].some(isPageNumber)).toBe(false);
    expect(isSplitTitle('关于印发示例市', '住房保障办法的通知')).toBe(true);
    expect(closeSpacing('示 例 市 人 民 政 府')).toBe('示例市人民政府');
    expect(closeSpacing('一 二 三 四 五')).toBe('一 二 三 四 五');
    expect(closeSpacing('规章 0 0 5')).toBe('规章 0 0 5');
    expect(unifyRadicals('⽰例市⼈⺠政府⻓⼾')).toBe('示例市人民政府长户');
  });
});

describe('tables', () => {
  it('takes a merged first row as caption and finds the rows of names', () => {
    const rows = [
      ['标准表', '标准表', '标准表'],
      ['对象', '标准', '标准'],
      ['对象', '城镇', '农村'],
      ['低保', '800', '700'],
    ];
    expect(finishTable(rows, null, 0)).toEqual({ caption: '标准表', headerRows: 2, rows: rows.slice(1) });
  });
  it('knows years below a name that spans them, but not years of data', () => {
    const rows = (...cells: string[][]) => finishTable(cells, null, 0).headerRows;
    expect(rows(['区', '目标', '目标'], ['区', '2031年', '2032年'], ['城东', '80', '90'])).toBe(2);
    expect(rows(['区', '目标', '目标'], ['城东', '2031年', '2032年'], ['城西', '2031年', '2032年'])).toBe(1);
  });
  it('gives no header to a list of figures and joins a broken list', () => {
    expect(
      finishTable(
        [
          ['1', '2'],
          ['3', '4'],
        ],
        null,
        0,
      ).headerRows,
    ).toBe(0);
    expect(
      finishTable(
        [
          ['症状', '药物'],
          ['发热', '甲药、'],
          ['', '乙药'],
        ],
        null,
        0,
      ).rows,
    ).toEqual([
      ['症状', '药物'],
      ['发热', '甲药、乙药'],
    ]);
  });
});

describe('numbers as shown', () => {
  const morning = 46208 + (8 * 60 + 3) / (24 * 60);
  it.each([
    [1234.5, '#,##0.00', '1,234.50'],
    [0.355, '0.0%', '35.5%'],
    [1280, 'General', '1280'],
    [0.1 + 0.2, undefined, '0.3'],
    [7, '000', '007'],
    [12.5, '"￥"0.00', '￥12.50'],
    [46023, 'yyyy/m/d', '2026/1/1'],
    [morning, 'yyyy"年"m"月"d"日"', '2026年7月5日'],
    [morning, 'yyyy-mm-dd hh:mm', '2026-07-05 08:03'],
    [morning, '[$-804]yyyy"年"mm"月"', '2026年07月'],
    [morning, 'm/d/yy', '2026/7/5'],
    [morning, builtInFormat(31), '2026年7月5日'],
    [morning, '[$-804]aaaa', '星期日'],
    [-5, '#,##0;(#,##0)', '(5)'],
    [0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', '-'],
    [20260101123456, 'General', '20260101123456'],
  ])('%s in %s', (value, format, expected) => expect(showNumber(value, format)).toBe(expected));
  it.each([
    [12, 'chineseCountingThousand', '十二'],
    [20, 'chineseCounting', '二十'],
    [3, 'decimalEnclosedCircle', '③'],
    [28, 'lowerLetter', 'bb'],
    [14, 'upperRoman', 'XIV'],
    [2, 'ideographTraditional', '乙'],
  ])('%i as %s', (value, format, expected) => expect(formatNumber(value, format)).toBe(expected));
});

describe('pictures', () => {
  it('decodes PNG of every kind of pixel', () => {
    const red = [255, 0, 0];
    expect([...decodePng(png(1, 1, 8, 2, [0, ...red]), 100).data]).toEqual(red);
    expect([...decodePng(png(1, 1, 16, 2, [0, 255, 1, 0, 1, 0, 1]), 100).data]).toEqual(red);
    expect([...decodePng(png(1, 1, 8, 3, [0, 1], [0, 0, 0, ...red]), 100).data]).toEqual(red);
    expect([...decodePng(png(2, 1, 1, 0, [0, 0b01000000]), 100).data]).toEqual([0, 0, 0, 255, 255, 255]);
    expect([...decodePng(png(1, 1, 8, 6, [0, 255, 0, 0, 0]), 100).data]).toEqual([255, 255, 255]);
    expect([...decodePng(png(1, 1, 8, 4, [0, 0, 255]), 100).data]).toEqual([0, 0, 0]);
    expect(() => decodePng(png(50, 50, 8, 0, [0]), 100)).toThrow(/过大/);
    expect(() => decodePng(png(5, 5, 8, 0, [0]), 100)).toThrow(/损坏/);
  });
  it('decodes what a real encoder writes', () => {
    const canvas = createCanvas(64, 48);
    const context = canvas.getContext('2d');
    const gradient = context.createLinearGradient(0, 0, 64, 48);
    gradient.addColorStop(0, '#102030');
    gradient.addColorStop(1, '#f0e0d0');
    context.fillStyle = gradient;
    context.fillRect(0, 0, 64, 48);
    const expected = [...context.getImageData(0, 0, 64, 48).data].filter((_, i) => i % 4 !== 3);
    expect([...decodePng(canvas.toBuffer('image/png'), 10_000).data]).toEqual(expected);
    const jpeg = decodeJpeg(canvas.toBuffer('image/jpeg', 95), 10_000);
    expect(jpeg).toMatchObject({ width: 64, height: 48 });
    expect(Math.max(...expected.map((value, i) => Math.abs(value - jpeg.data[i]!)))).toBeLessThan(12);
    expect(() => decodeJpeg(canvas.toBuffer('image/jpeg', 95).subarray(0, 200), 10_000)).toThrow(ParseError);
  });
});

function png(width: number, height: number, depth: number, colour: number, rows: number[], palette: number[] = []): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, Buffer.from(name, 'latin1'), body, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, colour, 0, 0, 0], 8);
  const signature = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
