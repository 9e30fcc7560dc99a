import { describe, expect, it } from "vitest";
import type { Instant } from "../../src/news/article.ts";
import { storyDesk, type Told } from "../../src/news/cluster/desk.ts";
import { averageLink } from "../../src/news/cluster/link.ts";
import { cluster, leadOf, type Telling } from "../../src/news/cluster.ts";
import { printOf } from "../../src/news/copies/near-copy.ts";

const at = (time: string) => `${time}:00.000Z` as Instant;
const told = (title: string, lead: string, published: Instant | null = at("2031-11-03T08:00")): Telling => ({ title, lead, published });

const bridge = [
  told(
    "Marsh closes its only bridge",
    "The council of Marsh voted on Monday to close the old bridge over the Sator, which engineers say may fall this winter.",
  ),
  told(
    "Bridge over the Sator shut before winter",
    "Marsh will close the old bridge over the Sator after engineers warned that it may fall, the council decided.",
  ),
  told(
    "Council shuts crumbling Marsh bridge",
    "Engineers had warned the council of Marsh that the bridge over the Sator would not last another winter.",
  ),
];
const ferry = [
  told(
    "Ferry strike enters second week",
    "Crews of the coast ferries stayed on strike for a second week on Monday over pay, and islanders ran short of food.",
  ),
  told(
    "Islands short of food as ferry crews strike over pay",
    "Supermarkets on the islands ran out of bread as the strike of the ferry crews went into its second week.",
  ),
];
const comet = told(
  "Comet seen over the desert",
  "Astronomers in Atacama photographed a comet with two tails that had not been seen for eight hundred years.",
);

describe("stories", () => {
  it("put reports on one event together and keep others apart", () => {
    const all = [bridge[0], ferry[0], comet, bridge[1], ferry[1], bridge[2]].filter((t) => t !== undefined);
    expect(cluster(all)).toEqual([[0, 3, 5], [1, 4], [2]]);
  });

  it("do not depend on the order in which the articles are given", () => {
    const all = [...bridge, ...ferry, comet];
    const titles = (tellings: readonly Telling[]) =>
      cluster(tellings)
        .map((story) => story.map((i) => tellings[i]?.title ?? "").sort())
        .sort();
    expect(titles([...all].reverse())).toEqual(titles(all));
  });

  it("end after 48 hours, and an article without a date may belong to any", () => {
    const [first, second, third] = bridge;
    if (!first || !second || !third) throw new Error("three articles are needed");
    const later = { ...second, published: at("2031-11-05T08:01") };
    expect(cluster([first, later])).toEqual([[0], [1]]);
    expect(cluster([first, { ...second, published: at("2031-11-05T08:00") }])).toEqual([[0, 1]]);
    expect(cluster([first, { ...second, published: null }])).toEqual([[0, 1]]);
  });

  it("hold the same item only once more, under whatever address it came", () => {
    const [first] = bridge;
    if (!first) throw new Error("an article is needed");
    expect(cluster([first, comet, { ...first }])).toEqual([[0, 2], [1]]);
  });

  it("are none for no articles, and one each for those that say nothing", () => {
    expect(cluster([])).toEqual([]);
    expect(cluster([told("", ""), told("", ""), told("The", "Of the and.")])).toEqual([[0], [1], [2]]);
  });

  it("take a time that does not explode when thousands of articles say the same", () => {
    const same = Array.from({ length: 1500 }, (_, i) => ({ ...(bridge[i % 3] ?? comet), title: `${bridge[i % 3]?.title} ${i}` }));
    const started = process.cpuUsage();
    expect(cluster(same).length).toBeLessThan(1500);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(8);
  });
});

