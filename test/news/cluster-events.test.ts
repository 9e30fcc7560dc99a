import { describe, expect, it } from "vitest";
import type { Instant } from "../../src/news/article.ts";
import { storyDesk, type Told } from "../../src/news/cluster/desk.ts";

/** Reports told alike, each by its event: what has the same letter is one event. */
const sets: Readonly<Record<string, readonly (readonly [event: string, title: string, lead: string])[]>> = {
  "two quakes": [
    [
      "a",
      "Magnitude 6.4 earthquake strikes southern Talvia",
      "A magnitude 6.4 earthquake struck southern Talvia on Monday, the geological service said. The quake was 30 km from the city of Orsk.",
    ],
    [
      "b",
      "Magnitude 6.2 earthquake strikes northern Quenland",
      "A magnitude 6.2 earthquake struck northern Quenland on Monday, the weather agency said. The quake was 25 km from the city of Narro.",
    ],
  ],
  "two matches": [
    [
      "a",
      "Harmouth beat Selby 2-1 to reach cup final",
      "Harmouth beat Selby 2-1 on Saturday to reach the cup final, with two late goals in front of a full stadium.",
    ],
    [
      "b",
      "Norwick beat Calder 2-0 to reach cup final",
      "Norwick beat Calder 2-0 on Saturday to reach the cup final, with two early goals in front of a full stadium.",
    ],
  ],
  "two storms": [
    [
      "a",
      "Storm Edda cuts power to 40,000 homes in Vestmar",
      "Storm Edda cut power to 40,000 homes in Vestmar on Tuesday, as winds tore roofs off and trees fell on roads.",
    ],
    [
      "b",
      "Storm Falk cuts power to 25,000 homes in Ostland",
      "Storm Falk cut power to 25,000 homes in Ostland on Tuesday, as winds tore roofs off and trees fell on roads.",
    ],
  ],
  "two recalls": [
    [
      "a",
      "Brightwell recalls 12,000 toasters over fire risk",
      "Brightwell is recalling 12,000 toasters sold since March because a cable may overheat and start a fire, the regulator said.",
    ],
    [
      "b",
      "Kettora recalls 9,000 kettles over fire risk",
      "Kettora is recalling 9,000 kettles sold since May because a cable may overheat and start a fire, the regulator said.",
    ],
  ],
  "two sentences": [
    [
      "a",
      "Former teacher jailed for nine years over fraud in Lydd",
      "A former teacher, Owen Pike, was jailed for nine years on Friday at Lydd Crown Court for defrauding a school of a million.",
    ],
    [
      "b",
      "Former nurse jailed for seven years over fraud in Tarn",
      "A former nurse, Carla Voss, was jailed for seven years on Friday at Tarn Crown Court for defrauding a hospital of a million.",
    ],
  ],
  "two flaws by number": [
    [
      "a",
      "Critical flaw in mail server exploited, patch now",
      "Attackers exploit a critical flaw in the mail server, tracked as CVE-2031-1001, that lets them run code without logging in.",
    ],
    [
      "b",
      "Critical flaw in file server exploited, patch now",
      "Attackers exploit a critical flaw in the file server, tracked as CVE-2031-2002, that lets them run code without logging in.",
    ],
  ],
  "one mayor twice": [
    ["a", "Mayor Odell opens swimming hall", "Mayor Ruth Odell opened the new swimming hall on Monday with a dive from the high board."],
    ["b", "Mayor Odell sued over parking fines", "Mayor Ruth Odell was sued on Monday by drivers who want their fines back."],
  ],
  "one bridge, three papers": [
    [
      "a",
      "Marsh closes its only bridge",
      "The council of Marsh voted on Monday to close the old bridge over the Sator, which engineers say may fall this winter.",
    ],
    [
      "a",
      "Bridge over the Sator shut before winter",
      "Marsh will close the old bridge over the Sator after engineers warned that it may fall, the council decided.",
    ],
    [
      "a",
      "Council shuts crumbling Marsh bridge",
      "Engineers had warned the council of Marsh that the bridge over the Sator would not last another winter.",
    ],
  ],
};

const told = (name: string): Told[] =>
  (sets[name] ?? []).map(([, title, lead], n) => ({
    id: `${name} ${n}`,
    title,
    lead,
    published: `2031-11-03T0${8 + n}:00:00.000Z`.replace("010", "10") as Instant,
  }));
const others = Object.keys(sets);

describe.each(others)("%s", (name) => {
  const events = (sets[name] ?? []).map(([event]) => event);
  const pairs = events.flatMap((one, i) => events.slice(i + 1).map((other, j) => [i, i + 1 + j, one === other] as const));

  it.each<[string, (articles: Told[]) => string[]]>([
    ["together", (articles) => storyDesk().place(articles)],
    ["one by one", (articles) => ((desk) => articles.flatMap((article) => desk.place([article])))(storyDesk())],
    [
      "among all the others",
      (articles) => {
        const desk = storyDesk();
        for (const other of others) if (other !== name) desk.place(told(other));
        return articles.flatMap((article) => desk.place([article]));
      },
    ],
  ])("%s", (_, place) => {
    const stories = place(told(name));
    for (const [i, j, same] of pairs) expect(stories[i] === stories[j], `${i} and ${j}`).toBe(same);
  });
});
