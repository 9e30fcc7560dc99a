import type { PackedForest } from "../src/news/quotes/forest.ts";
import type { Tree } from "./boost.ts";

/** Trees as bytes: a preorder walk, two bytes a split (feature, cut), three a leaf (255, 16-bit value). */
export function packForest(trees: readonly Tree[], columns: number): PackedForest {
  const sets: Set<number>[] = Array.from({ length: columns }, () => new Set());
  let max = 0;
  for (const tree of trees)
    tree.feature.forEach((f, n) => {
      if (f >= 0) sets[f]?.add(tree.threshold[n] as number);
      else max = Math.max(max, Math.abs(tree.value[n] as number));
    });
  if (columns > 254) throw new Error(`${columns} columns do not fit a byte. Drop some features.`);
  const cuts = sets.map((set) => [...set].sort((a, b) => a - b));
  const step = Number((max / 32000).toPrecision(6));
  const bytes: number[] = [];
  for (const tree of trees) {
    const walk = (n: number): void => {
      const f = tree.feature[n] as number;
      if (f < 0) {
        const v = Math.round((tree.value[n] as number) / step) & 65535;
        bytes.push(255, v & 255, v >> 8);
        return;
      }
      bytes.push(f, (cuts[f] as number[]).indexOf(tree.threshold[n] as number));
      walk(tree.left[n] as number);
      walk(tree.right[n] as number);
    };
    walk(0);
  }
  return { cuts, trees: trees.length, step, code: Buffer.from(bytes).toString("base64") };
}

export function printForest(name: string, packed: PackedForest): string {
  const cuts = packed.cuts.map((list) => `[${list.map((v) => Number(v.toPrecision(9))).join(",")}]`).join(",");
  return `export const ${name}: PackedForest = {\n  cuts: [${cuts}],\n  trees: ${packed.trees},\n  step: ${packed.step},\n  code: "${packed.code}",\n};\n`;
}
