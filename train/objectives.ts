import type { Objective } from "./boost.ts";

/** Which of a group's rows is right: softmax over the group, the right rows' share against one. Rows of weight 0 in `target` < 0 are left out. */
export function listwise(groups: Int32Array, target: Int8Array): Objective {
  return (scores, gradient, hessian) => {
    gradient.fill(0);
    hessian.fill(0);
    for (let g = 0; g + 1 < groups.length; g++) {
      const from = groups[g] as number;
      const to = groups[g + 1] as number;
      let max = -Infinity;
      for (let r = from; r < to; r++) if ((target[r] as number) >= 0) max = Math.max(max, scores[r] as number);
      let sum = 0;
      let good = 0;
      for (let r = from; r < to; r++)
        if ((target[r] as number) >= 0) {
          const e = Math.exp((scores[r] as number) - max);
          sum += e;
          if (target[r] === 1) good += e;
        }
      if (good === 0) continue;
      for (let r = from; r < to; r++)
        if ((target[r] as number) >= 0) {
          const e = Math.exp((scores[r] as number) - max);
          const p = e / sum;
          gradient[r] = p - (target[r] === 1 ? e / good : 0);
          hessian[r] = Math.max(1e-6, p * (1 - p));
        }
    }
  };
}

export function logistic(target: Int8Array): Objective {
  return (scores, gradient, hessian) => {
    for (let r = 0; r < scores.length; r++) {
      const p = 1 / (1 + Math.exp(-(scores[r] as number)));
      gradient[r] = p - (target[r] === 1 ? 1 : 0);
      hessian[r] = Math.max(1e-6, p * (1 - p));
    }
  };
}
