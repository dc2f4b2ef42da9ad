import type { DocumentKind } from '../../../domain/document.ts';
import { numberToChinese } from '../../../text/numbers.ts';
import { wrappedNameOf } from '../lines/phrases.ts';
import { halfWidth, ordinalOf } from '../lines/spelling.ts';
import { citedDocuments, namedDocuments } from './cited-documents.ts';
import type { FoundRelation } from './relation-draft.ts';
import { statedConfidence } from './relation-draft.ts';

/** A forerunner that only the name of this edition lets expect. */
const predictedConfidence = 0.6;

/** Relations that the title tells: what it carries, amends, ends, explains or carries out, and the edition before it. */
export function relationsOfTitle(title: string, wrappedTitle: string | null, kind: DocumentKind): FoundRelation[] {
  const found: FoundRelation[] = [];
  const add = (relation: FoundRelation['kind'], target: { title: string | null; number: string | null }, confidence?: number) =>
    found.push({
      kind: relation,
      title: target.title,
      number: target.number,
      evidence: title,
      confidence: confidence ?? statedConfidence(target.number),
    });
  if (kind === 'interpretation') {
    for (const target of explained(title)) add('interprets', target);
    return found;
  }
  if (kind === 'faq_list') for (const target of citedDocuments(halfWidth(title))) add('interprets', target, 0.8);
  if (kind === 'news' || kind === 'faq_list') return found;
  const name = wrappedTitle ?? wrappedNameOf(title) ?? title;
  for (const previous of previousEditions(name)) add('supersedes', { title: previous, number: null }, predictedConfidence);
  for (const target of carried(title, wrappedTitle)) add('transmits', target);
  for (const target of objectsOf(title, /关于(?:修改|修订|修正)(.+?)(?:的(?:决定|通知|公告|命令|令)|$)/)) add('amends', target);
  for (const target of objectsOf(
    title,
    /(?:关于|决定)(?:废止|宣布废止|宣布失效|停止执行|撤销)(.+?)(?:的(?:决定|通知|公告|通告|命令|令)|$)/,
  ))
    add('repeals', target);
  for (const target of objectsOf(title, /关于(?:宣布|停止执行)(.+?)(?:失效|废止)(?:的(?:决定|通知|公告|通告)|$)/))
    add('repeals', target);
  for (const target of objectsOf(title, /关于(?:延长|延续|顺延|调整)(.+?)(?:的)?(?:有效期|施行期|实施期|执行期|试行期)/))
    add('prolongs', target);
  for (const target of objectsOf(
    title,
    /关于(?:继续(?:实施|执行|施行|适用)|延续(?:实施|执行|施行)?)(.+?)(?:的(?:决定|通知|公告|通告)|$)/,
  ))
    add('prolongs', target);
  for (const target of objectsOf(title, /(?:贯彻落实|贯彻实施|贯彻执行|贯彻|落实|实施|执行)(?=《)(.+?)(?:的|$)/))
    add('implements', target, 0.8);
  const whole = /^(.{4,60}?)(?:的)?(?:实施细则|实施办法|实施意见)(?:[（(].*)?$/.exec(name)?.[1];
  if (whole && /(?:办法|条例|规定|法|决定|意见)$/.test(whole)) add('implements', { title: unquoted(whole), number: null }, 0.8);
  return found;
}

const unquoted = (text: string) => text.replace(/^实施?《|^《|》$/g, '');

/** Titles in 《》 that a pattern has in its first group, else the bare words where they read like one title. */
function objectsOf(title: string, pattern: RegExp): { title: string | null; number: string | null }[] {
  const object = pattern.exec(title)?.[1];
  if (!object) return [];
  const quoted = namedDocuments(halfWidth(object));
  if (quoted.length > 0) return quoted;
  const bare = object.replace(/(?:等)?(?:部分|有关|若干|个别)?(?:条款|内容|条文)$/, '').replace(/的$/, '');
  const isList =
    /^(?:和|与|、|部分|一批|若干|有关|等|以下|下列)|(?:部分|若干|一批|[一二三四五六七八九十\d]+(?:件|部|个|项))|文件$|规章$|法规$|目录/.test(
      bare,
    );
  return isList || bare.length < 6 || /[《》]/.test(bare) ? [] : [{ title: bare, number: null }];
}

/** 印发, 转发, 发布 …: the text that the notice carries. */
function carried(title: string, wrappedTitle: string | null): { title: string | null; number: string | null }[] {
  if (!/印发|发布|公布|颁布|转发|批转|下发/.test(title)) return [];
  const name = wrappedTitle ?? wrappedNameOf(title);
  const quoted = citedDocuments(halfWidth(title));
  if (!name && quoted.length === 0) {
    // 转发省民政厅关于…的通知: the carried text bears the same last word.
    const bare = /(?:转发|批转)(.{6,}(?:通知|意见|函|办法|公告|决定))$/.exec(title)?.[1];
    return bare ? [{ title: bare, number: null }] : [];
  }
  if (!name) return /转发|批转/.test(title) ? quoted : [];
  const number = quoted.find((cited) => cited.title === halfWidth(name))?.number ?? null;
  return [{ title: name, number }];
}

/** What an interpretation is about, from its title. */
function explained(title: string): { title: string | null; number: string | null }[] {
  const quoted = citedDocuments(halfWidth(title));
  if (quoted.length > 0) return quoted;
  const plain = title.replace(/^(?:[【[（(][^】\]）)]{1,8}[】\])）])/, '').trim();
  const bare =
    /^(?:关于)?(.{6,80}?)的?(?:政策|图文|文字|专家|部门|官方|动漫|视频)?(?:解读|图解|政策说明|起草说明|编制说明)/.exec(
      plain,
    )?.[1] ?? /^(?:一图(?:读懂|看懂|解读)|图解|图说|解读|政策解读|一文读懂)[:：|丨｜ ]*(.{6,80})$/.exec(plain)?.[1];
  return bare ? [{ title: bare.replace(/[|丨｜:：_ ]+$/, ''), number: null }] : [];
}

/** Names that the edition before this one can have borne; empty where the name tells no edition. */
function previousEditions(title: string): string[] {
  const plain = title.trim();
  const numbered = /^(.+[（(](?:试行)?第)([一二三四五六七八九十]{1,3}|\d{1,2})(版.{0,6}[）)])$/.exec(plain);
  if (numbered) {
    const edition = ordinalOf(numbered[2]!) ?? 0;
    if (edition < 2) return [];
    return [numbered[1]! + (/^\d/.test(numbered[2]!) ? String(edition - 1) : numberToChinese(edition - 1)) + numbered[3]!];
  }
  const revised = /^(.{4,80})[（(](?:修订|修订版|修正|修正版|新修订|\d{4}年?(?:版|修订|修订版|修正|修正版))[）)]$/.exec(plain);
  if (revised) return [revised[1]!];
  const yearly = /^(.{0,20}?)((?:19|20)\d{2})(年度?.{4,60}(?:标准|办法|目录|清单|指引|指南|细则|政策|价格表))$/.exec(plain);
  return yearly && !/\d{4}年/.test(yearly[3]!) ? [`${yearly[1]}${Number(yearly[2]) - 1}${yearly[3]}`] : [];
}
