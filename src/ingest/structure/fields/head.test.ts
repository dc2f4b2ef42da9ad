import { describe, expect, it } from 'vitest';
import type { Block, ParsedSource } from '../../blocks.ts';
import { organsOfTitle, wrappedNameOf } from '../lines/phrases.ts';
import { structureDocument } from '../structure.ts';

const parsed = (...texts: string[]): ParsedSource => ({
  blocks: texts.map((text): Block => ({ type: 'paragraph', text, page: null })),
  fields: [],
  title: null,
  attachments: [],
  links: [],
  pageCount: null,
  warnings: [],
  ocrShare: 0,
});
const read = (...texts: string[]) => {
  const { title, documentNumber, issuer } = structureDocument(parsed(...texts), '无名');
  return { title, documentNumber, issuer };
};
const body = ['各县（市、区）人民政府：', '现将有关事项通知如下。', '一、按时开灯。', '二、按时关灯。'];

describe('minutes', () => {
  it('have a number without letters, the organ that met, and organ and day below the number', () => {
    const text = ['5月6日，县长主持召开会议，研究照明工作。', '一、会议同意按时开灯。', '二、会议要求按时关灯。'];
    const minutes = structureDocument(
      parsed('云湖县人民政府专题会议纪要', '〔2031〕14号', '云湖县人民政府办公室 2031年5月7日', ...text),
      '无名',
    );
    expect(minutes).toMatchObject({
      title: '云湖县人民政府专题会议纪要',
      documentNumber: '〔2031〕14号',
      issuer: '云湖县人民政府',
      issuedOn: '2031-05-07',
      kind: 'policy',
    });
    expect(read('云湖县人民政府第3次常务会议纪要', '〔2031〕第7号', ...text)).toEqual({
      title: '云湖县人民政府第3次常务会议纪要',
      documentNumber: '〔2031〕7号',
      issuer: '云湖县人民政府',
    });
  });
});

describe('a text that is passed on', () => {
  it('has its place in its name where that is printed above it', () => {
    const { wrappedTitle } = structureDocument(
      parsed(
        '云湖市照明局关于印发路灯管理规范的通知',
        '现印发给你们，请遵照执行。',
        '云湖市照明局',
        '2031年6月11日',
        '云湖市路灯管理规范',
        '第一条 按时开灯。',
      ),
      '无名',
    );
    expect(wrappedTitle).toBe('云湖市路灯管理规范');
  });

  it('has the title that is printed above it, and the number that the letter cites', () => {
    const { wrappedTitle, relations } = structureDocument(
      parsed(
        '云湖县人民政府办公室转发县照明局关于加快发展夜间照明意见的通知',
        '各乡镇人民政府：',
        '县照明局《关于加快发展夜间照明的意见》（云照〔2031〕30号）已经县政府同意，现转发给你们。',
        '云湖县人民政府办公室',
        '2031年6月11日',
        '关于加快发展夜间照明的意见',
        '县照明局',
        '一、总体目标',
        '按时开灯。',
      ),
      '无名',
    );
    expect(wrappedTitle).toBe('关于加快发展夜间照明的意见');
    expect(relations.filter(({ kind }) => kind === 'transmits')).toMatchObject([
      { targetTitle: '关于加快发展夜间照明的意见', targetNumber: '云照〔2031〕30号' },
    ]);
  });
});

describe('organs of a title', () => {
  it.each([
    ['云湖市人民政府贯彻国务院关于加快发展照明事业若干意见的实施意见', ['云湖市人民政府']],
    ['云湖市人民政府办公室贯彻落实《省照明条例》的实施意见', ['云湖市人民政府办公室']],
    ['关于印发《云湖市委办公室云湖市政府办公室关于加强路灯管理的意见》分工方案的通知', []],
    ['云湖市财政局转发省财政厅关于路灯补助的通知', ['云湖市财政局']],
    ['转发省财政厅、省住房城乡建设厅关于路灯补助的通知', []],
  ])('%s', (title, organs) => {
    expect(organsOfTitle(title)).toEqual(organs);
  });
});

describe('the text that a notice carries', () => {
  it('is the first where it carries two', () => {
    expect(wrappedNameOf('云湖市人民政府关于印发《云湖市路灯办法》《云湖市广告灯办法》的通知')).toBe('云湖市路灯办法');
    expect(wrappedNameOf('云湖市人民政府关于印发《云湖市实施〈省照明条例〉办法》的通知')).toBe('云湖市实施〈省照明条例〉办法');
    expect(wrappedNameOf('云湖市人民政府关于印发《云湖市实施《省照明条例》办法》的通知')).toBe('云湖市实施《省照明条例》办法');
  });
});

describe('head', () => {
  it('with the number run together with the title', () => {
    expect(read('云府办函〔2031〕268号云湖市人民政府办公室关于调整路灯管理联席会议成员的通知', ...body)).toEqual({
      title: '云湖市人民政府办公室关于调整路灯管理联席会议成员的通知',
      documentNumber: '云府办函〔2031〕268号',
      issuer: '云湖市人民政府办公室',
    });
  });

  it('with a blank before the colon of its data', () => {
    const { publishedOn } = structureDocument(
      parsed('云湖市人民政府关于按时开灯的通知', '发布日期 :2031-02-27', ...body),
      '无名',
    );
    expect(publishedOn).toBe('2031-02-27');
  });

  it('with blanks in the number behind the title', () => {
    expect(read('云湖市人民政府办公室关于按时开灯的通知(云政办发〔 2031〕101号)', ...body).documentNumber).toBe(
      '云政办发〔2031〕101号',
    );
  });

  it('with a title longer than a line and data about the document below it', () => {
    const title =
      '云湖市城市管理局云湖市财政局云湖市发展和改革委员会云湖市自然资源和规划局云湖市住房和城乡建设局云湖市交通运输局云湖市公安局云湖市教育局关于做好夜间照明设施统一维护管理工作的通知';
    const { title: found } = read(title, '政策类型：政策文件', '政策层级：市级', '关键字：路灯;照明', ...body);
    expect(found).toBe(title);
  });

  it('that names the organ in a line of its own above a title without 关于', () => {
    const { title, issuer } = read(
      '云湖市城市管理局',
      '云湖市路灯维护企业备案公告',
      '（2031年第1号）',
      '现将备案情况公告如下。',
      '一、甲公司。',
    );
    expect(issuer).toBe('云湖市城市管理局');
    expect(title).toContain('云湖市路灯维护企业备案公告');
  });

  it('of an order whose text names other texts', () => {
    const { title } = read(
      '云湖市人民政府令',
      '第142号',
      '《云湖市人民政府关于修改〈云湖市执行《省照明条例》项下《路灯分类标准》的规定〉的决定》已经市人民政府常务会议审议通过，现予公布，自2031年1月1日起施行。',
      '市长 甲乙丙',
    );
    expect(title).toBe('云湖市人民政府关于修改〈云湖市执行《省照明条例》项下《路灯分类标准》的规定〉的决定');
  });
});
