import {
  type AnyNode,
  type CheerioAPI,
  type Element,
  elementsBelow,
  firstBelow,
  isElement,
  isHidden,
  isInvisible,
  isSilent,
  nameTokens,
  setChildren,
  visibleText,
} from './dom.ts';
import { countLabels } from './labels.ts';

/**
 * What page templates call the parts that surround an article: whole class or id names, or their first part
 * (`header-menu`, `nav__slot`, `footer2`).
 */
const surroundings = new Set(
  (
    'nav navbar navigation mainnav subnav menu sidemenu topmenu topnav crumb crumbs breadcrumb breadcrumbs curb curmb bread dqwz mbx ' +
    'footer foot footbox bottombox copyright header topbar head share jiathis bdshare bdsharebuttonbox bshare ewm qrcode qr erweima ' +
    'toolbar fontsize setfont fontset pager pagination pagebar prevnext backtop gotop totop gototop friendlink friendlinks ' +
    'search searchbox hotsearch login sidebar quickbar pinglun related relate xgwz xgnews xglj recommend advert ideconac jiucuo ' +
    'wza slh sitemap modal popup'
  ).split(' '),
);
/** Tools that are also named last: `article-share`, `content_qrcode`. */
const tools = new Set(
  'nav navbar menu crumb crumbs breadcrumb share ewm qrcode erweima pager pagination prevnext fontsize related'.split(' '),
);
/** Heads and feet of the site, named last (`site-head`, `page-footer`), unless the first part says that they are of the article. */
const ends = new Set('head header foot footer topbar'.split(' '));
const ofArticle = new Set('article news content detail info main text post policy title doc xl zw'.split(' '));
/** Common words that mean furniture only when they are the whole name. */
const wholeNames = new Set('position location print prev next others comment comments banner top bottom'.split(' '));

const furnitureTags = new Set(['nav', 'footer', 'aside', 'menu', 'dialog', 'marquee']);
const furnitureRoles = new Set(['navigation', 'banner', 'contentinfo', 'search', 'complementary', 'dialog', 'menu']);

/** Lines that are only a control or a label of the page, whole. */
const furnitureLine = new RegExp(
  '^[【\\[〖|｜·>›»\\s]*(' +
    [
      '无障碍(阅读|浏览|版)?|长者(助手|版|专区|模式)|关怀版|适老化|简体(版|中文)?|繁[体體](版|中文)?|英文版|EN|English|登录|注册|退出|收藏|我的收藏',
      '首页|政务公开|政务服务|互动交流|网站地图|联系我们|关于我们|使用帮助|隐私(声明|安全)|加入收藏|设为首页',
      '打印(本页|页面|此页|文章|文件)?|关闭(本页|窗口|页面)?|分享(到|至)?|转发|点赞|返回(顶部|首页|上一页|列表)?|回到顶部|TOP',
      '扫一扫.{0,14}|手机(扫一扫|看|浏览).{0,10}|微信扫一扫.{0,14}|下载(文字版|图片版|原文|打印版)',
      '上一(篇|页|条)[:：]?.{0,60}|下一(篇|页|条)[:：]?.{0,60}|相关(链接|文章|稿件|新闻|推荐|信息|阅读|附件)|延伸阅读|热点推荐|猜你喜欢',
      '((返回(顶部|首页|上一页|列表)?|打印(本页|此页)?|关闭(本页|窗口|页面)?|加入收藏|收藏|分享)[【】|｜\\s]*){2,6}',
      '搜索(热词)?|热门搜索|高级搜索|字(体|号)(大小)?([:：]?\\s*[【\\[]?\\s*(大|中|小|超大|特大|A[-+]?)?(\\s*[|｜]?\\s*(大|中|小|超大|A[-+]?))*)?',
      '((有|没有?|无)(帮助|用)\\s*([(（]\\s*\\d+\\s*[)）]|\\s\\d+)?[\\s|｜/]*){2}',
      '浏览(次数|量|数)?|点击(量|数|率)?|访问量|阅读(量|次数|数)?|网站支持\\s*IPv6',
      '(您|你)?(当前|现在|目前)?(的|所在)*(位置)(是)?(\\s*[:：].{0,80})?',
      '您对(该|此|本)?(事项|页面|文章|内容|信息|回复|解读|办理结果)?是否满意[？?]?.{0,30}|(非常满意|不满意|基本满意|满意|一般)([\\s|｜]+(非常满意|不满意|基本满意|满意|一般))+',
      '(共(收到|有)?(意见|建议|评论|留言)?\\s*\\d+\\s*条[，,\\s]*)?(查看(反馈|采纳|征集)(情况|结果)?|我要(留言|评论|提意见|提建议|纠错))',
    ].join('|') +
    ')[】\\]〗|｜:：\\s\\d次-]*$',
  'i',
);

