import { cut } from '../bytes.ts';
import { BROKEN, either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { laughs, layer, noticeLayer, OFD, ONE_PAGE, ofd, ofdDocument, pageXml, readsFile, textObject, XML } from '../office.ts';
import { FIRST, LAST } from '../texts.ts';

export const ofdFiles: HostileFile[] = [
  {
    name: 'ofd/cut-off.ofd',
    shows: 'cut off at two thirds, the directory is gone',
    make: () => cut(ofd(), 0.66),
    expect: refused('file_damaged'),
  },
  {
    name: 'ofd/billion-laughs.ofd',
    shows: 'a page whose entities grow to 10^10 copies',
    make: () =>
      ofd(pageXml(`${noticeLayer.replace('</ofd:Layer>', `${textObject('&e10;', 150, 150, '')}</ofd:Layer>`)}`, '', laughs(10))),
    expect: either([...LIMITS, 'file_damaged'], [FIRST], ['哈哈嘿嘿哈哈嘿嘿']),
  },
  {
    name: 'ofd/external-entity.ofd',
    shows: 'a page that reads /etc/passwd as its text',
    make: () => ofd(pageXml(layer(textObject('&outside;', 20, 20, '') + textObject(FIRST, 40)), '', readsFile())),
    expect: either(['file_damaged'], [FIRST], ['root:']),
  },
  {
    name: 'ofd/path-escape.ofd',
    shows: 'a second page that lies at ../../../../etc/passwd, a third at /etc/passwd',
    make: () => {
      const outside = ['../../../../../../etc/passwd', '/etc/passwd', 'file:///etc/passwd'];
      const pages = outside.map((path, i) => `<ofd:Page ID="${i + 2}" BaseLoc="${path}"/>`).join('');
      return ofd(undefined, { 'Doc_0/Document.xml': ofdDocument(ONE_PAGE + pages) });
    },
    expect: either(['file_damaged'], [FIRST, LAST], ['root:']),
  },
  {
    name: 'ofd/delta-bomb.ofd',
    shows: 'character distances said to repeat 2,000,000,000 times',
    make: () =>
      ofd(
        pageXml(
          layer(
            textObject(FIRST, 20, 20, 'DeltaX="g 2000000000 5 g 2000000000 5"') + textObject(LAST, 40, 40, 'DeltaX="g -5 g x"'),
          ),
        ),
      ),
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'ofd/template-of-itself.ofd',
    shows: 'a page that is its own background template, as is the template',
    make: () => {
      const template = '<ofd:TemplatePage ID="7" BaseLoc="Pages/Page_0/Content.xml"/>';
      return ofd(pageXml(noticeLayer, '<ofd:Template TemplateID="7"/>'), {
        'Doc_0/Document.xml': ofdDocument(ONE_PAGE, undefined, template),
      });
    },
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'ofd/one-page-100000-times.ofd',
    shows: '100,000 pages that all lie in one part',
    make: () => {
      const pages = Array.from({ length: 100_000 }, (_, i) => `<ofd:Page ID="${i + 1000}" BaseLoc="Pages/Page_0/Content.xml"/>`);
      return ofd(undefined, { 'Doc_0/Document.xml': ofdDocument(pages.join('')) });
    },
    expect: either([...LIMITS, 'file_damaged'], [FIRST]),
  },
  {
    name: 'ofd/encrypted.ofd',
    shows: 'parts encrypted as GM/T 0099 has it, with the list of the encrypted parts beside them',
    make: () => {
      const garbled = Buffer.from('8c1f77a0f05e33d2b6619af4c0e8572d'.repeat(20), 'hex');
      const list = `${XML}<ofd:Encryptions ${OFD}><ofd:EncryptInfo ID="1"><ofd:EncryptScope>All</ofd:EncryptScope></ofd:EncryptInfo></ofd:Encryptions>`;
      return ofd(undefined, {
        'Doc_0/Document.xml': garbled,
        'Doc_0/Pages/Page_0/Content.xml': garbled,
        'Encryptions.xml': list,
      });
    },
    expect: refused('file_encrypted', 'file_damaged'),
  },
  {
    name: 'ofd/blank-page.ofd',
    shows: 'one page with nothing on it',
    make: () => ofd(pageXml(layer(''))),
    expect: refused(...BROKEN),
  },
];
