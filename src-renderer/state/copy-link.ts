import type { MomentKey } from '../../src-main/domain/moment.ts';
import { momentLink } from '../rules/moment-link.ts';
import { t } from '../strings/translate.svelte.ts';
import type { Notices } from './notices.svelte.ts';

/** Puts a link to a moment where it can be pasted from, and says so. */
export async function copyLink(moment: MomentKey, notices: Notices): Promise<void> {
  const link = momentLink(moment, location.href);
  try {
    await navigator.clipboard.writeText(link);
    notices.say(t('export.linkCopied'));
  } catch {
    // A browser may refuse; the link can still be copied by hand.
    notices.say(t('export.linkNotCopied'), { remedy: link });
  }
}
