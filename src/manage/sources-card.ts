import { PullquoteError } from "../errors.ts";
import type { Action, Card, NoticeItem } from "../news/card.ts";
import { noticeCard } from "../news/cards/answer-cards.ts";
import type { Destination } from "../news/edition.ts";
import { managePhrasesIn } from "../news/manage/manage-phrases.ts";
import type { Asker } from "../ports.ts";
import { isBroken, type SourceView } from "./health.ts";
import type { ManageSources } from "./sources.ts";

/** Sources listed on one card; a button beside each that chat may remove, as far as a card has room for buttons. */
const MOST = 60;
const MOST_BUTTONS = 20;
/** Characters of an address that stay readable in a line. */
const LONGEST = 200;

/**
 * `/digest sources`, `… list words`, `… add address`, `… remove address`, `… check`. Sources are the whole bot's, not one channel's: where it serves
 * several workspaces or servers, they are only listed but in its admin channels.
 */
export async function sourcesCard(words: string, asker: Asker, sources: ManageSources, admins: readonly Destination[]): Promise<Card> {
  const said = managePhrasesIn(asker.language);
  const language = asker.language ? { language: asker.language } : {};
  const [, verb = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(words.trim()) ?? [];
  const title = said.homeSources;
  const changes = !asker.shared || admins.some(({ platform, channel }) => platform === asker.platform && channel === asker.channel);
  if (!changes && !/^(list)?$/i.test(verb)) return noticeCard(title, said.sourcesShared, language);
  try {
    switch (verb.toLowerCase()) {
      case "add": {
        // Slack and Discord show a link as <https://…>.
        const { view, words } = await sources.add(rest.replace(/^<([^|>]+)(?:\|[^>]*)?>$/, "$1"));
        return noticeCard(title, [view.shown.slice(0, LONGEST), words], language);
      }
      case "remove": {
        const view = await sources.remove(rest.replace(/^<([^|>]+)(?:\|[^>]*)?>$/, "$1"));
        return noticeCard(title, said.sourceRemoved(view.shown.slice(0, LONGEST)), language);
      }
      case "check":
        return listed(await sources.check(rest === "" ? undefined : rest), asker, changes);
      case "":
      case "list":
        return listed((await sources.list()).filter(having(rest)), asker, changes);
      default:
        return noticeCard(title, said.sourcesHelp, language);
    }
  } catch (cause) {
    if (!(cause instanceof PullquoteError)) throw cause;
    return noticeCard(title, cause.message, language);
  }
}

/** Those in whose title or address the words stand. */
function having(words: string): (view: SourceView) => boolean {
  const wanted = words.trim().toLowerCase();
  return ({ title = "", shown }) => `${title} ${shown}`.toLowerCase().includes(wanted);
}

function listed(all: readonly SourceView[], asker: Asker, changes: boolean): Card {
  const said = managePhrasesIn(asker.language);
  // What somebody has to do something about comes first.
  const views = [...all].sort((a, b) => Number(isBroken(b)) - Number(isBroken(a)));
  const lines: NoticeItem["lines"] = views.slice(0, MOST).map((view) => {
    const name = view.title ? `${view.title} (${view.shown.slice(0, LONGEST)})` : view.shown.slice(0, LONGEST);
    return { text: `${name}: ${view.words}` };
  });
  const removable = views.filter(({ addedBy }) => changes && addedBy === "command").slice(0, MOST_BUTTONS);
  const actions = removable.map(
    ({ address, title, shown }): Action => ({
      label: said.sourceRemove(title ?? shown),
      question: { kind: "manage", act: "sources", words: `remove ${address}` },
    }),
  );
  const more = views.length > MOST ? [{ text: said.sourcesMore(views.length - MOST) }] : [];
  return {
    title: said.homeSources,
    items: [{ kind: "notice", lines: [...(lines.length > 0 ? lines : [{ text: said.sourcesHelp }]), ...more] }],
    // A long address fits no button: it is removed by typing it.
    actions: actions.filter(({ question }) => question.kind === "manage" && question.words.length < 75),
    ...(asker.language ? { language: asker.language } : {}),
  };
}
