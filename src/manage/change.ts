import type { PlatformName } from "../news/edition.ts";
import { everything } from "../news/filter.ts";
import { type ChannelDigest, MOST_PINGED } from "../news/manage/channel-digest.ts";
import { filterWords, isEverything, parseFilter } from "../news/manage/filter-words.ts";
import { readLength } from "../news/manage/length.ts";
import type { ManagePhrases } from "../news/manage/manage-phrases.ts";
import { parseQuiet, quietWords } from "../news/manage/quiet.ts";
import type { Act } from "../news/question.ts";
import type { Platform } from "../ports.ts";

/** What turns a setting off, in the languages of the bot. */
export const OFF = /^(off|none|clear|remove|stop|aus|keine|non|aucun|no|ninguno)$/i;

/** A digest as it is to be saved, and what is said first; or only an answer, with buttons for these acts. */
export type Change =
  | { readonly digest: ChannelDigest; readonly first?: readonly string[] }
  | { readonly says: string | readonly string[]; readonly acts?: readonly Act[] };

type ChangeParts = {
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  /** The ids that may be pinged here, and the setting that lists them. */
  readonly pingable: readonly string[];
  readonly setting: string;
  /** Of times that name none. */
  readonly zone: string;
  readonly said: ManagePhrases;
};

/** What `/digest filter`, `length`, `quiet` and `roles` change; without words, what is set. */
export async function changeOf(
  act: "filter" | "length" | "quiet" | "roles",
  words: string,
  digest: ChannelDigest,
  { platforms, pingable, setting, zone, said }: ChangeParts,
): Promise<Change> {
  const off = OFF.test(words);
  switch (act) {
    case "filter": {
      if (words === "") {
        const says = isEverything(digest.filter) ? said.unfiltered : said.filtered(filterWords(digest.filter));
        return { says, acts: ["filter"] };
      }
      const filter = off ? everything : parseFilter(words);
      if ("wrong" in filter) return { says: said.wrongFilter(filter.wrong) };
      return { digest: { ...digest, filter }, first: off ? [said.unfiltered] : [] };
    }
    case "length": {
      if (words === "") return { says: said.lengthIs(digest.length) };
      const length = readLength(words);
      return length === undefined ? { says: said.wrongLength(words.slice(0, 60)) } : { digest: { ...digest, length } };
    }
    case "quiet": {
      if (words === "") return { says: digest.quiet ? said.quietIn(quietWords(digest.quiet)) : said.noQuiet };
      const quiet = off ? null : parseQuiet(words, digest.times?.zone ?? zone);
      if (quiet === null && !off) return { says: said.wrongQuiet(words.slice(0, 60)) };
      return { digest: { ...digest, quiet }, first: off ? [said.noQuiet] : [] };
    }
    case "roles": {
      if (pingable.length === 0) return { says: said.nobodyMayPing(setting) };
      const may = said.mayPing(pingable.join(", "));
      if (words === "") return { says: [digest.roles.length > 0 ? said.pings(digest.roles.join(", ")) : said.noPings, may] };
      const roles = off ? [] : [...new Set(words.match(/[A-Z0-9]{5,}/g) ?? [words.slice(0, 40)])];
      const wrong = roles.find((id) => !pingable.includes(id));
      if (wrong !== undefined) return { says: [said.notPingable(wrong, setting), may] };
      if (roles.length > MOST_PINGED) return { says: [said.notSaved, said.tooManyPinged(MOST_PINGED)] };
      const problem = roles.length > 0 ? await platforms.get(digest.destination.platform)?.check(digest.destination, roles) : null;
      if (problem) return { says: [said.notSaved, problem] };
      return { digest: { ...digest, roles }, first: roles.length === 0 ? [said.noPings] : [] };
    }
  }
}
