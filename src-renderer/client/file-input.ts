import type { PictureInput } from '../../src-main/api/contract.ts';

/** A file's bytes as base64. Rejects when the file is gone from disk. */
export function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
}

/**
 * A file as the core takes it: by its path where the host may know it, otherwise with all its bytes.
 * @param pathOf as the client's, where it has one
 */
export async function fileInput(file: File, pathOf?: (file: File) => string): Promise<PictureInput> {
  const path = pathOf?.(file) ?? '';
  return path === '' ? { name: file.name, base64: await base64Of(file) } : { path };
}