/** Lines that only the head or the foot of a site has: the record number every site must show, who runs it, rows of its links. */
const siteLine = new RegExp(
  [
    '[\\u4e00-\\u9fff]ICP备\\s*\\d{5,}号|公网安备\\s*\\d{5,}号?|^(政府)?网站标识码\\s*[:：]',
    '^(网站)?主办(单位)?\\s*[:：].{2,40}(承办|协办|技术支持|运行维护|维护)(单位)?\\s*[:：]',
    '^分享(到|至)?\\s*[:：]?\\s*((微信|(新浪)?微博|QQ(空间|好友)?|朋友圈|复制链接|更多)[\\s|｜、]*)+$',
    '^((网站地图|站点地图|关于我们|联系我们|隐私(声明|政策)|版权(声明|保护)|版权所有|法律声明|网站声明|使用帮助|加入收藏|设为首页|返回首页|首页|返回列表)[\\s|｜·-]*){2,}$',
    '(无障碍(浏览|阅读)?|长辈版|长者版|关怀版|适老版|English|简体|繁体)[\\s|｜]*(登录[\\s|｜/]*注册|登录|English)$',
    '^(建议|请)使用.{0,40}(分辨率|浏览器|浏览).{0,20}$|^最佳(浏览|分辨率)',
    '^(版权所有|Copyright|©|All rights reserved)|版权所有\\s*(翻印|侵权|未经|©|$)',
    '(?:^|\\s)(您|你)是第?.{0,12}(位|名)?(访问者|来访者|访客)|切换(区域|城市|站点)[】\\])）]?$|^(今日|总)?访问(量|人数|次数)?\\s*[:：]\\s*\\d+',
  ].join('|'),
);

/** Words of tools; a line of nothing but these and marks between them is one of tools, e.g. 【字体：大 中 小】【打印本页】. */
const toolWords =
  '字体大小|字体|字号|超大|特大|大|中|小|默认|打印本页|打印此页|打印页面|打印文章|打印|关闭窗口|关闭本页|关闭页面|关闭|E-?mail推荐|推荐给好友|推荐|收藏本页|加入收藏|收藏|' +
  '我要纠错|网页纠错|纠错|错误报告|分享到|分享|转发|正文下载|全文下载|下载文字版|下载图片版|返回顶部|返回首页|返回列表|返回目录|返回上页|返回|首页|繁体|简体|放大|缩小|语音播报|朗读|听全文|' +
  '复制链接|微信|新浪微博|腾讯微博|人人网|微博|QQ空间|QQ好友|QQ|豆瓣|开心网|更多|阅读原文|阅读|在看|点赞|赞|评论|留言|上一条|下一条|上一篇|下一篇|上一页|下一页|没有了|尾页|' +
  '在线办理|立即办理|我要办理|我要预约|我要咨询|我要收藏|我要评价|我要留言|我要投诉|我要提意见|在线咨询|在线预约|在线申报|办事指南下载|我的办件|' +
  '点击(?:上方|下方)?(?:蓝字|名片)?关注(?:我们)?|长按(?:识别)?二维码.{0,12}|END';
const toolWord = new RegExp(toolWords, 'gi');

/** True for a line of tools or places of the site that stands at the edge of the text; in its middle such words may be text. */
export function isToolLine(line: string): boolean {
  return (line.length <= 120 && isOnlyTools(line)) || (line.length <= 160 && isMenuLine(line));
}

function isOnlyTools(line: string): boolean {
  const rest = line.replace(toolWord, '');
  return rest !== line && /^[\s\d.万|｜/·、，,:：>＞【】[\]（）()-]*$/.test(rest);
}

/** Places of a site in a row: 首页 | 机构职能 | 政务公开, 首页 > 政策 > 市政府文件. */
function isMenuLine(line: string): boolean {
  const places = line
    .replace(/^(?:您|你)?(?:当前|现在)?(?:的)?(?:所在)?位置\s*[:：]\s*/, '')
    .split(/[\s|｜>＞»/·-]+/)
    .filter((place) => place !== '');
  return (
    places.length >= 2 &&
    /^(?:网站)?首页$/.test(places[0]!) &&
    places.every((place) => place.length <= 24 && !/[。；，]/.test(place))
  );
}

