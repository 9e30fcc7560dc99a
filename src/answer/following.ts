import { instant } from "../news/article.ts";
import type { Action, Card } from "../news/card.ts";
import { nameOf, noticeCard, type Reader } from "../news/cards/answer-cards.ts";
import type { PlatformName } from "../news/edition.ts";
import type { Follow } from "../news/follow.ts";
import { managePhrasesIn } from "../news/manage/manage-phrases.ts";
import type { Person } from "../news/people.ts";
import { phrasesIn } from "../news/phrases.ts";
import type { FollowWhen } from "../news/question.ts";
import type { ChatSettings } from "../ports/chat.ts";
import type { Asker, Clock } from "../ports.ts";

/** So many persons fit a card with a button each. */
const MOST = 50;

/** What is answered to those who follow somebody. `platform`: an asker who can be written to. */
export function followingOn({ chat, clock }: { readonly chat: ChatSettings; readonly clock: Clock }) {
  const list = async (asker: Asker, platform: PlatformName, to: Reader, first?: string) =>
    listOf(await chat.following(platform, asker.user), to, first);

  function listOf(follows: readonly Follow[], to: Reader, first?: string): Card {
    const said = managePhrasesIn(to.language);
    const lines = follows.map(({ name, when }) => said.followEntry(name, when === "digest"));
    const actions = follows.slice(0, MOST).map(
      (one): Action => ({
        label: said.unfollow(one.name),
        question: { kind: "unfollow", person: one.person },
      }),
    );
    return noticeCard(said.followingTitle, [...(first ? [first] : []), ...(lines.length > 0 ? lines : [said.followingNobody])], {
      ...to,
      actions,
    });
  }

  return {
    list,
    async follow(person: Person, when: FollowWhen, asker: Asker, platform: PlatformName, to: Reader): Promise<Card> {
      const said = managePhrasesIn(to.language);
      const name = nameOf(person, to);
      const there = await chat.following(platform, asker.user);
      if (there.length >= MOST && !there.some((one) => one.person === person.id))
        return list(asker, platform, to, said.tooManyFollowed(MOST));
      const follow: Follow = {
        ...{ platform, user: asker.user, person: person.id, name, when },
        ...{ language: to.language ?? "en", since: instant(clock.now()) },
      };
      await chat.follow(follow);
      const other: FollowWhen = when === "now" ? "digest" : "now";
      return noticeCard(name, when === "now" ? said.followed(name) : said.followedDaily(name), {
        ...to,
        actions: [
          { label: other === "now" ? said.atOnce : said.withDigest, question: { kind: "follow", person: person.id, when: other } },
          { label: said.unfollow(name), question: { kind: "unfollow", person: person.id } },
        ],
      });
    },
    /** `persons`: whom the words may mean; none where nobody is known by them any more. */
    async unfollow(words: string, persons: readonly Person[], asker: Asker, platform: PlatformName, to: Reader): Promise<Card> {
      const said = managePhrasesIn(to.language);
      const there = await chat.following(platform, asker.user);
      const typed = words.toLowerCase();
      const exactly = there.filter(({ person, name }) => person === words || name.toLowerCase() === typed);
      const meant = exactly.length > 0 ? exactly : there.filter(({ person }) => persons.some(({ id }) => id === person));
      const [found, ...others] = meant;
      if (others.length > 0) return listOf(meant, to, phrasesIn(to.language).whichOfThese(words));
      const [person] = persons.length === 1 ? persons : [];
      const gone = found ? await chat.unfollow(platform, asker.user, found.person) : false;
      return list(asker, platform, to, gone && found ? said.unfollowed(found.name) : said.notFollowed(person ? nameOf(person, to) : words));
    },
  };
}
