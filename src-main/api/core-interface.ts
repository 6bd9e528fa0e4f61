import type { KinoraClient } from './contract.ts';
import type { MediaAccess } from './media-access.ts';

/** What a host holds: the calls and events of the contract, and the files it may serve. */
export interface Core extends KinoraClient {
  readonly libraryFolder: string;
  readonly media: MediaAccess;
  /** Ends running jobs, closes the library. Nothing may be called afterwards. */
  close(): Promise<void>;
}
