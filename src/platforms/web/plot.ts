import type { Tally } from "../../ports.ts";
import { type Html, html } from "./markup.ts";

export type Months = { readonly from: string; readonly to: string };

/** A plot has room for a year at the least: a single month is no trend and shall not look like one. */
const LEAST = 12;
/** And for ten years at the most; what is older stands in the numbers beside it. */
const MOST = 120;
const NAME = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** The months from the earliest to the latest of several tallies, so that their plots can be compared. */
export function monthsOf(tallies: readonly (readonly Tally[])[]): Months | null {
  const months = tallies
    .flat()
    .map(({ month }) => month)
    .sort();
  const [from] = months;
  const to = months.at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}

/** Quotes a month as bars. Whoever does not see them is told the busiest month. */
export function plot(tally: readonly Tally[], months: Months | null, size: "small" | "large" = "small"): Html {
  if (months === null) return html``;
  const last = number(months.to);
  const first = Math.max(last - MOST + 1, Math.min(number(months.from), last - LEAST + 1));
  const counts = new Map<number, number>();
  for (const { month, quotes } of tally) counts.set(number(month), (counts.get(number(month)) ?? 0) + quotes);
  const most = Math.max(1, ...counts.values());
  const width = (last - first + 1) * 4;
  const bars = [...counts]
    .filter(([month]) => month >= first)
    .map(([month, quotes]) => {
      const height = Math.max(1.5, (quotes / most) * 19);
      return html`<rect x="${(month - first) * 4}" y="${20 - height}" width="3.2" height="${height}"><title>${nameOf(month)}: ${quotes}</title></rect>`;
    });
  const busiest = [...counts].sort(([, a], [, b]) => b - a)[0];
  const said = busiest ? `Quotes by month, ${nameOf(first)} to ${nameOf(last)}; most in ${nameOf(busiest[0])}: ${busiest[1]}` : "No quotes";
  return html`<svg class="plot ${size}" role="img" aria-label="${said}" viewBox="0 0 ${width} 20" preserveAspectRatio="none">${bars}</svg>`;
}

/** "2026-11" as months since the year 0. */
function number(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function nameOf(month: number): string {
  return NAME.format(new Date(Date.UTC(Math.floor(month / 12), month % 12)));
}
