import type { Problem } from '../../domain/errors.ts';
import { problemResponse } from '../media-answer.ts';

/** The answer to whoever has tried too often; `seconds` until the next try is looked at. */
export function waitResponse(problem: Problem, seconds: number): Response {
  const response = problemResponse(problem, 429);
  response.headers.set('retry-after', String(seconds));
  return response;
}
