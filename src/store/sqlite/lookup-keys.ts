/** Forms under which titles, numbers and addresses are found again, however they were typed. */

const compact = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

/** White space removed, NFKC, lower case, without enclosing 《》. Null for an empty title. */
export function titleKey(title: string | null): string | null {
  const key = compact(title ?? '').replace(/^[《〈](.+)[》〉]$/u, '$1');
  return key === '' ? null : key;
}

/** 穗府办规 ( 2022 ) 第013号 -> 穗府办规〔2022〕13号: one bracket, no 第, no zero padding (GB/T 9704-2012). */
export function numberKey(number: string | null): string | null {
  const key = compact(number ?? '')
    .replace(/[〔[【(〈<]+(\d{4})(?:年)?[〕\]】)〉>]+/gu, '〔$1〕')
    .replace(/〕第?0*(\d+)/gu, '〕$1');
  return key === '' ? null : key;
}

/** Scheme, fragment and a last slash do not make another page. */
export function urlKey(url: string | null): string | null {
  const key = (url ?? '')
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/#.*$/s, '')
    .replace(/\/+$/, '');
  const slash = key.indexOf('/');
  if (key === '') return null;
  return slash < 0 ? key.toLowerCase() : key.slice(0, slash).toLowerCase() + key.slice(slash);
}

/** Titles in 《》 and document numbers named in a legal basis; the whole text where it names none in 《》. */
export function basisKeys(legalBasis: string[]): string[] {
  const keys = new Set<string>();
  for (const basis of legalBasis) {
    const quoted = [...basis.matchAll(/《([^《》]+)》/gu)].map((match) => titleKey(match[1] ?? ''));
    const numbers = [...(numberKey(basis) ?? '').matchAll(/[\p{Script=Han}a-z]+〔\d{4}〕\d+号/gu)].map(([number]) =>
      number.replace(/^(?:依据|根据|按照|依照|和|及|与)/u, ''),
    );
    for (const key of [...(quoted.length > 0 ? quoted : [titleKey(basis)]), ...numbers]) if (key) keys.add(key);
  }
  return [...keys];
}
