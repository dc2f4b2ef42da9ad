import { concat, cut, encode } from '../bytes.ts';
import { BROKEN, either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { layer, noticeLayer, OFD, ONE_PAGE, ofd, ofdDocument, ofdParts, pack, pageXml, textObject, XML } from '../office.ts';
import { FIRST, LAST } from '../texts.ts';
import { bombEntry } from '../zip.ts';

const page = 'Doc_0/Pages/Page_0/Content.xml';

export const ofdFiles: HostileFile[] = [
  {
    name: 'ofd/no-document.ofd',
    shows: 'names a document that the package does not hold',
    make: () => pack({ 'OFD.xml': ofdParts()['OFD.xml'] }),
    expect: refused(...BROKEN),
  },
  {
    name: 'ofd/page-missing.ofd',
    shows: 'two pages, the second of which is not in the package',
    make: () =>
      ofd(undefined, { 'Doc_0/Document.xml': ofdDocument(`${ONE_PAGE}<ofd:Page ID="2" BaseLoc="Pages/Page_1/Content.xml"/>`) }),
    expect: either(['file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'ofd/deep-blocks.ofd',
    shows: 'blocks in blocks, 100,000 deep, around a line of text',
    make: () => {
      const deep = `${'<ofd:PageBlock>'.repeat(100_000)}${textObject('底', 200)}${'</ofd:PageBlock>'.repeat(100_000)}`;
      return ofd(pageXml(noticeLayer.replace('</ofd:Layer>', `${deep}</ofd:Layer>`)));
    },
    expect: either([...LIMITS, 'file_damaged'], [FIRST]),
  },
  {
    name: 'ofd/composite-of-itself.ofd',
    shows: 'a compound graphic that draws itself twice',
    make: () => {
      const draw = '<ofd:CompositeObject ID="51" Boundary="0 0 9 9" ResourceID="50"/>';
      const unit = `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50" Width="9" Height="9"><ofd:Content>${draw}${draw}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`;
      return ofd(pageXml(noticeLayer.replace('</ofd:Layer>', `${draw}</ofd:Layer>`)), {
        'Doc_0/PublicRes.xml': `${XML}<ofd:Res ${OFD} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts>${unit}</ofd:Res>`,
      });
    },
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'ofd/boxes-of-nothing.ofd',
    shows: 'boxes of NaN, 1e308, of three numbers and of none, for the page and for a line',
    make: () => {
      const odd = textObject('供水范围以图为准', 160)
        .replace(/Boundary="[^"]*"/, 'Boundary="NaN 1e308 -Infinity"')
        .replace('X="0"', 'X="1e309"');
      const inner = noticeLayer.replace('</ofd:Layer>', `${odd}${odd.replace(/Boundary="[^"]*"/, '')}</ofd:Layer>`);
      return ofd(pageXml(inner), { 'Doc_0/Document.xml': ofdDocument(ONE_PAGE, 'NaN 0 1e308') });
    },
    expect: either(['file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'ofd/page-bomb.ofd',
    shows: 'a page that unpacks to 1 GB of text objects',
    make: () => {
      const unit = Buffer.from(textObject('水', 20).repeat(5000));
      const [head, tail] = pageXml(layer('|')).split('|') as [string, string];
      return ofd(undefined, { [page]: bombEntry('', head, unit, Math.floor(1e9 / unit.length), tail) });
    },
    expect: refused(...LIMITS),
  },
  {
    name: 'ofd/gbk-page.ofd',
    shows: 'a page in GBK, as its XML declaration says',
    make: () => ofd(undefined, { [page]: encode('gbk', pageXml(noticeLayer).replace('UTF-8', 'GBK')) }),
    expect: either(['file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'ofd/two-million-characters.ofd',
    shows: 'a line of two million characters with a distance for each',
    make: () => {
      const long = `<ofd:TextObject ID="77" Boundary="0 0 9 9" Font="3" Size="5"><ofd:TextCode X="0" Y="6" DeltaX="|">${'水'.repeat(2_000_000)}</ofd:TextCode></ofd:TextObject>`;
      const [head, tail] = pageXml(noticeLayer.replace('</ofd:Layer>', `${long}</ofd:Layer>`)).split('|') as [string, string];
      return ofd(undefined, { [page]: concat(head, '5 '.repeat(2_000_000), tail) });
    },
    expect: either(LIMITS, [FIRST]),
  },
  {
    name: 'ofd/glyphs-lie.ofd',
    shows: 'glyph tables that replace characters 0 to 2,147,483,647, and negative ones',
    make: () => {
      const lie =
        '<ofd:CGTransform CodePosition="0" CodeCount="2147483647" GlyphCount="-5"><ofd:Glyphs>1 2 3</ofd:Glyphs></ofd:CGTransform>';
      return ofd(pageXml(noticeLayer.replaceAll('<ofd:TextCode', `${lie}<ofd:TextCode`)));
    },
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'ofd/root-outside.ofd',
    shows: 'the document itself lies at ../../../etc/hostname',
    make: () => {
      const root = ofdParts()['OFD.xml'] as string;
      return ofd(undefined, { 'OFD.xml': root.replace('Doc_0/Document.xml', '../../../../etc/hostname') });
    },
    expect: refused(...BROKEN, 'unsupported_format'),
  },
  {
    name: 'ofd/member-cut-off.ofd',
    shows: 'a sound directory over a page whose packed bytes are cut off',
    make: () => {
      const unit = bombEntry('', '', Buffer.from(pageXml(noticeLayer)), 1);
      return ofd(undefined, { [page]: { ...unit, raw: cut(unit.raw!, 0.3) } });
    },
    expect: refused(...BROKEN),
  },
];
