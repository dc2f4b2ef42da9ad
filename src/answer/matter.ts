import type { DocumentRecord } from '../domain/document.ts';
import { inOfficialWords, loadSynonyms } from '../text/synonyms.ts';

const synonyms = loadSynonyms();

/** What a title is about, in official words: 住房租赁补贴 of 东堰区住房租赁补贴操作细则. */
export function matterOf(record: DocumentRecord): string {
  const { title, wrappedTitle, jurisdiction } = record;
  const inner = wrappedTitle ?? /[《〈](.+?)[》〉]/.exec(title)?.[1] ?? title.replace(/^.*?关于/, '');
  const place = placeOf(record);
  const bare = [...jurisdiction.path, place ?? ''].filter(Boolean).reduce((rest, name) => rest.replaceAll(name, ''), inner);
  return (inOfficialWords(bare, synonyms) ?? bare)
    .replace(/^(?:印发|调整|提高|进一步|规范|做好|加强|完善|落实|开展|实施|明确|公布|全市|我市|我区|本市|\d{4}年度?)+/, '')
    .replace(
      /(?:的|有关|相关|工作|管理|实施|操作|审核|确认|发放|保障|服务|标准|暂行|试行|若干|事项|问题|办事|申领|申请|规程|规定|办法|细则|方案|通知|通告|公告|意见|指南|条例|须知|决定|[（()）])+$/,
      '',
    );
}

/** The district, county or city that a document is of: as it was read, else as its title or issuer says; null where nothing does. */
export function placeOf({ jurisdiction, title, issuer }: DocumentRecord): string | null {
  const named = /\p{Script=Han}{2}(?:新区|开发区|[区县])(?=\p{Script=Han})/u;
  return (
    jurisdiction.path.at(-1) ??
    named.exec(title.replace(/^.*?关于(?:提高|调整|印发)?/, ''))?.[0] ??
    named.exec(issuer ?? '')?.[0] ??
    null
  );
}