/** Above a text: its place in the site, from the site's name down (某市交警 > 通告公告). */
export function isPlaceLine(line: string): boolean {
  return line.length <= 80 && /^[^>＞»›。；，：]{2,20}(?:\s*[>＞»›]\s*[^>＞»›。；，：]{2,20}){1,5}\s*[>＞»›]?$/.test(line);
}

/** True for a line of text that is only page furniture, such as 打印 or 分享到, or the record number of the site. */
export function isFurnitureLine(line: string): boolean {
  return (line.length <= 80 && furnitureLine.test(line)) || (line.length <= 120 && !/。/.test(line) && siteLine.test(line));
}

function isFurnitureElement(element: Element): boolean {
  if (furnitureTags.has(element.name)) return true;
  if (furnitureRoles.has(element.attribs.role?.toLowerCase() ?? '')) return true;
  return nameTokens(element).some((token) => {
    const parts = token.split(/[-_]+|\d+$/).filter(Boolean);
    const [first = '', last = ''] = [parts[0], parts.at(-1)];
    if (ends.has(last) && parts.length > 1 && !ofArticle.has(first)) return true;
    return wholeNames.has(token) || surroundings.has(token) || surroundings.has(first) || tools.has(last);
  });
}

/** What is asked of the page for each of its elements. */
interface PageFacts {
  text: string;
  /** Title of the window. */
  window: string;
  headings: Set<string>;
  isUnseen: (element: Element) => boolean;
}

/**
 * Takes navigation, sharing tools, footers and hidden copies out of the page. An element that holds a third or more of the page's
 * text is kept whatever its name, because names lie.
 */
export function removeFurniture($: CheerioAPI): void {
  const body = $('body').get(0);
  if (!body) return;
  const page: PageFacts = {
    text: squeeze(visibleText(body)),
    window: squeeze($('title').first().text()),
    headings: new Set(
      $('h2, h3, h4, h5')
        .toArray()
        .map((heading) => squeeze(visibleText(heading))),
    ),
    isUnseen: hiddenBySheet($),
  };
  const visit = (element: Element): void => {
    const kept = element.children.filter((child) => !isElement(child) || !isDispensable($, child, page));
    if (kept.length < element.children.length) setChildren(element, kept);
    for (const child of kept) if (isElement(child)) visit(child);
  };
  visit(body);
}

function isDispensable($: CheerioAPI, element: Element, page: PageFacts): boolean {
  if (isInvisible(element) || isLinkList(element) || isTabList(element, page.headings)) return true;
  const hidden = isHidden(element) || page.isUnseen(element);
  if (hidden && answersQuestion(element)) return false;
  const pageHeader = element.name === 'header' && $(element).closest('article, main').length === 0;
  if (!hidden && !pageHeader && !isFurnitureElement(element)) return false;
  const text = squeeze(visibleText(element));
  if (hidden && text.length < 800 && countLabels(text) >= 3) return false;
  if (!hidden && headsArticle(element, page.window)) return false;
  if (text.length * 3 < page.text.length) return true;
  return hidden && standsTwice(text, page.text);
}

/** An answer that the page opens when its question is clicked. */
function answersQuestion(element: Element): boolean {
  let above = element.prev;
  while (above && !isElement(above)) above = above.prev;
  if (!above || element.name === 'form' || firstBelow(element, ({ name }) => /^(form|textarea|select)$/.test(name))) return false;
  const question = visibleText(above);
  if (question.length > 260 || isFurnitureLine(question)) return false;
  const isExplained = above.name === 'dt' && element.name === 'dd' && /。/.test(visibleText(element));
  // Behind the question may stand the sign that opens it.
  return isExplained || /[？?](?:[^\u4e00-\u9fff]{0,3}|\s*(?:展开|收起|查看答案))$/.test(question);
}

/** The head of an article is called as that of a site is, but it holds data of the article or the heading that names the window. */
function headsArticle(element: Element, window: string): boolean {
  if (element.name === 'nav' || element.name === 'footer') return false;
  const found = firstBelow(element, ({ name }) => name === 'h1' || name === 'h2');
  const heading = found ? squeeze(visibleText(found)) : '';
  const isName = /(网|网站|门户|政府|局|厅|委|委员会|中心|办公室)$/.test(heading);
  return countLabels(visibleText(element)) >= 2 || (heading.length >= 6 && !isName && window.startsWith(heading));
}

