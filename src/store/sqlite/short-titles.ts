/**
 * Titles are cited in shorter forms than they are printed: without the organ, without the year, without （试行）, the measure for
 * the notice that carries it. A citation may leave words out, but what it says must be so: a document answers to all its
 * shorter forms, a citation only to its own.
 */

const carrying = /^(?:.*?关于)?(?:重新)?(?:印发|发布|公布|颁布|转发|批转|下发)(.+)的(?:通知|公告|通告|决定|函|令)$/u;
const place = /^(?:\p{Script=Han}{2,8}?(?:省|自治区|自治州|市|地区|盟|区|县|旗))+(?=\p{Script=Han}{4})/u;
const year = /^((?:19|20)\d{2})年度?/u;
const edition = /\((?:试行|暂行|修订|修正|修订版|修订稿|\d{4}年?(?:修订|修正|版|修正本|修订版|修正版)?)\)$/u;

/** Shorter names than this are those of many texts. */
const shortest = 6;

const plainTitle = (title: string) =>
  title
    .normalize('NFKC')
    .replace(/[\s《》〈〉«»"“”「」]+/gu, '')
    .toLowerCase()
    .replace(/^[[【(](?:转载|转发|\p{Script=Han}{1,6})[\]】)]/u, '');

/** Without the organ before 关于; the carried text where the title is that of a notice which carries one. */
function core(title: string): string {
  const plain = plainTitle(title);
  const carried = carrying.exec(plain)?.[1];
  if (carried) return carried;
  return plain.replace(/^.{1,40}?(?=关于)/u, '');
}

/** The one form under which a cited title is looked up; null where it is too short to mean one text. */
export function shortTitleKey(title: string | null): string | null {
  const key = core(title ?? '');
  return key.length < shortest ? null : key;
}

/** Every form under which these titles of a document may be cited. */
export function shortTitleNames(titles: (string | null)[]): string[] {
  const names = new Set<string>();
  for (const title of titles) {
    if (title === null) continue;
    const whole = core(title);
    const placeless = [whole, whole.replace(place, '')];
    const yearless = placeless.flatMap((name) => [name, name.replace(year, ''), name.replace(year, '').replace(place, '')]);
    for (const name of yearless)
      for (const form of [name, name.replace(edition, '')]) if (form.length >= shortest) names.add(form);
  }
  return [...names];
}
