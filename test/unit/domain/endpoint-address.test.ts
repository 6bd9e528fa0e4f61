import { describe, expect, it } from 'vitest';
import { readEndpointAddress } from '../../../src-main/domain/endpoint-address.ts';

describe('the address of a language model', () => {
  it.each([
    ['http://127.0.0.1:11434', 'http://127.0.0.1:11434/v1'],
    [' http://localhost:1234/v1/ ', 'http://localhost:1234/v1'],
    ['http://[::1]:8080/v1/chat/completions', 'http://[::1]:8080/v1'],
  ])('on this machine: %s', (written, address) => {
    expect(readEndpointAddress(written)).toEqual({ address, isLocal: true });
  });

  it.each([
    'https://api.example.org/v1',
    'http://192.168.1.5:11434',
    'http://127.0.0.1.example.org',
    'http://localhost.example.org',
    'http://0.0.0.0:11434',
  ])('on another one, or on one that may be another: %s', (written) => {
    expect(readEndpointAddress(written).isLocal).toBe(false);
  });

  it.each(['', 'ollama', 'file:///etc/passwd', 'ftp://127.0.0.1', 'javascript:alert(1)'])(
    'is not %s',
    (written) => {
      expect(() => readEndpointAddress(written)).toThrow('is not the address');
    },
  );

  it.each(['http://me:secret@127.0.0.1', 'http://127.0.0.1/v1?key=1', 'http://127.0.0.1/#v1'])(
    'holds no secrets: %s',
    (written) => {
      expect(() => readEndpointAddress(written)).toThrow('holds no name, password');
    },
  );
});
