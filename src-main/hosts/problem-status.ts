import type { ProblemCode } from '../domain/errors.ts';

const statusOf: Readonly<Record<ProblemCode, number>> = {
  'bad-input': 400,
  'unclear-query': 400,
  'not-found': 404,
  'unknown-person': 404,
  cancelled: 409,
  'leaves-machine': 422,
  'is-person': 422,
  'same-name': 409,
  'unreadable-file': 422,
  'unsupported-media': 422,
  'no-face': 422,
  'several-faces': 422,
  library: 500,
  internal: 500,
  'missing-tool': 503,
  'bad-model': 503,
  network: 502,
  'disk-full': 507,
};

/** The HTTP status that goes with a problem: 4xx where the request can be changed, 5xx where the machine must be. */
export function problemStatus(code: ProblemCode): number {
  return statusOf[code];
}
