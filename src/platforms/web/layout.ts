import { type Assets, addressOf } from "./assets.ts";
import { MARK } from "./mark.ts";
import { type Html, html, NOTHING, raw } from "./markup.ts";

/** The parts of the page, in the order of its navigation. */
export type Place = "try" | "read" | "people" | "stories" | "state";

export type Page = {
  readonly title: string;
  readonly place: Place | null;
  readonly body: Html;
  /** What else stands in the head: feeds of this page. */
  readonly head?: Html;
};

const PLACES: readonly (readonly [Place, string, string])[] = [
  ["try", "/", "Try it"],
  ["read", "/read", "Paste an article"],
  ["people", "/people", "People"],
  ["stories", "/stories", "Stories"],
  ["state", "/state", "State"],
];

/** The frame of every page: one look, landmarks, a way past the navigation. */
export function layout(assets: Assets, { title, place, body, head = NOTHING }: Page): Html {
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Pullquote</title>
<link rel="stylesheet" href="${addressOf(assets, "style.css")}">
<link rel="icon" type="image/svg+xml" href="${addressOf(assets, "mark.svg")}">
<script src="${addressOf(assets, "page.js")}" defer></script>
${head}</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="/">${raw(MARK)}<span>Pullquote</span></a>
<nav aria-label="Pages"><ul>${PLACES.map(
    ([name, address, label]) => html`<li><a href="${address}"${name === place ? html` aria-current="page"` : NOTHING}>${label}</a></li>`,
  )}</ul></nav>
<form class="find" role="search" aria-label="The archive" action="/search"><label class="unseen" for="find">Search people and stories</label><input id="find" name="q" type="search" placeholder="Search" autocomplete="off"><button class="unseen">Search</button></form>
</header>
<main id="main" tabindex="-1">
${body}
</main>
<footer class="foot"><p>Every quote is a pair of offsets into the article it was read from. Nothing on this page was written by a model, and nothing leaves this computer.</p></footer>
</body>
</html>`;
}
