import type { Jurisdiction } from '../../../domain/document.ts';

const place =
  /^(?<province>\p{Script=Han}{2,8}?(?:省|自治区))?(?<city>\p{Script=Han}{2,8}?(?:自治州|地区|盟|市))?(?<district>\p{Script=Han}{1,8}?(?:新区|高新区|开发区|区|县|旗))?/u;
const nationwide =
  /^(?:中华人民共和国|国务院|全国|中共中央|国家|财政部|教育部|人力资源社会保障部|民政部|住房城乡建设部|公安部|司法部|商务部)/;

/** Whose rules these are, from the place at the beginning of the first of the texts that names one (issuer, then title). */
export function jurisdictionOf(...texts: (string | null)[]): Jurisdiction {
  for (const text of texts) {
    if (!text) continue;
    const plain = text
      .replace(/^[（(【[][^）)】\]]{1,6}[）)】\]]/, '')
      .replace(/^中共/, '')
      .trim();
    if (nationwide.test(plain)) return { level: 'country', path: [] };
    const { province, city, district } = place.exec(plain)?.groups ?? {};
    const path = [province, city, district].filter((part): part is string => part !== undefined && !/^[市省区县]/.test(part));
    if (path.length === 0 || /怎么|如何|关于|申[请领办]|办理|年|什么|全[省市区]|我[省市区]|本[省市区]/.test(path.join('')))
      continue;
    return { level: district ? 'district' : city ? 'city' : 'province', path };
  }
  return { level: null, path: [] };
}
