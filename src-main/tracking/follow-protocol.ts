import type { Problem } from '../domain/errors.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import type { FollowedThing, FollowRequest } from './follow-request.ts';

/** What the thread that follows a box begins with. */
export interface FollowWork {
  readonly tools: FfmpegTools;
  readonly request: FollowRequest;
}

/** What it answers, once. */
export type FollowAnswer =
  | { readonly kind: 'followed'; readonly thing: FollowedThing }
  | { readonly kind: 'failed'; readonly problem: Problem };
