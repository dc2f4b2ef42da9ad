// Pages of the PDF fixtures; all names are invented. HTML is printed by Chromium, flat ODT by LibreOffice.

const base = 'font-family:"Noto Serif CJK SC";';
const sheet = 'size:595pt 842pt';
const html = (style, body) =>
  `<!doctype html><meta charset="utf-8"><style>body{${base}margin:0}p{margin:0;text-indent:2em;text-align:justify}h1{text-align:center;margin:0 0 12pt}${style}</style>${body}`;

const articles = [
  '为了规范临江市社区食堂的运营管理，方便老年人就近用餐，根据国家和省有关规定，结合本市实际，制定本办法。',
  '本办法适用于本市行政区域内社区食堂的设立运营和监督管理。',
  '市民政局负责统筹指导，区人民政府负责组织实施，街道办事处负责日常管理，社区居民委员会协助做好需求调查和满意度评价。',
  '社区食堂应当依法取得食品经营许可，配备专职食品安全管理人员，每日留样不少于一百二十五克，留样保存四十八小时以上。',
  '本市户籍六十周岁以上老年人凭身份证享受就餐优惠，其中八十周岁以上老年人每餐补贴六元，特殊困难老年人每餐补贴八元。',
  '运营单位应当每月十日前向街道办事处报送上月就餐人次和补贴明细，街道办事处应当在五个工作日内完成核对。',
  '违反本办法规定，虚报就餐人次套取补贴的，由区民政部门责令退回，并依法处理；构成犯罪的，依法追究刑事责任。',
  '鼓励企业、社会组织和志愿者参与社区食堂服务，捐赠款物应当登记造册并向社会公开。',
];
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八'];
const articleParagraphs = articles.map((text, i) => `<p>第${numerals[i]}条　${text}</p>`).join('');

/** Two columns under a head over the whole width, three columns of news below another. */
export const columnsPage = html(
  `@page{${sheet};margin:56pt 50pt}body{font-size:11pt;line-height:18pt}h1{font-size:18pt;line-height:26pt}h2{font-size:14pt;text-align:center;margin:14pt 0 8pt}.two{columns:2;column-gap:26pt}.three{columns:3;column-gap:24pt;font-size:10pt;line-height:16pt}`,
  `<h1>临江市社区食堂管理办法</h1><div class="two">${articleParagraphs}</div><h2>工作简讯</h2><div class="three"><p>青禾区在十二个街道新建社区食堂十八家，覆盖居民四万余人，六十周岁以上老年人就餐率达到百分之四十一。</p><p>云岭区推行一卡通用，老年人在任一食堂刷卡即可享受补贴，月均结算十一万人次，群众满意度持续提升。</p><p>南屿区引入第三方评估，对运营不善的两家食堂限期整改，整改期间由流动餐车供餐，不间断服务。</p></div>`,
);

