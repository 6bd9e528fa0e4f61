import { describe, expect, it } from 'vitest';
import { providerOrder } from '../../../../src-main/models/sessions/provider-order.ts';

const linuxBuild = ['cpu', 'webgpu', 'cuda', 'tensorrt'];

describe('the order in which execution providers are tried', () => {
  it('tries what the platform brings along, and the processor last', () => {
    expect(providerOrder({ platform: 'linux', supported: linuxBuild })).toEqual(['webgpu', 'cpu']);
    expect(providerOrder({ platform: 'win32', supported: ['cpu', 'dml', 'webgpu'] })).toEqual([
      'dml',
      'webgpu',
      'cpu',
    ]);
    expect(providerOrder({ platform: 'darwin', supported: ['cpu', 'coreml'] })).toEqual(['coreml', 'cpu']);
  });

  it('leaves CUDA and TensorRT alone until somebody names them', () => {
    expect(providerOrder({ platform: 'linux', supported: linuxBuild, wanted: 'TensorRT, cuda' })).toEqual([
      'tensorrt',
      'cuda',
      'cpu',
    ]);
  });

  it('keeps a named provider that the build lacks, so that this can be told', () => {
    expect(providerOrder({ platform: 'linux', supported: ['cpu'], wanted: 'dml' })).toEqual(['dml', 'cpu']);
  });

  it('uses the processor alone where that is named first or nothing else is known', () => {
    expect(providerOrder({ platform: 'linux', supported: linuxBuild, wanted: 'cpu,cuda' })).toEqual(['cpu']);
    expect(providerOrder({ platform: 'freebsd', supported: ['cpu'] })).toEqual(['cpu']);
    expect(providerOrder({ platform: 'linux', supported: ['cpu'], wanted: ' , ' })).toEqual(['cpu']);
  });
});
