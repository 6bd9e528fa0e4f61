import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

// Draws kinora.png, the one picture that packaging and the window use, from kinora.svg:
//   node assets/icons/make-icons.ts

const svg = await readFile(new URL('./kinora.svg', import.meta.url));
await sharp(svg, { density: 144 })
  .resize(1024, 1024)
  .png({ palette: true, colours: 256 })
  .toFile(fileURLToPath(new URL('./kinora.png', import.meta.url)));