/** A table of three rules with a header of two rows and wrapped cells, and one without any line. */
export const openTablesPage = html(
  `@page{${sheet};margin:60pt}body{font-size:12pt;line-height:20pt}table{border-collapse:collapse;width:100%;font-size:10.5pt;line-height:16pt}td{padding:3pt 8pt;text-align:center}.three{border-top:1.5pt solid #000;border-bottom:1.5pt solid #000}.three .head td{border-bottom:.75pt solid #000}.three .over{border-bottom:.75pt solid #000}.l{text-align:left}.cap{text-align:center;text-indent:0;font-weight:bold;margin-top:8pt}.unit{text-align:right;text-indent:0;font-size:10pt}.plain td{text-align:right;padding:2pt 20pt}.plain td:first-child{text-align:left}.note{font-size:9.5pt;text-indent:0}`,
  `<p>各区应当按照下列标准配备服务力量，并于每年十二月底前将落实情况报市民政局。</p>
<p class="cap">表1　社区食堂建设补贴标准</p><p class="unit">单位：万元</p>
<table class="three"><tr><td rowspan="2" style="border-bottom:.75pt solid #000">规模</td><td class="over" colspan="2">一次性补贴</td><td rowspan="2" style="border-bottom:.75pt solid #000">适用条件</td></tr><tr class="head"><td>新建</td><td>改建</td></tr>
<tr><td>小型</td><td>10</td><td>6</td><td class="l">面积不少于八十平方米，餐位不少于三十个</td></tr>
<tr><td>中型</td><td>18</td><td>11</td><td class="l">面积不少于一百五十平方米，餐位不少于六十个，并设有助餐配送专用通道</td></tr>
<tr><td>大型</td><td>30</td><td>20</td><td class="l">面积不少于三百平方米</td></tr></table>
<p class="note">注：改建项目须通过消防验收。</p>
<p style="margin-top:10pt">各区上半年就餐情况如下，供各单位参考。</p>
<p class="cap">表2　上半年就餐情况</p>
<table class="plain"><tr><td>区名</td><td>食堂数量（家）</td><td>就餐人次</td><td>补贴金额（元）</td></tr><tr><td>青禾区</td><td>18</td><td>412,600</td><td>2,475,600</td></tr><tr><td>云岭区</td><td>25</td><td>690,130</td><td>4,140,780</td></tr><tr><td>南屿区</td><td>9</td><td>150,044</td><td>900,264</td></tr><tr><td>合计</td><td>52</td><td>1,252,774</td><td>7,516,644</td></tr></table>
<p style="margin-top:10pt">以上数据由各区民政部门报送，市民政局汇总核定。</p>`,
);

/** Text around a picture of a table. */
export const mixedPage = (picture) =>
  html(
    `@page{${sheet};margin:60pt}body{font-size:14pt;line-height:26pt}img{display:block;width:420pt;margin:12pt auto}`,
    `<p>根据南屿市公共自行车服务价格管理规定，现将租用收费标准公布如下，请各运营单位遵照执行。</p><img src="${picture}"><p>本标准自公布之日起执行，由市交通运输局负责解释。</p>`,
  );

/** The picture of the table. */
export const tablePicture = `<!doctype html><meta charset="utf-8"><style>body{font-family:"Noto Sans CJK SC";margin:20px;background:#fff}table{border-collapse:collapse;font-size:30px}td{border:2px solid #222;padding:14px 26px;text-align:center}</style><table><tr><td>租用时长</td><td>普通用户</td><td>月卡用户</td></tr><tr><td>一小时以内</td><td>免费</td><td>免费</td></tr><tr><td>一至三小时</td><td>每小时1元</td><td>每小时0.5元</td></tr><tr><td>超过三小时</td><td>每小时3元</td><td>每小时2元</td></tr></table>`;

const lines = articles.flatMap((text, i) => {
  const whole = `　　第${numerals[i]}条　${text}`;
  return Array.from({ length: Math.ceil(whole.length / 26) }, (_, n) => whole.slice(n * 26, n * 26 + 26));
});

/** Numbers of the lines in the margin, a watermark aslant and one upright, a vertical line, a page mark inside a sentence. */
export const marginPage = html(
  `@page{${sheet};margin:0}.sheet{position:relative;width:595pt;height:840pt;overflow:hidden;break-after:page}.l{position:absolute;left:90pt;width:450pt;font-size:16pt;line-height:28pt;white-space:pre}.n{position:absolute;left:50pt;width:20pt;text-align:right;font-size:9pt;line-height:28pt}.w{position:absolute;left:80pt;top:330pt;font-size:60pt;color:#ddd;transform:rotate(-40deg)}.u{position:absolute;left:150pt;top:250pt;font-size:64pt;color:#e4e4e4}.v{position:absolute;left:560pt;top:120pt;font-size:10pt;writing-mode:vertical-rl}.m{position:absolute;left:0;width:595pt;text-align:center;font-size:12pt}`,
  [lines.slice(0, 12), lines.slice(12)]
    .map(
      (part, page) =>
        `<div class="sheet"><span class="w">临江民政内部资料</span><span class="u">征求意见</span>${part
          .map(
            (line, i) =>
              `<span class="n" style="top:${90 + i * 28}pt">${i + 1}</span><span class="l" style="top:${90 + i * 28}pt">${line}</span>`,
          )
          .join(
            '',
          )}<span class="v">密封线内不得答题</span><span class="m" style="top:${110 + part.length * 28}pt">第 ${page + 1} 页 共 2 页</span></div>`,
    )
    .join(''),
);

