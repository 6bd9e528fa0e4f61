import { resolve } from 'node:path';

/** A picture as a client gives it: bytes in base64 under a name, or a file on this machine. */
export type GivenPicture = { readonly name: string; readonly base64: string } | { readonly path: string };

export type ReadyPicture = { readonly name: string; readonly bytes: Uint8Array } | { readonly path: string };

/** Decodes what came as text; a `data:` address is taken as well. What is not a picture is told when it is opened. */
export function readyPicture(picture: GivenPicture): ReadyPicture {
  if ('path' in picture) return { path: resolve(picture.path) };
  const base64 = picture.base64.replace(/^data:[^,]{0,200},/, '');
  return { name: picture.name, bytes: new Uint8Array(Buffer.from(base64, 'base64')) };
}
