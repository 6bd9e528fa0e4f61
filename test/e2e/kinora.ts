import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { openCore, type Core } from '../../src-main/api/core.ts';
import { onLoopback, type Listening } from '../../src-main/hosts/web/listening.ts';
import { serveWeb, type WebServer } from '../../src-main/hosts/web/serve-web.ts';
import { findChromium } from './find-chromium.ts';

const rendererFolder = fileURLToPath(new URL('../../dist/renderer', import.meta.url));

/** A page of the interface, with everything it complained about and every address it asked for. */
export interface OpenPage {
  readonly page: Page;
  readonly complaints: string[];
  readonly addresses: string[];
}

/** The program as people run it in a browser: a library of its own, the core, the web host, Chromium. */
export class Kinora {
  readonly core: Core;
  readonly folder: string;
  #server: WebServer;
  readonly #browser: Browser;

  private constructor(core: Core, folder: string, server: WebServer, browser: Browser) {
    this.core = core;
    this.folder = folder;
    this.#server = server;
    this.#browser = browser;
  }

  /**
   * @param libraryFolder of a library that is there already; a new one without
   * @param listening where the web host listens, and what keeps others out; left out, as on the person's own machine
   */
  static async start(libraryFolder?: string, listening: Listening = onLoopback): Promise<Kinora> {
    const folder = await mkdtemp(join(tmpdir(), 'kinora-e2e-'));
    const core = await openCore({ libraryFolder: libraryFolder ?? join(folder, 'library') });
    const server = await serveWeb(core, { rendererFolder, checkOutputs: true, listening });
    const isRoot = process.getuid?.() === 0;
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: [...(isRoot ? ['--no-sandbox'] : []), '--autoplay-policy=no-user-gesture-required'],
    });
    return new Kinora(core, folder, server, browser);
  }

  /** Opens the interface in a fresh profile, signs in and goes to `hash`. */
  async open(hash = '', options: BrowserContextOptions = {}): Promise<OpenPage> {
    const opened = await this.openAt(this.#server.newUrl(), options);
    await opened.page.getByRole('combobox').waitFor();
    if (hash !== '') await goTo(opened.page, hash);
    return opened;
  }

  /** Opens an address in a fresh profile. */
  async openAt(address: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
    const context = await this.#browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: 'dark',
      locale: 'en-GB',
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(40_000);
    const complaints: string[] = [];
    const addresses: string[] = [];
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      const isLoading = message.text().startsWith('Failed to load resource');
      complaints.push(isLoading ? `${message.text()} ${message.location().url}` : message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    context.on('request', (request) => addresses.push(request.url()));
    page.on('websocket', (socket) => addresses.push(socket.url()));
    await page.goto(address);
    return { page, complaints, addresses };
  }

  /** An address that signs one more page in. */
  newAddress(): string {
    return this.#server.newUrl();
  }

  /** Ends the web host and forgets its sessions; the core and the pages stay. */
  async endHost(): Promise<void> {
    await this.#server.close();
  }

  /** Starts the web host again where it was. */
  async startHost(): Promise<void> {
    this.#server = await serveWeb(this.core, { rendererFolder, port: this.#server.port });
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
    await this.core.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Follows a link within the page, as a click on it would. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((address) => (window.location.hash = address), hash);
}

/** The addresses that are not this machine's own. */
export function foreignAddresses(addresses: readonly string[]): string[] {
  return addresses.filter((address) => {
    const { protocol, hostname } = new URL(address);
    return !['blob:', 'data:'].includes(protocol) && hostname !== '127.0.0.1';
  });
}

/** True when nothing on the page is wider than the window. */
export function fitsItsWidth(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const main = document.querySelector('main');
    return (
      document.documentElement.scrollWidth <= window.innerWidth &&
      main !== null &&
      main.scrollWidth <= main.clientWidth
    );
  });
}
