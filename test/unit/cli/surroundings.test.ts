import { expect, test } from 'vitest';
import { hasDisplay } from '../../../src-main/hosts/cli/browser.ts';
import { workingFolderOf } from '../../../src-main/hosts/cli/terminal.ts';

test('a command run through npm sees paths from the folder it was typed in', () => {
  const environment = { npm_lifecycle_event: 'kinora', INIT_CWD: '/home/ada/films' };
  expect(workingFolderOf(environment, '/checkout')).toBe('/home/ada/films');
});

test('another package’s npm script does not move it', () => {
  const environment = { npm_lifecycle_event: 'test', INIT_CWD: '/elsewhere' };
  expect(workingFolderOf(environment, '/checkout')).toBe('/checkout');
  expect(workingFolderOf({}, '/checkout')).toBe('/checkout');
});

test('a browser is opened only where it can be seen', () => {
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0', CI: 'true' }, 'linux')).toBe(false);
  expect(hasDisplay({}, 'darwin')).toBe(true);
  expect(hasDisplay({ SSH_CONNECTION: 'x' }, 'darwin')).toBe(false);
});
