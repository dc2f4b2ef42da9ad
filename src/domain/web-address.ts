import { z } from 'zod';

/** A link that people follow: http or https, and no name before an @ that could pass for the host (`https://gov.example@evil.example`). */
export const webAddressSchema = z.url({ protocol: /^https?$/ }).refine(hasPlainHost, '网址里不能有“用户名@”');

function hasPlainHost(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}
