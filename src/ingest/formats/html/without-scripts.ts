import { load } from 'cheerio';

/** The page without anything that runs, loads or leads away; its words and layout stay. */
export function withoutScripts(html: string): string {
  const $ = load(html);
  $('script, iframe, frame, object, embed, link, base, meta, form button, noscript').remove();
  $('*').each((_, element) => {
    if (!('attribs' in element)) return;
    for (const attribute of Object.keys(element.attribs)) {
      const isHandler = attribute.startsWith('on');
      const loads = ['src', 'srcset', 'href', 'background', 'action', 'xlink:href', 'poster', 'data'].includes(attribute);
      if (isHandler || (loads && !/^data:image\/(?:png|jpeg|gif);/i.test(element.attribs[attribute] ?? '')))
        $(element).removeAttr(attribute);
    }
  });
  $('head').prepend(
    '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; style-src \'unsafe-inline\'">',
  );
  return $.html();
}
