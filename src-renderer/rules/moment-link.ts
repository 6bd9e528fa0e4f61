import { momentIdOf, type MomentKey } from '../../src-main/domain/moment.ts';
import { hashOf } from './routes.ts';

/**
 * A link to a moment, for notes and messages on this machine: in a browser the page's own address, in the desktop app one
 * that opens the app.
 * @param page the address of the page
 */
export function momentLink(moment: MomentKey, page: string): string {
  if (!/^https?:/.test(page)) return `kinora://moment/${momentIdOf(moment)}`;
  const { videoId, start, end } = moment;
  return new URL(hashOf({ name: 'film', id: videoId, time: start, end }), page).href;
}