const odt = (styles, automatic, master, body) => `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Noto Serif CJK SC" svg:font-family="'Noto Serif CJK SC'" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"/><style:font-face style:name="Noto Sans CJK SC" svg:font-family="'Noto Sans CJK SC'" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name-asian="Noto Serif CJK SC" fo:font-size="14pt" style:font-size-asian="14pt" fo:language="en" style:language-asian="zh" style:country-asian="CN"/></style:default-style>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:text-indent="28pt" fo:line-height="24pt" fo:text-align="justify"/></style:style>
<style:style style:name="Heading_20_1" style:family="paragraph" style:default-outline-level="1"><style:paragraph-properties fo:text-align="center" fo:line-height="32pt"/><style:text-properties style:font-size-asian="18pt" fo:font-size="18pt"/></style:style>
<style:style style:name="Heading_20_2" style:family="paragraph" style:default-outline-level="2"><style:paragraph-properties fo:text-indent="28pt" fo:line-height="26pt"/></style:style>
<style:style style:name="Head" style:family="paragraph"><style:text-properties style:font-size-asian="9pt" fo:font-size="9pt"/></style:style>
<style:style style:name="Note" style:family="paragraph"><style:paragraph-properties fo:line-height="13pt"/><style:text-properties style:font-size-asian="9pt" fo:font-size="9pt"/></style:style>
<style:style style:name="Raised" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<text:notes-configuration text:note-class="footnote" text:citation-body-style-name="Raised" text:citation-style-name="Raised" style:num-format="1" text:start-value="0" text:footnotes-position="page" text:start-numbering-at="page"/>${styles}</office:styles>
<office:automatic-styles><style:page-layout style:name="L" style:page-usage="mirrored"><style:page-layout-properties fo:page-width="420pt" fo:page-height="595pt" fo:margin-top="36pt" fo:margin-bottom="36pt" fo:margin-left="50pt" fo:margin-right="50pt"/><style:header-style><style:header-footer-properties fo:min-height="24pt" fo:margin-bottom="14pt"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="24pt" fo:margin-top="14pt"/></style:footer-style></style:page-layout>${automatic}</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">${master}</style:master-page></office:master-styles>
<office:body><office:text>${body}</office:text></office:body></office:document>`;

const paragraph = (text) => `<text:p text:style-name="Body">${text}</text:p>`;
const note = (number, text) =>
  `<text:note text:id="n${number}" text:note-class="footnote"><text:note-citation>${number}</text:note-citation><text:note-body><text:p text:style-name="Note">${text}</text:p></text:note-body></text:note>`;

/** Footnotes named inside sentences, one of them in a paragraph that goes on over the page. */
export const footnotesText = odt(
  '',
  '',
  '',
  `<text:h text:style-name="Heading_20_1" text:outline-level="1">云州市困难职工帮扶细则</text:h>${[
    `本细则所称困难职工${note(1, '指家庭人均收入低于本市上年度居民人均可支配收入百分之六十的职工。')}，是指与用人单位建立劳动关系、依法缴纳社会保险的劳动者。`,
    `帮扶资金由市总工会专项列支${note(2, '详见《云州市工会经费收支管理办法》第十二条。')}，任何单位和个人不得挤占、截留或者挪用。`,
    ...articles.slice(2, 6),
    `生活救助标准为每户每年三千元至八千元，救助面积按套内建筑面积每平方米（m<text:span text:style-name="Raised">2</text:span>）折算取暖补贴${note(3, '采暖期为每年十一月十五日至次年三月十五日。')}。申请人应当如实填写申请表，提交家庭成员收入证明，由所在单位工会初审后报区总工会复核，区总工会应当在十五个工作日内作出决定并书面告知申请人。`,
    articles[7],
  ]
    .map(paragraph)
    .join('')}`,
);

