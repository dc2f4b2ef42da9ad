import { type AnyNode, type CheerioAPI, type Element, isElement, isHidden, isSilent, nameTokens, visibleText } from './dom.ts';
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

const furnitureTags = new Set(['nav', 'footer', 'aside', 'menu', 'dialog']);
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
    '^建议使用.{0,40}(分辨率|浏览器).{0,20}$',
  ].join('|'),
);

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

/**
 * Takes navigation, sharing tools, footers and hidden copies out of the page. An element that holds a third or more of the page's
 * text is kept whatever its name, because names lie.
 */
export function removeFurniture($: CheerioAPI): void {
  const body = $('body').get(0);
  if (!body) return;
  const pageText = squeeze(visibleText(body));
  const isUnseen = hiddenBySheet($);
  const visit = (element: Element): void => {
    for (const child of [...element.children]) {
      if (!isElement(child)) continue;
      if (isDispensable($, child, pageText, isUnseen)) $(child).remove();
      else visit(child);
    }
  };
  visit(body);
}

function isDispensable($: CheerioAPI, element: Element, pageText: string, isUnseen: (element: Element) => boolean): boolean {
  if (isLinkList($, element) || isTabList($, element)) return true;
  const hidden = isHidden(element) || isUnseen(element);
  const pageHeader = element.name === 'header' && $(element).closest('article, main').length === 0;
  if (!hidden && !pageHeader && !isFurnitureElement(element)) return false;
  const text = squeeze(visibleText(element));
  if (hidden && text.length < 800 && countLabels(text) >= 3) return false;
  if (!hidden && headsArticle($, element)) return false;
  if (text.length * 3 < pageText.length) return true;
  return hidden && standsTwice(text, pageText);
}

/** The head of an article is called as that of a site is, but it holds data of the article or the heading that names the window. */
function headsArticle($: CheerioAPI, element: Element): boolean {
  if (element.name === 'nav' || element.name === 'footer') return false;
  const window = squeeze($('title').first().text());
  const heading = squeeze($(element).find('h1, h2').first().text());
  const isName = /(网|网站|门户|政府|局|厅|委|委员会|中心|办公室)$/.test(heading);
  return countLabels(visibleText(element)) >= 2 || (heading.length >= 6 && !isName && window.startsWith(heading));
}

/** A link that is drawn as a button: 在线办理, 收藏. */
export function isButton(element: Element): boolean {
  const isNamed = nameTokens(element).some((token) => /^(btn|button)([-_]|$)|[-_](btn|button)$/.test(token));
  return element.name === 'button' || (element.name === 'a' && isNamed && squeeze(visibleText(element)).length <= 8);
}

/** A list whose every entry comes back as a heading of the page leads to parts of the page. */
function isTabList($: CheerioAPI, element: Element): boolean {
  if (element.name !== 'ul' && element.name !== 'ol') return false;
  const entries = $(element)
    .children('li')
    .toArray()
    .map((entry) => squeeze(visibleText(entry)));
  if (entries.length < 2 || entries.some((entry) => entry === '' || entry.length > 16)) return false;
  const headings = new Set(
    $('h2, h3, h4, h5')
      .toArray()
      .map((heading) => squeeze(visibleText(heading))),
  );
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
  /^[【[]?(相关|推荐|热点|热门|延伸|更多|最新|猜你)(文章|文档|新闻|阅读|链接|信息|报道|推荐|内容|稿件|政策|解读|喜欢|关注)/;

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
function isLinkList($: CheerioAPI, element: Element): boolean {
  if (!/^(div|section|ul|dl|table|td|aside)$/.test(element.name) || !linkListTitle.test(firstWords(element))) return false;
  const text = squeeze(visibleText(element));
  const links = $(element).find('a').toArray();
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
