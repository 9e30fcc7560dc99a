/** Logistic regression by Newton's method, no randomness. `cost` is how much large weights cost, per row; the first column, the bias, costs nothing. */
export function fitLogistic(rows: readonly Float64Array[], right: Uint8Array, cost: number): number[] {
  const width = rows[0]?.length ?? 0;
  let weights = new Float64Array(width);
  for (let round = 0; round < 8; round++) {
    const slope = new Float64Array(width);
    const curve = Array.from({ length: width }, () => new Float64Array(width));
    rows.forEach((row, n) => {
      // Most columns are nought.
      const used: number[] = [];
      let sum = 0;
      for (let i = 0; i < width; i++) {
        const x = row[i] ?? 0;
        if (x === 0) continue;
        used.push(i);
        sum += x * (weights[i] ?? 0);
      }
      const chance = 1 / (1 + Math.exp(-sum));
      const off = (right[n] ?? 0) - chance;
      const bend = chance * (1 - chance);
      for (const i of used) {
        const x = row[i] ?? 0;
        slope[i] = (slope[i] ?? 0) + off * x;
        const line = curve[i];
        if (line) for (const k of used) line[k] = (line[k] ?? 0) + bend * x * (row[k] ?? 0);
      }
    });
    for (let i = 0; i < width; i++) {
      const price = i === 0 ? 1e-6 : cost * rows.length;
      slope[i] = (slope[i] ?? 0) - (i === 0 ? 0 : price * (weights[i] ?? 0));
      const line = curve[i];
      if (line) line[i] = (line[i] ?? 0) + price;
    }
    const step = solve(curve, slope);
    weights = weights.map((w, i) => w + (step[i] ?? 0));
  }
  return Array.from(weights, (w) => Number(w.toFixed(3)));
}

/** Solves a symmetric positive system, in place (Cholesky without roots). */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const n = right.length;
  const at = (i: number, k: number) => matrix[i]?.[k] ?? 0;
  const x = right.slice();
  for (let i = 0; i < n; i++)
    for (let r = i + 1; r < n; r++) {
      const share = at(r, i) / at(i, i);
      if (share === 0) continue;
      const line = matrix[r];
      if (line) for (let k = i; k < n; k++) line[k] = (line[k] ?? 0) - share * at(i, k);
      x[r] = (x[r] ?? 0) - share * (x[i] ?? 0);
    }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= at(i, k) * (x[k] ?? 0);
    x[i] = sum / at(i, i);
  }
  return x;
}
