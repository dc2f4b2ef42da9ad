import type { ParsedSource } from '../../blocks.ts';
import { surroundingsOf } from './content.ts';
import { type CheerioAPI, type Element, elementsBelow, tidy, visibleText } from './dom.ts';
import { isFurnitureLine } from './furniture.ts';

const documentExtension = /\.(pdf|docx?|wps|xlsx?|et|csv|pptx?|dps|rtf|txt|ofd|zip|rar|7z|tif|ceb|cebx)$/i;
const downloadAddress = /(^|[/_.-])(attach(ment)?s?|download|downfile|filedown|fujian)([/_.?-]|$)/i;

/** The page's own address: canonical link, og:url, the Url meta tag, or the comment a browser leaves in a saved page. */
export function addressOf($: CheerioAPI, html: string): string | null {
  const found = [
    $('link[rel=canonical]').attr('href'),
    $('meta[property="og:url"]').attr('content'),
    $('meta')
      .filter((_, meta) => meta.attribs.name?.toLowerCase() === 'url')
      .attr('content'),
    html.slice(0, 4000).match(/<!--\s*saved from url=\(\d+\)(\S+?)\s*-->/i)?.[1],
    $('base').attr('href'),
  ];
  return found.map((value) => value?.trim() ?? '').find((value) => /^https?:\/\//i.test(value)) ?? null;
}

/** Files and links of the article, with absolute addresses where the page tells its own. */
export function linksOf($: CheerioAPI, content: Element, address: string | null): Pick<ParsedSource, 'attachments' | 'links'> {
  const base = absolute($('base').attr('href') ?? '', address) ?? address;
  const attachments = new Map<string, string>();
  const links = new Map<string, string>();
  const take = (anchor: Element, filesOnly: boolean): void => {
    const url = absolute(anchor.attribs.href ?? '', base);
    if (!url) return;
    const label = visibleText(anchor) || tidy(anchor.attribs.title ?? anchor.attribs.alt ?? '');
    if (isFile(anchor, url, label)) {
      if (!attachments.get(url)) attachments.set(url, nameOf(anchor, label, url));
    } else if (!filesOnly && label !== '' && !isFurnitureLine(label) && !links.has(url)) links.set(url, label);
  };
  for (const anchor of anchorsIn(content)) take(anchor, false);
  for (const beside of attachmentLists(content)) for (const anchor of anchorsIn(beside)) take(anchor, true);
  return {
    attachments: [...attachments].map(([url, name]) => ({ name, url })),
    links: [...links].map(([url, label]) => ({ label, url })),
  };
}

const anchorsIn = (root: Element) =>
  elementsBelow(root).filter(({ name, attribs }) => name === 'a' && attribs.href !== undefined);

const namesAttachments = ({ attribs }: Element) =>
  /attach|annex|fujian|accessory|appendix/.test(attribs.class ?? '') || /attach/.test(attribs.id ?? '');

/** Elements near the article that list its attachments: named so, or beginning with 附件. */
function attachmentLists(content: Element): Element[] {
  const near = surroundingsOf(content);
  return near.flatMap((element) => {
    if (namesAttachments(element) || /^(相关)?附件/.test(visibleText(element))) return [element];
    return elementsBelow(element).filter(namesAttachments);
  });
}

/** True for a link that looks like a file by its address, its words or its attributes. */
export function isFileLink(anchor: Element): boolean {
  return isFile(anchor, anchor.attribs.href ?? '', visibleText(anchor));
}

function isFile(anchor: Element, url: string, label: string): boolean {
  if (anchor.children.some((child) => child.type === 'tag' && child.name === 'img') && label === '') return false;
  const path = safePath(url);
  if (documentExtension.test(path)) return true;
  const named = [label, anchor.attribs.download ?? '', anchor.attribs.title ?? ''].some((text) =>
    documentExtension.test(text.trim()),
  );
  return named && (downloadAddress.test(url) || 'download' in anchor.attribs || /attach|file/i.test(anchor.attribs.class ?? ''));
}

function nameOf(anchor: Element, label: string, url: string): string {
  const given = label || anchor.attribs.download || '';
  return given !== '' ? given : (safePath(url).split('/').at(-1) ?? url);
}

function safePath(url: string): string {
  const path = url.replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** An http address, resolved against the base; null for scripts, mail and places inside the page. A relative one stays as it is without a base. */
function absolute(href: string, base: string | null): string | null {
  const value = href.trim();
  if (value === '' || value.startsWith('#')) return null;
  try {
    const url = base ? new URL(value, base) : new URL(value);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    if (base && url.hash !== '' && url.href.split('#')[0] === base.split('#')[0]) return null;
    return url.href;
  } catch {
    return /^[a-z][a-z0-9+.-]*:/i.test(value) ? null : value;
  }
}
