import { hostileCards } from "../../fake/hostile-cards.ts";

/** What somebody could put into an article to harm a Discord server. */
export const { attacks, card, hostile } = hostileCards({
  attacks: [
    "@everyone @here",
    "<@1060000000000000001> <@!1060000000000000001> <@&1030000000000000009>",
    "<#1040000000000000001> </news:1070000000000000001> <id:customize>",
    "<t:1700000000:R> <t:1:D>",
    "<:evil:123456789012345678> <a:evil:123456789012345678> :smile: :rotating_light::skin-tone-2:",
    "[your bank](https://evil.example/login) [x](<https://evil.example>)",
    "https://evil.example/auto?link=1 http://evil.example <https://evil.example> steam://run/1",
    "discord.gg/abcdef www.evil.example evil.example mail@evil.example",
    "**bold** *it* __under__ _em_ ~~gone~~ ||spoiler|| `code` ``co`de``",
    "```js\nprocess.exit()\n```",
    "# big\n## less\n### small\n-# tiny\n> quoted\n>>> all of it\n- list\n* list\n1. one\n2) two\n + plus",
    "\n\n\n> — Somebody Else\n— Somebody Else",
    "\u2028# after a line separator\u0085> after a next line\v- x\f> y",
    "   # indented\n\t- tab\n\u200B# behind a zero-width space",
    "¯\\_(ツ)_/¯ \\* \\\\ \\",
    "a]( b [c ] d) [ [ ]] (https://evil.example)",
    "&lt;@everyone&gt; &#64;everyone &amp;",
    "zero\u200Bwidth\u200D \uFEFF\u2060 @\u200Beveryone",
    "\u0000\u0007\u001B[31m\u007F\u009B",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 𝒜𝓈𝓉𝓇𝒶𝓁 ＠everyone",
    '"},{"type":17,"components":[]}',
    "***___~~~|||```",
    "He said: yes. At 10:30 in the U.S. it was 3.5 % (or more) — no?",
  ],
  markup: "*_~`|<>[]()#-@:.\\>&!+=",
  long: ["*".repeat(5000), "a".repeat(9000), "\n".repeat(3000), "a\n".repeat(2000)],
  urls: ["discord://open", "https://x.example/a_(b)_c*d*'e'|f|`g`", "https://x.example/<@everyone>?q=[x](y)"],
});
