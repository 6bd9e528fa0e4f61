import { LinearLayer } from './linear-layer.ts';

/**
 * The linear layer that comes nearest to giving each output for its input, in the squared distance plus `decay` times the
 * mean squared length of an input times the squared weights (ridge regression; the normal equations by Cholesky).
 * @param inputs `[dimension]` each
 * @param outputs as many, of one length
 */
export function fitRidge(
  inputs: readonly Float32Array[],
  outputs: readonly Float32Array[],
  decay: number,
): LinearLayer {
  const [x, y] = [centred(inputs), centred(outputs)];
  const size = x.mean.length;
  const width = y.mean.length;
  const products = new Float64Array(size * size);
  const sums = new Float64Array(size * width);
  x.rows.forEach((row, index) => {
    const wanted = y.rows[index]!;
    for (let i = 0; i < size; i++) {
      const value = row[i]!;
      for (let j = 0; j <= i; j++) products[i * size + j]! += value * row[j]!;
      for (let j = 0; j < width; j++) sums[i * width + j]! += value * wanted[j]!;
    }
  });
  let trace = 0;
  for (let i = 0; i < size; i++) trace += products[i * size + i]!;
  for (let i = 0; i < size; i++) products[i * size + i]! += decay * (trace + 1e-12);
  solve(products, sums, size, width);
  const weights = new Float32Array(width * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < width; j++) weights[j * size + i] = sums[i * width + j]!;
  }
  const layer = new LinearLayer(weights, new Float32Array(width));
  const moved = layer.forward(x.mean);
  return new LinearLayer(
    weights,
    y.mean.map((value, i) => value - moved[i]!),
  );
}

function centred(rows: readonly Float32Array[]): { mean: Float32Array; rows: Float32Array[] } {
  const mean = new Float32Array(rows[0]!.length);
  for (const row of rows) row.forEach((value, i) => (mean[i]! += value / rows.length));
  return { mean, rows: rows.map((row) => row.map((value, i) => value - mean[i]!)) };
}

/** Solves `matrix · x = sides` for a positive definite matrix, of which the lower half is read; both are overwritten. */
function solve(matrix: Float64Array, sides: Float64Array, size: number, width: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * size + k]! * matrix[j * size + k]!;
      matrix[i * size + j] = i === j ? Math.sqrt(sum) : sum / matrix[j * size + j]!;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) take(sides, i, k, matrix[i * size + k]!, width);
    share(sides, i, matrix[i * size + i]!, width);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) take(sides, i, k, matrix[k * size + i]!, width);
    share(sides, i, matrix[i * size + i]!, width);
  }
}

function take(sides: Float64Array, from: number, row: number, factor: number, width: number): void {
  for (let j = 0; j < width; j++) sides[from * width + j]! -= factor * sides[row * width + j]!;
}

function share(sides: Float64Array, row: number, by: number, width: number): void {
  for (let j = 0; j < width; j++) sides[row * width + j]! /= by;
}
