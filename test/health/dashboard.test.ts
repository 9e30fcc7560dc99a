import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openMetrics } from "../../src/health/metrics.ts";
import type { Vitals } from "../../src/health/vitals.ts";
import type { Instant } from "../../src/news/article.ts";

type Dashboard = { readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[] };

const now = "2026-11-24T08:00:00.000Z" as Instant;
const vitals: Vitals = {
  ...{ at: now, started: now, lastTick: now, unseen: [], readEveryMinutes: 60, storeProblem: null },
  lastRead: { at: now, sources: 1, broken: [] },
  queue: { waiting: 0, oldestDue: null, ambiguous: 0 },
  platforms: [{ name: "slack", connected: true }],
};

it("the Grafana dashboard asks only for metrics and labels that there are, and for every one of ours", async () => {
  const dashboard = JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "docs", "grafana-dashboard.json"), "utf8")) as Dashboard;
  const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  const metrics = openMetrics();
  metrics.delivered("slack", "sent", 1);
  metrics.answered("slack", "search", 0.1);
  metrics.extracted(0.01);
  metrics.read(1, 0, 1);
  const lines = (await metrics.page(vitals)).split("\n").filter((line) => line && !line.startsWith("#"));
  const labelsOf = new Map<string, Set<string>>();
  for (const line of lines) {
    const name = /^[a-z0-9_]+/.exec(line)?.[0] ?? "";
    const labels = labelsOf.get(name) ?? new Set();
    for (const [, label = ""] of line.matchAll(/[{,]([a-z]+)="/g)) labels.add(label);
    labelsOf.set(name, labels);
  }
  const asked = new Set<string>();
  for (const expression of expressions)
    for (const [name] of expression.matchAll(/pullquote_[a-z0-9_]+/g)) {
      asked.add(name);
      expect(labelsOf.has(name), `${name} is no metric`).toBe(true);
      for (const [, labels = ""] of expression.matchAll(/by \(([^)]*)\)/g))
        for (const label of labels.split(/, */)) expect([...(labelsOf.get(name) ?? [])], `${label} of ${name}`).toContain(label);
    }
  const ours = [...labelsOf.keys()].filter((name) => !/^pullquote_(nodejs|process)_|_(sum|count)$/.test(name));
  expect(ours.filter((name) => !asked.has(name))).toEqual([]);
});
