/** The script tag this bundle came from; read while it runs for the first time, since it is unknown afterwards. */
export const ownScript = document.currentScript as HTMLScriptElement | null;

/** The address under which Wence is served, unless a page says otherwise: where the script lies. */
export const scriptBase = ownScript?.src ? new URL('.', ownScript.src).href : new URL('.', location.href).href;
