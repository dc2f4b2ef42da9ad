import type { ServiceLink } from '../../../domain/document.ts';

const serviceLabel =
  /^(?:办|我要办|去办理|立即办理|在线办理|网上办理|马上办|一键办理|在线申请|网上申请|我要申请|立即申请|申请入口|办理入口|办事入口|在线申办|点击办理)$|(?:在线办理|网上办理|办理入口|申请入口|申报入口|办事入口|立即办理|我要办)/;

/** Links that open the page where the matter is handled (阅办联动): by what they are called, each address once. */
export function serviceLinksOf(links: { label: string; url: string }[]): ServiceLink[] {
  const found = new Map<string, ServiceLink>();
  for (const { label, url } of links) {
    const name = label.replace(/\s+/g, '');
    if (/^https?:\/\//.test(url) && name.length <= 30 && serviceLabel.test(name) && !found.has(url)) {
      found.set(url, { label: name === '办' ? '办理入口' : name, url });
    }
  }
  return [...found.values()];
}
