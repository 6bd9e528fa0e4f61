/** What is used of WebAssembly here; the language's types leave it to the browser's. */
interface WebAssemblyParts {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** Memory of WebAssembly. */
interface LoopMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

const pageBytes = 65_536;

/** Inner loops that test/compile-loops.ts compiled into base64, with a memory of their own. */
export function openLoops<Loops>(base64: string): Loops & { readonly memory: LoopMemory } {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyParts };
  const module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
  return new WebAssembly.Instance(module).exports as Loops & { readonly memory: LoopMemory };
}

/** A memory's bytes, at least so many; what was held of them before may be detached. */
export function roomIn(memory: LoopMemory, bytes: number): ArrayBuffer {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
  return memory.buffer;
}
