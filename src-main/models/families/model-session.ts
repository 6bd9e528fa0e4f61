import type { ModelTensor } from '../onnx-session.ts';

/** A loaded graph as the adapters see it: tensors by name in, tensors by name out. */
export interface ModelSession {
  run(inputs: Readonly<Record<string, ModelTensor>>): Promise<Readonly<Record<string, ModelTensor>>>;
  close(): Promise<void>;
}

/** The files of one installed model; names are those of its description. */
export interface ModelFiles {
  /** Folder that holds all of them, for libraries that open a whole folder. */
  readonly folder: string;
  /** The bytes of a verified file. */
  read(name: string): Promise<Uint8Array>;
  /** A graph, loaded; who asks closes it. */
  open(name: string): Promise<ModelSession>;
}
