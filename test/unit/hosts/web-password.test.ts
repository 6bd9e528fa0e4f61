import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listeningElsewhere, namesOf, type WantedListening } from '../../../src-main/hosts/web/listening.ts';
import { PasswordLimit } from '../../../src-main/hosts/web/password-limit.ts';
import { Password } from '../../../src-main/hosts/web/password.ts';
import { OwnAddress } from '../../../src-main/hosts/web/request-guard.ts';

const tlsFolder = join(import.meta.dirname, '../../fixtures/tls');
const certificate = join(tlsFolder, 'localhost-cert.pem');
const key = join(tlsFolder, 'localhost-key.pem');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinora-password-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a password', () => {
  test('is kept as a salted hash with its parameters, for its owner alone to read', async () => {
    const password = await Password.of('seven quiet lanterns');
    await password.keepIn(folder);
    const file = join(folder, 'web-password');
    const stored = await readFile(file, 'utf8');
    expect(stored).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}\n$/);
    expect((await stat(file)).mode & 0o077).toBe(0);
    await (await Password.of('seven quiet lanterns')).keepIn(folder);
    expect(await readFile(file, 'utf8')).not.toBe(stored);

    const kept = await Password.keptIn(folder);
    expect(await kept!.isIt('seven quiet lanterns')).toBe(true);
    expect(await kept!.isIt('seven quiet lantern')).toBe(false);
    expect(await kept!.isIt('')).toBe(false);
  });

  test('is the same however a keyboard writes its letters', async () => {
    const password = await Password.of('caf\u00e9 de la gare');
    expect(await password.isIt('cafe\u0301 de la gare')).toBe(true);
  });

  test.each(['', 'elevenchars', 'x'.repeat(1001)])('%j is refused with what one has to be', async (given) => {
    await expect(Password.of(given)).rejects.toThrow('12 to 1000 characters');
  });

  test('that was never set is none, and a file that holds no hash is told', async () => {
    expect(await Password.keptIn(folder)).toBeNull();
    await writeFile(join(folder, 'web-password'), 'seven quiet lanterns\n');
    await expect(Password.keptIn(folder)).rejects.toThrow('does not hold a password');
  });
});

describe('tries', () => {
  test('from one address wait after five within a quarter of an hour, those of others do not', () => {
    let now = 0;
    const limit = new PasswordLimit(() => now);
    for (let at = 0; at < 5; at++) expect(limit.try('192.168.1.5')).toBe(0);
    expect(limit.try('192.168.1.5')).toBe(900);
    expect(limit.try('::ffff:192.168.1.5')).toBe(900);
    expect(limit.try('192.168.1.6')).toBe(0);
    now = 899_999;
    expect(limit.try('192.168.1.5')).toBe(1);
    now = 900_000;
    expect(limit.try('192.168.1.5')).toBe(0);
  });

  test('from one IPv6 network are of one address', () => {
    const limit = new PasswordLimit(() => 0);
    for (let at = 1; at <= 5; at++) expect(limit.try(`2001:db8:1:2::${at}`)).toBe(0);
    expect(limit.try('2001:db8:1:2:ffff::9')).toBe(900);
    expect(limit.try('2001:db8:1:3::1')).toBe(0);
    expect(limit.try('fe80::1%eth0')).toBe(0);
  });

  test('from many addresses wait after a hundred', () => {
    const limit = new PasswordLimit(() => 0);
    for (let at = 0; at < 100; at++) expect(limit.try(`10.0.0.${at}`)).toBe(0);
    expect(limit.try('10.0.1.1')).toBe(900);
  });

  test('before the right one are forgotten', () => {
    const limit = new PasswordLimit(() => 0);
    for (let round = 0; round < 3; round++) {
      for (let at = 0; at < 4; at++) expect(limit.try('10.0.0.1')).toBe(0);
      limit.right('10.0.0.1');
    }
  });
});

describe('listening where other machines reach the host', () => {
  const wanted = async (more: Partial<WantedListening>): Promise<WantedListening> => ({
    address: '192.168.1.20',
    names: [],
    password: await Password.of('seven quiet lanterns'),
    certificate: undefined,
    key: undefined,
    isUnencrypted: false,
    ...more,
  });

  test('needs a password', async () => {
    const refused = listeningElsewhere(await wanted({ password: null, certificate, key }));
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('no password keeps them out') as string,
      remedy: expect.stringContaining('--set-password') as string,
    });
  });

  test.each([{}, { certificate }, { key }, { certificate, isUnencrypted: true }])(
    'with %j needs a certificate and its key, or the word to do without',
    async (more) => {
      await expect(listeningElsewhere(await wanted(more))).rejects.toMatchObject({
        remedy: expect.stringContaining('--without-tls') as string,
      });
    },
  );

  test.each([
    { certificate: key, key: certificate },
    { certificate, key: '/nowhere/key.pem' },
  ])('refuses %j', async (more) => {
    await expect(listeningElsewhere(await wanted(more))).rejects.toThrow('cannot be used together');
  });

  test.each(['kinora.example', '', '127.0.0.1:4000'])('%j is no address', async (address) => {
    await expect(listeningElsewhere(await wanted({ address, isUnencrypted: true }))).rejects.toThrow(
      'no address',
    );
  });

  test('with all of them goes', async () => {
    const listening = await listeningElsewhere(await wanted({ certificate, key, names: ['Films.Example'] }));
    expect(listening.names).toEqual(['films.example', '192.168.1.20']);
    expect(listening.tls?.cert.toString()).toContain('BEGIN CERTIFICATE');
    expect((await listeningElsewhere(await wanted({ isUnencrypted: true }))).tls).toBeNull();
  });

  test('on all addresses knows those of the machine, the ones that others reach first', () => {
    const one = (address: string, family: 'IPv4' | 'IPv6', internal: boolean) =>
      ({ address, family, internal, netmask: '', mac: '', cidr: null, scopeid: 0 }) as never;
    const interfaces = {
      lo: [one('127.0.0.1', 'IPv4', true)],
      eth0: [one('192.168.1.20', 'IPv4', false), one('fd00::20', 'IPv6', false)],
    };
    expect(namesOf('0.0.0.0', [], interfaces)).toEqual(['192.168.1.20', '127.0.0.1']);
    expect(namesOf('::', ['nas'], interfaces)).toEqual(['nas', '192.168.1.20', '[fd00::20]', '127.0.0.1']);
  });
});

test('on the usual port browsers leave it out of the host’s name', () => {
  const own = new OwnAddress(['films.example'], 443, true);
  expect([
    own.isHost('films.example'),
    own.isHost('films.example:443'),
    own.isHost('films.example:80'),
  ]).toEqual([true, true, false]);
  const page = { host: 'films.example', origin: 'https://films.example', fetchSite: undefined };
  expect(own.isPage(page)).toBe(true);
  expect(own.isPage({ ...page, origin: 'http://films.example' })).toBe(false);
});
