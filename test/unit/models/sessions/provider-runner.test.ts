import { describe, expect, it } from 'vitest';
import { ProviderRunner } from '../../../../src-main/models/sessions/provider-runner.ts';
import type { ModelRunner, Tensors } from '../../../../src-main/models/sessions/loaded-graph.ts';
import { floatTensor } from '../../../../src-main/models/onnx-session.ts';

const inputs: Tensors = { x: floatTensor(Float32Array.of(1), [1]) };

function machine(broken: Partial<Record<string, 'load' | 'run'>>) {
  const closed: string[] = [];
  const loadOn = async (provider: string): Promise<ModelRunner> => {
    if (broken[provider] === 'load') throw new Error(`${provider} is not there`);
    return {
      run: async (given) => {
        if (broken[provider] === 'run') throw new Error(`${provider} was lost`);
        return given;
      },
      close: async () => void closed.push(provider),
    };
  };
  const problems: string[] = [];
  return { loadOn, closed, problems, onProblem: (problem: string) => void problems.push(problem) };
}

describe('a provider that fails', () => {
  it('hands over to the processor when it cannot be loaded, and its message is told', async () => {
    const { loadOn, problems, onProblem } = machine({ cuda: 'load' });
    const runner = await ProviderRunner.open(loadOn, 'cuda', onProblem);
    expect(await runner.run(inputs)).toBe(inputs);
    expect(problems).toEqual(['cuda: cuda is not there']);
  });

  it('hands over in the middle of its work, answers that very run, and is closed', async () => {
    const { loadOn, problems, onProblem, closed } = machine({ webgpu: 'run' });
    const runner = await ProviderRunner.open(loadOn, 'webgpu', onProblem);
    expect(await runner.run(inputs)).toBe(inputs);
    await runner.run(inputs);
    expect(problems).toEqual(['webgpu: webgpu was lost']);
    expect(closed).toEqual(['webgpu']);
    await runner.close();
    expect(closed).toEqual(['webgpu', 'cpu']);
  });

  it('is not blamed for a run that the processor refuses too', async () => {
    const { loadOn, problems, onProblem, closed } = machine({ webgpu: 'run', cpu: 'run' });
    const runner = await ProviderRunner.open(loadOn, 'webgpu', onProblem);
    await expect(runner.run(inputs)).rejects.toThrow('cpu was lost');
    expect(problems).toEqual([]);
    expect(closed).toEqual(['cpu']);
  });

  it('has nobody to hand over to when it is the processor', async () => {
    const { loadOn, onProblem } = machine({ cpu: 'load' });
    await expect(ProviderRunner.open(loadOn, 'cpu', onProblem)).rejects.toThrow('cpu is not there');
  });
});
