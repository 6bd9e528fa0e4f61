import { readFile } from 'node:fs/promises';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import { isIP, isIPv6 } from 'node:net';
import { createSecureContext } from 'node:tls';
import { UserFacingError } from '../../domain/errors.ts';
import type { Password } from './password.ts';

/** The address that only this machine reaches. */
export const loopback = '127.0.0.1';

/** Where a web host listens, and what keeps others out. */
export interface Listening {
  readonly address: string;
  /** Names of this machine that browsers may use, as they write them; the first stands in printed addresses. */
  readonly names: readonly string[];
  /** PEM; null: not encrypted. */
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** Null: nobody signs in by a password. */
  readonly password: Password | null;
}

/** What is used unless somebody asks for more: no other machine reaches it, so that it needs no password. */
export const onLoopback: Listening = {
  address: loopback,
  names: [loopback, 'localhost'],
  tls: null,
  password: null,
};

/** What a person asked for who wants other machines to reach the host. */
export interface WantedListening {
  readonly address: string;
  /** Further names by which browsers call this machine. */
  readonly names: readonly string[];
  readonly password: Password | null;
  /** Paths of PEM files. */
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  /** The person said that the connection may go unencrypted. */
  readonly isUnencrypted: boolean;
}

export function isLoopback(address: string): boolean {
  return address === loopback || address === 'localhost';
}

/**
 * Listening where other machines reach the host. Whoever has a session may read and write files by their paths, as the
 * person at the machine does: there has to be a password, and an encrypted connection unless the person does without.
 *
 * @throws UserFacingError when one of them is missing, or the certificate cannot be used
 */
export async function listeningElsewhere(wanted: WantedListening): Promise<Listening> {
  const { address, password, certificate, key } = wanted;
  if (isIP(address) === 0) {
    throw new UserFacingError(
      'bad-input',
      `“${address}” is no address that Kinora can listen on.`,
      'Give an IP address of this machine, or 0.0.0.0 for all of them; names that browsers use for it come with --allow-host.',
    );
  }
  if (password === null) {
    throw new UserFacingError(
      'bad-input',
      `Other machines reach “${address}”, and no password keeps them out of the library.`,
      'Set one with: kinora serve --set-password. Or leave --host out and go through SSH: kinora serve --port 4000 here, and ' +
        'ssh -L 4000:127.0.0.1:4000 to this machine there.',
    );
  }
  const isHalf = (certificate === undefined) !== (key === undefined);
  if (isHalf || (certificate === undefined && !wanted.isUnencrypted)) {
    throw new UserFacingError(
      'bad-input',
      `Whoever listens on the way to “${address}” could read the password and the library.`,
      'Give a certificate and its key with --tls-cert and --tls-key, or say --without-tls where the way is safe (a VPN, a proxy that encrypts).',
    );
  }
  const tls = certificate !== undefined && key !== undefined ? await readTls(certificate, key) : null;
  return { address, names: namesOf(address, wanted.names), tls, password };
}

async function readTls(certificate: string, key: string): Promise<NonNullable<Listening['tls']>> {
  try {
    const tls = { cert: await readFile(certificate), key: await readFile(key) };
    createSecureContext(tls);
    return tls;
  } catch (error) {
    throw new UserFacingError(
      'bad-input',
      `The certificate “${certificate}” and the key “${key}” cannot be used together.`,
      'Both are PEM files, the key without a passphrase, and belong to each other.',
      error,
    );
  }
}

/** As browsers write them. Of all addresses of the machine those that it has now. */
export function namesOf(
  address: string,
  further: readonly string[],
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): string[] {
  const isAll = address === '0.0.0.0' || address === '::';
  const all = Object.values(interfaces).flatMap((found) => found ?? []);
  const reached = all.filter(({ family }) => address === '::' || family === 'IPv4');
  // The addresses that others reach come before the machine's own.
  const sorted = reached.toSorted((a, b) => Number(a.internal) - Number(b.internal));
  const numbers = isAll ? sorted.map((one) => one.address) : [address];
  const written = numbers.map((number) => (isIPv6(number) ? `[${number}]` : number));
  return [...new Set([...further.map((name) => name.toLowerCase()), ...written])];
}
