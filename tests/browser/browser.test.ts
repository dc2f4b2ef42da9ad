import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { accessTests } from './access.ts';
import { adminAccountsTests } from './admin-accounts.ts';
import { adminDocumentTests } from './admin-documents.ts';
import { adminEntriesTests } from './admin-entries.ts';
import { adminGapsTests } from './admin-gaps.ts';
import { adminImportTests } from './admin-import.ts';
import { withoutChromium } from './chromium.ts';
import { circleTests } from './circle.ts';
import { citizenTests } from './citizen.ts';
import { deskTests } from './desk.ts';
import { evaluateTests } from './evaluate.ts';
import { messageTests } from './messages.ts';
import { safetyTests } from './safety.ts';
import { Site } from './site.ts';

/** One server and one browser for all: the base takes longer to build than the tests to run. */
describe.skipIf(withoutChromium)('in Chromium, against the real server', () => {
  let site: Site;
  const current = () => site;

  beforeAll(async () => {
    site = await Site.start();
  }, 300_000);
  afterEach(() => site?.leave());
  afterAll(() => site?.stop());

  citizenTests(current);
  deskTests(current);
  evaluateTests(current);
  adminAccountsTests(current);
  accessTests(current);
  adminDocumentTests(current);
  adminEntriesTests(current);
  adminGapsTests(current);
  messageTests(current);
  circleTests(current);
  safetyTests(current);
  adminImportTests(current);
});
