/**
 * The address of a link, or null when it must not become one: only http, https and tel pass, so that a `javascript:`
 * or `data:` address from a document or a model stays plain text. Relative addresses are resolved against `base`.
 */
export function safeUrl(url: string | null | undefined, base: string): string | null {
  if (!url) return null;
  try {
    const parsed = new URL(url.trim(), base);
    return ['http:', 'https:', 'tel:'].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/** tel: address of a phone number as people write it, or null when there is no number in it. */
export function phoneUrl(phone: string): string | null {
  const digits = phone.replace(/[^\d+]/g, '');
  return digits ? `tel:${digits}` : null;
}
