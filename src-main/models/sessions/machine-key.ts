import { cpus } from 'node:os';

/** What figures of speed hold for. */
export interface MachineKey {
  readonly processor: string;
  readonly cores: number;
  readonly platform: string;
  readonly runtimeVersion: string;
  readonly providers: readonly string[];
}

/** This machine; the cores are those that the process may use. */
export function thisMachine(cores: number, runtimeVersion: string, providers: readonly string[]): MachineKey {
  return {
    processor: cpus()[0]?.model.trim() || 'unknown processor',
    cores,
    platform: `${process.platform}-${process.arch}`,
    runtimeVersion,
    providers,
  };
}

/** The key under which a machine's figures are stored, in words. */
export function keyOf({ processor, cores, platform, runtimeVersion, providers }: MachineKey): string {
  return `${processor} x${cores}, ${platform}, ONNX Runtime ${runtimeVersion}, ${providers.join(' > ')}`;
}