describe("stories as articles come in", () => {
  const all = [...bridge, ...ferry, comet].map((telling, i): Told => ({ ...telling, id: `a${i}` }));
  const placedOneByOne = (told: readonly Told[]) => {
    const desk = storyDesk();
    return told.flatMap((t) => desk.place([t]));
  };

  it("are found one by one and several at once, named by their first article", () => {
    expect(placedOneByOne(all)).toEqual(["a0", "a0", "a0", "a3", "a3", "a5"]);
    expect(storyDesk().place(all)).toEqual(["a0", "a0", "a0", "a3", "a3", "a5"]);
    expect(storyDesk().place([])).toEqual([]);
  });

  it("go on where another memory left off", () => {
    const desk = storyDesk();
    desk.know(all.slice(0, 4).map((told, i) => ({ ...told, story: ["s", "s", "s", "t"][i] ?? "" })));
    expect(desk.place(all.slice(4))).toEqual(["t", "a5"]);
    expect(desk.has("a1") && !desk.has("a9")).toBe(true);
  });

  it("are not joined with one another by an article that is like both", () => {
    const desk = storyDesk();
    const [a, b, c] = bridge.map((telling, i): Told => ({ ...telling, id: `b${i}` }));
    if (!a || !b || !c) throw new Error("three articles are needed");
    desk.know([
      { ...a, story: "one" },
      { ...c, story: "two" },
    ]);
    expect(["one", "two"]).toContain(desk.place([b])[0]);
    expect(desk.place([{ ...a, id: "x" }])).toEqual(["one"]);
  });

  it("hold hundreds of reports that are nearly alike, together and one by one", () => {
    const [first] = bridge;
    if (!first) throw new Error("an article is needed");
    const many = Array.from({ length: 200 }, (_, i): Told => ({ ...first, lead: `${first.lead} Report ${i}.`, id: `m${i}` }));
    expect(cluster(many)).toHaveLength(1);
    expect(new Set(placedOneByOne(many))).toEqual(new Set(["m0"]));
  });

  it("take in the same article once", () => {
    const desk = storyDesk();
    desk.place(all);
    expect(desk.place(all.slice(1, 3))).toEqual(["a0", "a0"]);
  });

  it("hold an edited copy, also under a headline that says something else", () => {
    const body = Array.from({ length: 120 }, (_, i) => `word${(i * 37) % 101} number${i}`).join(" ");
    const first: Told = { ...told("Flood in the valley", "Rain fell."), id: "first", ...printed(body) };
    const copy: Told = { ...told("Hundreds flee", "Water rose."), id: "copy", ...printed(`Updated. ${body} More follows.`) };
    expect(storyDesk().place([first, copy])).toEqual(["first", "first"]);
    const later: Told = { ...copy, id: "later", published: at("2031-11-06T08:00") };
    expect(storyDesk().place([first, later])).toEqual(["first", "later"]);
  });

  it("forget what nobody can join any more, and go on", () => {
    const desk = storyDesk();
    desk.place(all);
    desk.forget(Date.parse(at("2031-11-02T08:00")));
    expect(desk.has("a0")).toBe(true);
    desk.forget(Date.parse(at("2031-11-04T08:00")));
    expect(desk.has("a0")).toBe(false);
    expect(desk.place([{ ...comet, id: "new" }])).toEqual(["new"]);
  });
});

function printed(text: string): Pick<Told, "print"> {
  const print = printOf(text);
  return print ? { print } : {};
}

describe("average link", () => {
  it("joins what is most alike first, counts a missing edge as unlike, and settles ties by number", () => {
    expect(
      averageLink(
        4,
        [
          [0, 1, 0.9],
          [1, 2, 0.5],
          [2, 3, 0.4],
        ],
        0.3,
      ),
    ).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(
      averageLink(
        3,
        [
          [0, 1, 0.9],
          [1, 2, 0.5],
        ],
        0.3,
      ),
    ).toEqual([[0, 1], [2]]);
    expect(
      averageLink(
        3,
        [
          [0, 1, 0.9],
          [1, 2, 0.5],
          [0, 2, 0.2],
        ],
        0.3,
      ),
    ).toEqual([[0, 1, 2]]);
    expect(
      averageLink(
        3,
        [
          [0, 1, 0.5],
          [1, 2, 0.5],
        ],
        0.3,
      ),
    ).toEqual([[0, 1], [2]]);
  });
});

describe("average link with groups that are there already", () => {
  it("lets single things join them by the average over their members, and never joins two of them", () => {
    // 0 and 1 are groups of two and one; 2 is like both, 3 is like 2 only.
    const edges = [
      [0, 2, 0.9],
      [1, 2, 0.4],
      [2, 3, 0.8],
    ] as const;
    expect(averageLink(4, edges, 0.3, [2, 1])).toEqual([[0], [1], [2, 3]]);
    expect(averageLink(3, edges.slice(0, 2), 0.3, [2, 1])).toEqual([[0, 2], [1]]);
    expect(averageLink(2, [[0, 1, 9]], 0.3, [1, 1])).toEqual([[0], [1]]);
  });
});

describe("the lead of an article", () => {
  it("leaves out bylines, datelines and headings", () => {
    const text =
      "By Jane Roe\nPUBLISHED: 3 November 2031\nMARSH, Ohio (AP) — The council of Marsh voted to close the bridge. It is very old.";
    expect(leadOf(text)).toBe("The council of Marsh voted to close the bridge. It is very old.");
    expect(leadOf("word ".repeat(5000)).length).toBeLessThan(7000);
    expect(leadOf("")).toBe("");
  });
});
