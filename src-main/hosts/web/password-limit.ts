import { isIPv6 } from 'node:net';

const windowMs = 15 * 60_000;
/** Tries from one address, and from all of them, within the window. */
const mostOfOne = 5;
const mostOfAll = 100;

/**
 * Limits how often passwords are tried. A password can be guessed, so that the right one waits, too: a try is counted
 * before it is looked at, and given back when it was right. Whoever is locked out by others' tries gets in by a
 * one-time address, which cannot be guessed.
 */
export class PasswordLimit {
  readonly #now: () => number;
  #tries: readonly { readonly from: string; readonly at: number }[] = [];

  /** @param now milliseconds of a clock that nobody sets back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Counts a try.
   *
   * @param address from which it comes
   * @returns 0, or the whole seconds until the next try is looked at; tries that come meanwhile are not counted
   */
  try(address: string): number {
    const now = this.#now();
    const from = neighbourhoodOf(address);
    this.#tries = this.#tries.filter(({ at }) => now - at < windowMs);
    const own = this.#tries.filter((one) => one.from === from);
    const [oldest] = own.length >= mostOfOne ? own : this.#tries.length >= mostOfAll ? this.#tries : [];
    if (oldest) return Math.max(1, Math.ceil((oldest.at + windowMs - now) / 1000));
    this.#tries = [...this.#tries, { from, at: now }];
    return 0;
  }

  /** Forgets the tries from an address that gave the right password. */
  right(address: string): void {
    const from = neighbourhoodOf(address);
    this.#tries = this.#tries.filter((one) => one.from !== from);
  }
}

/** Whoever has one IPv6 address usually has all with the same first 64 bits. */
function neighbourhoodOf(address: string): string {
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain) || plain.startsWith('::ffff:')) return plain.replace('::ffff:', '');
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after].slice(0, 4).join(':');
}
