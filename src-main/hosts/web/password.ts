import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { UserFacingError } from '../../domain/errors.ts';

/** Characters that a password has at least. */
export const shortestPassword = 12;
const longestPassword = 1000;
const fileName = 'web-password';
const keyBytes = 32;
/** 32 MB and about a third of a second for each try; kept with each password, so that they can be raised. */
const usual = { N: 2 ** 15, r: 8, p: 3 };
const mostMemory = 256 * 1024 * 1024;
const form = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([\w-]{22,})\$([\w-]{43})$/;

/** A password of which only a salted hash is known (scrypt). */
export class Password {
  readonly #stored: string;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(stored: string) {
    this.#stored = stored;
  }

  /** @throws UserFacingError when it is too short or too long */
  static async of(password: string): Promise<Password> {
    if (password.length < shortestPassword || password.length > longestPassword) {
      throw new UserFacingError(
        'bad-input',
        `A password has ${shortestPassword} to ${longestPassword} characters.`,
        'Take a few words that do not belong together.',
      );
    }
    const salt = randomBytes(16);
    const key = await derived(password, salt, usual);
    const { N, r, p } = usual;
    return new Password(['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$'));
  }

  /**
   * The password that was kept for a library; null when there is none.
   *
   * @throws UserFacingError when what is kept is no hash of a password
   */
  static async keptIn(libraryFolder: string): Promise<Password | null> {
    const file = join(libraryFolder, fileName);
    const stored = await readFile(file, 'utf8').catch(() => null);
    if (stored === null) return null;
    if (form.test(stored.trim())) return new Password(stored.trim());
    throw new UserFacingError(
      'bad-input',
      `The file “${file}” does not hold a password of Kinora’s.`,
      'Set it again with: kinora serve --set-password',
    );
  }

  /** Keeps it for a library, readable by its owner alone. */
  async keepIn(libraryFolder: string): Promise<void> {
    await writeFileAtomic(join(libraryFolder, fileName), `${this.#stored}\n`, { mode: 0o600 });
  }

  /** Whether somebody gave this password. One is computed after the other, however many are tried at once. */
  isIt(given: string): Promise<boolean> {
    const turn = this.#turn.then(() => this.#compare(given));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #compare(given: string): Promise<boolean> {
    const [, N, r, p, salt, key] = form.exec(this.#stored)!;
    const parameters = { N: Number(N), r: Number(r), p: Number(p) };
    const found = await derived(given.slice(0, longestPassword), Buffer.from(salt!, 'base64url'), parameters);
    return timingSafeEqual(found, Buffer.from(key!, 'base64url'));
  }
}

function derived(password: string, salt: Buffer, parameters: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...parameters, maxmem: mostMemory };
    // One character can be written in two ways, by keyboards of different systems.
    scrypt(password.normalize('NFKC'), salt, keyBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