/** Bookmarks of two levels; heads that differ on odd and even pages, the odd ones naming the chapter. */
export const outlineText = odt(
  '',
  '',
  `<style:header><text:p text:style-name="Head"><text:chapter text:display="name" text:outline-level="1">章</text:chapter></text:p></style:header><style:header-left><text:p text:style-name="Head">云州市志愿服务工作手册</text:p></style:header-left><style:footer><text:p text:style-name="Head">— <text:page-number text:select-page="current">1</text:page-number> —</text:p></style:footer>`,
  ['第一章　总则', '第二章　招募与培训', '第三章　激励与保障']
    .map(
      (title, chapter) =>
        `<text:h text:style-name="Heading_20_1" text:outline-level="1">${title}</text:h>${['（一）基本要求', '（二）具体做法']
          .map(
            (heading, i) =>
              `<text:h text:style-name="Heading_20_2" text:outline-level="2">${heading}</text:h>${[...articles.slice(chapter + i, chapter + i + 4), ...articles.slice(4)].map(paragraph).join('')}`,
          )
          .join('')}`,
    )
    .join(''),
);

const row = (cells, style) =>
  `<table:table-row>${cells.map((cell) => `<table:table-cell table:style-name="Cell"><text:p text:style-name="${style}">${cell}</text:p></table:table-cell>`).join('')}</table:table-row>`;

/** A ruled table over three pages with a repeated header; rows may break at the end of a page. */
export const longTableText = odt(
  '<style:style style:name="In" style:family="paragraph"><style:paragraph-properties fo:line-height="16pt"/><style:text-properties style:font-size-asian="10pt" fo:font-size="10pt"/></style:style>',
  '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.75pt solid #000000" fo:padding="3pt"/></style:style><style:style style:name="T" style:family="table"><style:table-properties style:width="320pt" table:align="margins" style:may-break-between-rows="true"/></style:style><style:style style:name="A" style:family="table-column"><style:table-column-properties style:column-width="40pt"/></style:style><style:style style:name="B" style:family="table-column"><style:table-column-properties style:column-width="90pt"/></style:style><style:style style:name="C" style:family="table-column"><style:table-column-properties style:column-width="190pt"/></style:style>',
  '<style:footer><text:p text:style-name="Head">— <text:page-number text:select-page="current">1</text:page-number> —</text:p></style:footer>',
  `<text:h text:style-name="Heading_20_1" text:outline-level="1">云州市政务服务事项清单</text:h><table:table table:name="T" table:style-name="T"><table:table-column table:style-name="A"/><table:table-column table:style-name="B"/><table:table-column table:style-name="C"/><table:table-header-rows>${row(['序号', '事项名称', '办理要求'], 'In')}</table:table-header-rows>${Array.from({ length: 16 }, (_, i) => row([`${i + 1}`, ['老年人优待证', '社区食堂备案', '志愿者注册', '困难职工认定'][i % 4], `${articles[(i + 3) % 8]}${articles[(i * 3) % 8]}`], 'In')).join('')}</table:table>${paragraph('以上事项由市政务服务中心统一受理。')}`,
);

/** A page of which only the heading stands in a font of its own: its character map is taken out afterwards. */
export const brokenFontText = odt(
  '<style:style style:name="Sans" style:family="text"><style:text-properties style:font-name-asian="Noto Sans CJK SC"/></style:style>',
  '',
  '',
  `<text:h text:style-name="Heading_20_1" text:outline-level="1"><text:span text:style-name="Sans">云岭区停车泊位管理通告</text:span></text:h>${['自本通告发布之日起，老旧小区周边道路夜间泊位向居民开放，每晚收费不超过五元。', '具体路段由区城市管理局另行公布。'].map(paragraph).join('')}`,
);
