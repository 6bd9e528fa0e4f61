import type { Random } from '../../src-main/domain/random.ts';

/** What an attacker may know: where it is served, a session of their own, and the path of a file they want. */
export interface Target {
  readonly port: number;
  readonly cookie: string;
  /** Absolute, with forward slashes; outside of everything that is served. */
  readonly wanted: string;
}

/** The bytes of one request. */
type Kind = (random: Random, target: Target) => string;

const climbs = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '..%5c',
  '..\\',
  '....//',
  '%252e%252e%252f',
  '.%2e/',
  '..%c0%af',
];
const mediaKinds = [
  'video',
  'stream',
  'poster',
  'sprite',
  'frame',
  'person',
  'picture',
  'cast',
  'face',
  'example',
  'export',
];
const calls = [
  'library.video',
  'search.run',
  'people.add',
  'search.attach',
  'exports.clip',
  'subtitles.lint',
  'nothing.here',
];

const climbing = (random: Random): string => random.pick(climbs).repeat(random.whole(1, 12));
const junk = (random: Random, length: number): string =>
  Array.from({ length }, () => String.fromCharCode(random.whole(33, 126))).join('');

function get(path: string, { port, cookie }: Target, more: readonly string[] = []): string {
  const lines = [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Cookie: ${cookie}`, ...more];
  return `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`;
}

function post(path: string, body: string, { port, cookie }: Target, more: readonly string[] = []): string {
  const lines = [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Cookie: ${cookie}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...more,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

const call = (method: string, input: unknown, target: Target): string =>
  post(`/api/call/${method}`, JSON.stringify(input), target);

/** Twenty ways to ask a web host for what it must not give. */
export const hostileKinds: Readonly<Record<string, Kind>> = {
  'climbs out of the page’s folder': (random, target) =>
    get(`/${climbing(random)}${target.wanted.slice(1)}`, target),
  'climbs out of the assets': (random, target) =>
    get(`/assets/${climbing(random)}${target.wanted.slice(1)}`, target),
  'names an absolute path': (random, target) =>
    get(`${random.pick(['/', '//', '/%2f', '/./'])}${target.wanted}`, target),
  'names a path of Windows': (random, target) =>
    get(
      random.pick([
        '/C:/boot.ini',
        '/c:%5cboot.ini',
        '/%5c%5chost%5cshare',
        '//./pipe/x',
        '/file.txt::$DATA',
      ]),
      target,
    ),
  'names a file address': (_random, target) => get(`file://${target.wanted}`, target),
  'ends a path early': (random, target) => get(`${target.wanted}%00.${random.pick(['html', 'jpg'])}`, target),
  'climbs out of the media': (random, target) =>
    get(`/media/${random.pick(mediaKinds)}/${climbing(random)}${target.wanted.slice(1)}`, target),
  'names media by a path': (random, target) =>
    get(
      `/media/${random.pick(mediaKinds)}/${encodeURIComponent(target.wanted)}?name=${target.wanted}&at=0`,
      target,
    ),
  'asks for odd media': (random, target) =>
    get(
      `/media/${random.pick(mediaKinds)}/${random.pick(['-1', '0', '1e9', 'NaN', '1;2', junk(random, 40).replaceAll(/[^a-z]/gi, 'x')])}?at=${random.pick(['-1', '1e400', 'x'])}`,
      target,
    ),
  'asks for odd ranges': (random, target) =>
    get('/', target, [
      `Range: bytes=${random.pick(['-', '5-1', '0-,'.repeat(200), '99999999999999999999-', 'x-y', '-0'])}`,
    ]),
  'clips to a path': (random, target) =>
    call(
      'exports.clip',
      { momentId: random.pick(['m1-0-1', '../x', junk(random, 90)]), output: target.wanted },
      target,
    ),
  'reads a file as a picture': (random, target) =>
    call(
      random.pick(['search.attach', 'people.add']),
      { name: 'X', file: { path: target.wanted }, pictures: [{ path: target.wanted }] },
      target,
    ),
  'reads a file as subtitles': (_random, target) => call('subtitles.lint', { path: target.wanted }, target),
  'sends a body of another shape': (random, target) =>
    call(
      random.pick(calls),
      random.pick<unknown>([
        null,
        [],
        7,
        '',
        { __proto__: 1, constructor: {} },
        { query: {} },
        { id: '1 or 1=1' },
      ]),
      target,
    ),
  'sends a deep body': (random, target) =>
    post(`/api/call/${random.pick(calls)}`, '['.repeat(random.whole(1000, 200_000)), target),
  'searches for syntax': (random, target) =>
    call(
      'search.run',
      {
        query: random.pick([
          '" OR 1=1 --',
          "'; DROP TABLE videos",
          'NEAR(a b',
          '*',
          '"*"',
          'in:"../../"',
          `like:${target.wanted.slice(0, 60)}`,
          '\u0000',
        ]),
      },
      target,
    ),
  'comes from another page': (random, target) =>
    post('/api/call/library.status', '{}', target, [
      random.pick([
        'Origin: https://example.com',
        'Origin: null',
        'Sec-Fetch-Site: cross-site',
        `Origin: http://127.0.0.1:${target.port + 1}`,
      ]),
    ]),
  'names another host': (random, target) =>
    get('/api/openapi.json', target).replace(
      /Host: .*\r\n/,
      `Host: ${random.pick(['example.com', '', '127.0.0.1', `0.0.0.0:${target.port}`, `localhost.example.com:${target.port}`])}\r\n`,
    ),
  'guesses a session': (random, target) =>
    get('/api/openapi.json', {
      ...target,
      cookie: `kinora-${target.port}=${junk(random, 43).replaceAll(/[;,\s]/g, 'x')}`,
    }),
  'breaks the protocol': (random, { port }) =>
    random.pick([
      `GET / HTTP/9.9\r\nHost: 127.0.0.1:${port}\r\n\r\n`,
      `POST /api/call/library.status HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`,
      `GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n`,
      `${junk(random, 2000)}\r\n\r\n`,
    ]),
};
