// Makes the starter pack in the folder given as first argument; started as a process of its own by the cache's tests.
import { ensureStarterPack } from '../../../src-main/models/starter-pack.ts';

await ensureStarterPack(process.argv[2]!, (_done, _total, name) => process.stdout.write(`${name}\n`));