/** A link that is drawn as a button: 在线办理, 收藏. */
export function isButton(element: Element): boolean {
  const isNamed = nameTokens(element).some((token) => /^(btn|button)([-_]|$)|[-_](btn|button)$/.test(token));
  return element.name === 'button' || (element.name === 'a' && isNamed && squeeze(visibleText(element)).length <= 8);
}

/** A list whose every entry comes back as a heading of the page leads to parts of the page. */
function isTabList(element: Element, headings: Set<string>): boolean {
  if (element.name !== 'ul' && element.name !== 'ol') return false;
  const entries = element.children
    .filter((child) => isElement(child) && child.name === 'li')
    .map((entry) => squeeze(visibleText(entry)));
  if (entries.length < 2 || entries.some((entry) => entry === '' || entry.length > 16)) return false;
  return entries.every((entry) => headings.has(entry));
}

/** Simple rules of the page's own style sheets that hide a class or an id; rules for printers and phones aside. */
function hiddenBySheet($: CheerioAPI): (element: Element) => boolean {
  const hidden = new Set<string>();
  for (const style of $('style').toArray()) {
    for (const { selector, body } of rulesOf($(style).text())) {
      if (!/display\s*:\s*none/i.test(body)) continue;
      for (const part of selector.split(',')) if (/^\s*[.#][\w-]+\s*$/.test(part)) hidden.add(part.trim());
    }
  }
  if (hidden.size === 0) return () => false;
  return ({ attribs }) =>
    hidden.has(`#${attribs.id ?? ''}`) || (attribs.class ?? '').split(/\s+/).some((name) => hidden.has(`.${name}`));
}

/** Rules of a style sheet that stand outside of @media and the like. */
function* rulesOf(sheet: string): Generator<{ selector: string; body: string }> {
  let depth = 0;
  let start = 0;
  let open = 0;
  for (let i = 0; i < sheet.length; i++) {
    if (sheet[i] === '{' && depth++ === 0) open = i;
    if (sheet[i] !== '}' || depth === 0 || --depth > 0) continue;
    const selector = sheet.slice(start, open);
    if (!selector.trimStart().startsWith('@')) yield { selector, body: sheet.slice(open + 1, i) };
    start = i + 1;
  }
}

const linkListTitle =
  /^[【[]?(相关|推荐|热点|热门|延伸|更多|最新|猜你|往期|精彩)(文章|文档|新闻|阅读|链接|信息|报道|推荐|内容|稿件|政策|解读|喜欢|关注|推荐|回顾|精彩)/;

/** True for a line that heads a list of other pages: 相关链接, 往期推荐. */
export function isLinkListTitle(line: string): boolean {
  return line.length <= 12 && linkListTitle.test(line);
}

/** The first twenty characters or so, without reading the rest of a large element. */
function firstWords(element: Element): string {
  let words = '';
  const visit = (node: AnyNode): void => {
    if (words.length >= 20) return;
    if (node.type === 'text') words += squeeze(node.data);
    else if (isElement(node) && !isSilent(node)) for (const child of node.children) visit(child);
  };
  visit(element);
  return words;
}

/** 相关文章 and the like with nothing but links below. */
function isLinkList(element: Element): boolean {
  if (!/^(div|section|ul|dl|table|td|aside)$/.test(element.name) || !linkListTitle.test(firstWords(element))) return false;
  const text = squeeze(visibleText(element));
  const links = elementsBelow(element).filter(({ name }) => name === 'a');
  const linked = links.reduce((sum, link) => sum + squeeze(visibleText(link)).length, 0);
  return (
    links.length >= 2 &&
    linked > (text.length - 6) * 0.7 &&
    !links.some((link) => /\.(docx?|pdf|xlsx?|wps|zip|rar)$/i.test(link.attribs.href ?? ''))
  );
}

/** A large hidden element is a copy (for reading aloud, for a phone) when words from its middle occur elsewhere too. */
function standsTwice(text: string, pageText: string): boolean {
  const middle = Math.floor(text.length / 2);
  return pageText.split(text.slice(middle, middle + 12)).length > 2;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}
