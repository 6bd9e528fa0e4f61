import { writeSync } from 'node:fs';
import { interruptedWorks } from './interrupted-works.ts';

// Works until it is killed; prints the number of each thing that is done. Run as a process of its own.

const [name = '', folder] = process.argv.slice(2);
const work = interruptedWorks[name];
if (!work || !folder) throw new Error('usage: work-process.ts <work> <folder>');
await work.work(folder, (done) => writeSync(1, `${done}\n`));
