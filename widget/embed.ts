import type { LauncherElement } from './elements/launcher/launcher.ts';
import './elements/launcher/launcher.ts';
import { ownScript } from './shared/script.ts';

/** data-* of the script tag -> attribute of the element. */
const settings: Record<string, string> = {
  baseUrl: 'base-url',
  channel: 'channel',
  key: 'key',
  region: 'region',
  documentNumber: 'document-number',
  documentId: 'document-id',
  humanPhone: 'human-phone',
  heading: 'heading',
  position: 'position',
  label: 'label',
};

/** A page that places the chat itself gets no launcher. */
function mount() {
  if (document.querySelector('wence-chat, wence-launcher') || ownScript?.dataset.mount === 'none') return;
  const launcher = document.createElement('wence-launcher') as LauncherElement;
  for (const [name, attribute] of Object.entries(settings)) {
    const value = ownScript?.dataset[name];
    if (value !== undefined) launcher.setAttribute(attribute, value);
  }
  document.body.append(launcher);
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mount, { once: true });
else mount();
