import type { FigurePrinter } from '../bench/figure.ts';
import { evaluatePets } from './concepts/pets.ts';
import { rankThings, type Ranks, type ThingsTrial } from './concepts/things-trial.ts';

/** Seeds from 1000 on are for reporting only; nothing is ever tuned on their films. */
const seeds = [1301, 1302, 1303, 1304];
/** Minutes of processor time, over all cores: no film is begun that would probably take longer. */
const mostMinutes = 10;

/** How well single dogs and mugs are told from others of their class, alone and in a place, and what happens on real pets. */
export async function evaluateConcepts(figures: FigurePrinter): Promise<void> {
  const trials: ThingsTrial[] = [];
  for (const seed of seeds) {
    const minutes = processorMinutes();
    if (minutes + minutes / Math.max(1, trials.length) > mostMinutes) break;
    trials.push(await rankThings(seed));
    console.error(`Film ${seed}: ${(processorMinutes() - minutes).toFixed(1)} minutes of processor time.`);
  }
  const on = `${trials.length === 1 ? 'one film' : `${trials.length} films`}, 8 dogs and mugs in 5 places each, 3 templates`;
  const mean = (of: (ranks: Ranks) => number, method: string): number =>
    meanOf(trials.map(({ methods }) => of(methods.get(method)!)));
  for (const method of trials[0]!.methods.keys()) {
    figures.print(
      'generic mAP',
      mean(({ generic }) => generic.map, method),
      `${on}, ${method}`,
    );
    figures.print(
      'generic MRR',
      mean(({ generic }) => generic.mrr, method),
      `${on}, ${method}`,
    );
    figures.print(
      'context MRR',
      mean(({ context }) => context.mrr, method),
      `${on}, ${method}`,
    );
    figures.print(
      'context R@5',
      mean(({ context }) => context.recallAt5, method),
      `${on}, ${method}`,
    );
  }
  const contextOf = (method: string): number => mean(({ context }) => context.mrr, method);
  const gain = contextOf('concept') - contextOf('template averaging');
  figures.print('context MRR over template averaging', gain, on, '>= 0.10');
  const ellipse = contextOf('concept') - contextOf('ten templates without the ellipse');
  figures.print('context MRR, 3 with the ellipse over 10 without', ellipse, on, '>= 0');
  figures.print('share of things localised', meanOf(trials.map(({ localised }) => localised)), on);
  figures.print('precision of presence', meanOf(trials.map(({ precision }) => precision)), on);
  figures.print('recall of presence', meanOf(trials.map(({ recall }) => recall)), on);
  const slowest = Math.max(...trials.map(({ enrolSeconds }) => enrolSeconds));
  figures.print('seconds to enrol, slowest', slowest, on, '<= 60');
  await evaluatePets(figures);
}

function processorMinutes(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 6e7;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
