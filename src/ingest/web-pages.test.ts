import { describe, expect, it } from 'vitest';
import { parseSource } from './load.ts';
import { structureDocument } from './structure/structure.ts';
import { questionAnswerPairs } from './structure/tree/question-answers.ts';

const read = async (body: string, head = '<title>详情</title>') => {
  const html = `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;
  return structureDocument(await parseSource({ path: 'a.html', bytes: new TextEncoder().encode(html) }), '无名');
};

describe('a page of questions whose answers are opened by a click', () => {
  const entry = (question: string, answer: string) =>
    `<dt class="q"><i class="ic">Q</i>${question}</dt><dd style="display:none"><i class="ic">A</i><p>${answer}</p><p>有帮助(3) 没帮助(0)</p></dd>`;
  const page = read(
    `<header><nav>首页 路灯服务</nav></header><main><h1>常见问题</h1>
     <h3 class="cat">开灯</h3><dl>${entry('路灯几点亮？', '夏季十九时，冬季十七时三十分。')}${entry('谁来开灯？', '由云湖市路灯管理处统一开灯。')}</dl>
     <h3 class="cat">报修</h3><dl>${entry('路灯不亮找谁？', '拨打报修电话，二十四小时有人值守。')}</dl></main>`,
    '<title>常见问题 | 云湖市路灯管理中心</title>',
  );

  it('has them all, without icons and counters', async () => {
    expect(questionAnswerPairs((await page).clauses)).toEqual([
      ['路灯几点亮？', '夏季十九时，冬季十七时三十分。'],
      ['谁来开灯？', '由云湖市路灯管理处统一开灯。'],
      ['路灯不亮找谁？', '拨打报修电话，二十四小时有人值守。'],
    ]);
    expect((await page).body).not.toMatch(/帮助/);
  });

  it('is named as its own heading names it', async () => {
    expect(await page).toMatchObject({ title: '常见问题', kind: 'faq_list' });
  });

  it.each([
    '<div class="q">路灯几点亮？<i class="arrow">+</i></div><div class="hide">夏季十九时亮，冬季十七时亮。</div><div>有用 3 没用 0</div>',
    '<style>.fold{display:none}</style><h4>路灯几点亮？</h4><div class="fold"><p>夏季十九时亮，冬季十七时亮。</p></div>',
    '<dl><dt>路灯几点亮</dt><dd style="display:none">夏季十九时亮，冬季十七时亮。</dd></dl>',
  ])('has it also in other forms: %s', async (page) => {
    const { body } = await read(`<h1>云湖市路灯问答</h1>${page}<p>云湖市路灯管理处负责解释，欢迎来电。</p>`);
    expect(body).toContain('夏季十九时亮，冬季十七时亮。');
    expect(body).not.toContain('没用');
  });

  it('keeps what stands hidden below the question of a form away', async () => {
    const { body } = await read(
      '<h1>云湖市路灯办法</h1><p>为了按时开灯，制定本办法。路灯由路灯管理处负责。</p><div>您对本页面是否满意？</div><div style="display:none">请写下意见</div>',
    );
    expect(body).not.toContain('请写下意见');
  });
});

const text = '<p>各县（市、区）：</p><p>现将路灯开关时间通知如下，请遵照执行。</p><p>一、按时开灯。</p><p>二、按时关灯。</p>';

describe('the title of a page', () => {
  it('is never the red head of a letter', async () => {
    const found = await read(
      `<marquee>欢迎光临云湖县网站！</marquee><center><font color=red>云湖县人民政府文件</font><br>云政发(1998)12号<hr>
       <b>关于印发《云湖县路灯暂行规定》的通知</b></center><p>各乡(镇)：<p>现将《云湖县路灯暂行规定》印发给你们，请执行。
       <p align=right>一九九八年三月二日<p align=center><b>云湖县路灯暂行规定</b><p>第一条　为了按时开灯，制定本规定。<p>第二条　本规定自公布之日起执行。
       <hr><center><a href=i.htm>返回首页</a> <a href="mailto:a@b.example">给我们写信</a><br>云湖县办公室制作　您是第000017位来访者</center>`,
      '<title>云湖县人民政府文件</title>',
    );
    expect(found).toMatchObject({ title: '关于印发《云湖县路灯暂行规定》的通知', issuer: '云湖县人民政府' });
    expect(found.body).not.toMatch(/欢迎光临|返回首页|来访者/);
  });

  it('is never the place of the page in its site', async () => {
    const title = '云湖市公安局关于灯会期间临时交通管制的通告';
    const found = await read(
      `<div>云湖交警 &gt; 通告公告</div><h2>${title}</h2><div>云公通[2031]7号 2031-02-20 来源：市公安局</div><div>${text}</div>`,
      '<title>通告公告--云湖交警</title>',
    );
    expect(found.title).toBe(title);
    expect(found.body).not.toContain('云湖交警 >');
  });

  it('is that of a draft, not of the words of explanation above its articles', async () => {
    const found = await read(
      `<div>云湖市司法局 &gt; 立法意见征集</div><h1>云湖市路灯条例（草案征求意见稿）</h1><p>发布时间：2031-03-02　来源：云湖市司法局</p>
       <div><b>起草说明</b><p>现行条例施行已久，为了按时开灯，现予修订。</p></div>
       <div><p>第一条　为了按时开灯，制定本条例。</p><p>第二条　路灯由路灯管理处负责。</p><p>第三条　本条例自2031年　月　日起施行。</p></div>`,
      '<title>征求意见</title>',
    );
    expect(found).toMatchObject({ title: '云湖市路灯条例（草案征求意见稿）', kind: 'consultation_draft', effectiveOn: null });
    expect(found.body).toContain('起草说明');
  });

  it('is what the page prints over a dated article, where it shows another one to those who share it', async () => {
    const found = await read(
      `<div>云湖新闻网 APP下载 | 投稿</div><h1>省里拟定条例：路灯应当按时点亮</h1><div>云湖新闻网 2031-03-05 06:40 来源：云湖晚报</div>
       <div><p>本网讯　省司法厅公布条例草案，向社会公开征求意见。</p><p>草案明确，路灯应当按时点亮，违者处罚。</p></div>`,
      '<meta property="og:title" content="我市出台新规：路灯按时点亮"><title>我市出台新规：路灯按时点亮_云湖新闻网</title>',
    );
    expect(found).toMatchObject({ title: '省里拟定条例：路灯应当按时点亮', publishedOn: '2031-03-05' });
    expect(found.warnings.map(({ code }) => code)).toContain('title_uncertain');
  });
});

describe('a large heading with the day of today', () => {
  it('is that of the site', async () => {
    const { title } = await read(
      `<h1>云湖路灯在线</h1><div>今天是2031年3月9日</div><h2>云湖市人民政府关于灯会的决定</h2><div>${text}</div>`,
      '<title>云湖市人民政府关于灯会的决定</title>',
    );
    expect(title).toBe('云湖市人民政府关于灯会的决定');
  });
});

describe('number and days around the article', () => {
  it('are read from lines of their own below the title', async () => {
    const heading = await read(
      `<div>云湖市公报 2031年第4期</div><h1>云湖市人民政府关于灯会的决定</h1><h4>云政〔2031〕11号</h4><div>${text}</div>`,
    );
    expect(heading.documentNumber).toBe('云政〔2031〕11号');
    const cell = await read(
      `<table><tr><td>云湖法规库 | 1995年</td></tr><tr><td align=center><b>云湖市路灯细则</b><br>云政[1995]61号<br>1995年8月20日</td></tr><tr><td>${text}</td></tr></table>`,
      '<title>云湖市路灯细则</title>',
    );
    expect(cell).toMatchObject({ documentNumber: '云政〔1995〕61号', issuedOn: '1995-08-20', publishedOn: null });
  });

  it('are not taken from lists of other documents', async () => {
    const { documentNumber } = await read(
      `<ul><li>云湖市路灯细则<br>云政〔2020〕1号</li><li>云湖市灯会细则<br>云政〔2020〕2号</li></ul><h1>云湖市人民政府关于灯会的决定</h1><div>${text}</div>`,
    );
    expect(documentNumber).toBeNull();
  });

  it('are read from terms and their descriptions', async () => {
    const found = await read(
      `<dl><dt>发布机构</dt><dd>云湖县人民政府</dd><dt>发文日期</dt><dd>2031-05-28</dd><dt>文号</dt><dd>云政规〔2031〕7号</dd></dl>
       <div class="artTitle">云湖县路灯办法</div><div>来源：云湖县办公室 | 2031-06-05 09:00 | <a>语音播报</a></div><div>${text}</div>`,
      '<title>云湖县路灯办法</title>',
    );
    expect(found).toMatchObject({
      documentNumber: '云政规〔2031〕7号',
      issuedOn: '2031-05-28',
      publishedOn: '2031-06-05',
      sourceLabel: '云湖县办公室',
    });
  });

  it('are read from the data for search engines', async () => {
    const head = '<title>云湖县路灯办法</title><meta property="article:published_time" content="2031-03-05T06:40:00+08:00">';
    expect((await read(`<h1>云湖县路灯办法</h1><div>${text}</div>`, head)).publishedOn).toBe('2031-03-05');
  });
});

describe('a matter of a service site whose parts have no telling names', () => {
  const item = (name: string, value: string) =>
    `<div class="item"><div class="k">${name}</div><div class="v">${value}</div></div>`;
  const page = read(
    `<div class="hd">云湖政务服务网 云湖市 [切换区域]</div><div class="name">路灯广告备案</div><div class="dept">云湖市城市管理局</div>
     ${item('办件类型', '即办件')}${item('法定办结时限', '15个工作日')}${item('收费情况', '不收费')}${item('联系电话', '0555-8001234')}
     <h3>受理条件</h3><p>1.有路灯；</p><p>2.有广告。</p><h3>所需材料</h3><ul><li>申请书原件1份</li></ul><h3>办理流程</h3><p>申请、受理、备案。</p>
     <div class="side"><a>立即办理</a><a>预约取号</a></div>`,
    '<title>事项详情</title>',
  );

  it('is named above its data, with who handles it', async () => {
    expect(await page).toMatchObject({ title: '路灯广告备案', issuer: '云湖市城市管理局', kind: 'guide' });
  });

  it('keeps its data as a table', async () => {
    const { tables, body } = await page;
    expect(tables[0]!.rows).toEqual([
      ['办件类型', '即办件'],
      ['法定办结时限', '15个工作日'],
      ['收费情况', '不收费'],
      ['联系电话', '0555-8001234'],
    ]);
    expect(body).not.toMatch(/切换区域|预约取号/);
  });

  it('pairs of sentences and lists of pages are no table', async () => {
    const { tables } = await read(
      `<h1>云湖市路灯办法</h1>${text}${['开灯。', '关灯。', '报修。'].map((words) => `<div><div>说明</div><div>${words}</div></div>`).join('')}
       ${['一', '二', '三'].map((words) => `<div><div><a href="${words}">云湖要闻${words}</a></div><div>2031-01-01</div></div>`).join('')}`,
    );
    expect(tables).toEqual([]);
  });
});

describe('the first day that a page states', () => {
  const dated = async (first: string, closing: string) =>
    (
      await read(
        `<ul><li>发文字号：云政规〔2030〕9号</li><li>成文日期：2030年12月25日</li><li>发布日期：2031年1月4日</li><li>实施日期：${first}</li></ul>
         <h1>云湖市路灯办法</h1><div><p>第一条　为了按时开灯，制定本办法。</p><p>第二条　路灯由路灯管理处负责。</p><p>第三条　${closing}</p></div>`,
      )
    ).warnings.map(({ code }) => code);

  it.each([
    ['2031年2月1日', '本办法自公布之日起施行。', ['effective_conflict']],
    ['2031年1月4日', '本办法自公布之日起施行。', []],
    ['2030年12月25日', '本办法自印发之日起施行。', []],
    ['2031年2月3日', '本办法自公布之日起30日后施行。', []],
  ])('%s against "%s"', async (first, closing, codes) => {
    expect(await dated(first, closing)).toEqual(codes);
  });
});
