import { newest } from "../../news/digest.ts";
import type { Person } from "../../news/people.ts";
import { count, day, phrases, searched } from "../../news/phrases.ts";
import type { Story } from "../../news/story.ts";
import type { Extent, QuoteInStory, Tally } from "../../ports.ts";
import { personAddress, quoteInList, sourceLine, speakerOf, storyAddress, storyInList, titleOf, wordsOf } from "./archive-parts.ts";
import { type Html, html, NOTHING, outside } from "./markup.ts";
import { monthsOf, plot } from "./plot.ts";
import { type Paragraph, paragraphsOf } from "./segments.ts";

const query = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

/** Links to what can be taken along of a person or a topic. */
function takeAlong(feeds: string, exported: string): Html {
  return html`<p class="tools"><a href="${feeds}feed.atom${exported.startsWith("about") ? `?${exported}` : ""}">Atom feed</a> <a href="${feeds}feed.json${
    exported.startsWith("about") ? `?${exported}` : ""
  }">JSON feed</a> <a href="/export/quotes.jsonl${exported ? `?${exported}` : ""}">JSON Lines</a> <a href="/export/quotes.csv${exported ? `?${exported}` : ""}">CSV</a></p>`;
}

export type Listed = { readonly person: Person; readonly tally: readonly Tally[] };

export function peoplePage(listed: readonly Listed[], total: number, page: number, size: number): Html {
  const months = monthsOf(listed.map(({ tally }) => tally));
  return html`<h1>People</h1>
<p class="lead">${count(total, "person", "people")} in what was read, those quoted most first. <a href="/export/quotes.jsonl">All quotes as JSON Lines</a> or <a href="/export/quotes.csv">CSV</a>.</p>
${
  listed.length === 0
    ? html`<p class="note">Nobody has been read of yet.</p>`
    : html`<div class="wide" tabindex="0" role="region" aria-label="People"><table><thead><tr><th scope="col">Name</th><th scope="col" class="number">Quotes</th><th scope="col" class="number">Articles</th><th scope="col">Outlets</th><th scope="col">By month</th></tr></thead>
<tbody>${listed.map(
        ({ person, tally }) =>
          html`<tr><th scope="row"><a href="${personAddress(person.id)}">${outside(person.name)}</a>${person.role ? html`<br><span class="sub">${outside(person.role)}</span>` : NOTHING}</th><td class="number">${person.quotes}</td><td class="number">${person.articles}</td><td>${outletsOf(tally, 2)}</td><td>${plot(tally, months)}</td></tr>`,
      )}</tbody></table></div>`
}
${pages(total, page, size)}`;
}

function pages(total: number, page: number, size: number): Html {
  if (total <= size) return NOTHING;
  const last = Math.ceil(total / size);
  return html`<nav class="tools" aria-label="More people">${page > 1 ? html`<a href="?page=${page - 1}" rel="prev">Before</a>` : NOTHING}<span>Page ${page} of ${last}</span>${
    page < last ? html`<a href="?page=${page + 1}" rel="next">Next</a>` : NOTHING
  }</nav>`;
}

/** The outlets with the most quotes, and how many there are besides. */
function outletsOf(tally: readonly Tally[], most: number): Html {
  const counts = new Map<string, number>();
  for (const { outlet, quotes } of tally) counts.set(outlet ?? phrases.noOutlet, (counts.get(outlet ?? phrases.noOutlet) ?? 0) + quotes);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  const shown = sorted
    .slice(0, most)
    .map(([outlet, quotes], n) => html`${n > 0 ? ", " : ""}${outside(outlet)} <span class="sub">${quotes}</span>`);
  return html`${shown}${sorted.length > most ? html` <span class="sub">and ${sorted.length - most} more</span>` : NOTHING}`;
}

export type PersonView = {
  readonly person: Person;
  readonly tally: readonly Tally[];
  readonly quotes: readonly QuoteInStory[];
  readonly reported: readonly QuoteInStory[];
  /** Stories that name somebody who is not quoted. */
  readonly stories: readonly Story[];
  readonly about: string;
  readonly offset: number;
  /** Where the next page begins; null on the last. */
  readonly next: number | null;
};

export function personPage({ person, tally, quotes, reported, stories, about, offset, next }: PersonView): Html {
  const address = personAddress(person.id);
  const others = person.aliases.filter((alias) => alias !== person.name).slice(0, 6);
  return html`<h1>${outside(person.name)}</h1>
<p class="sub">${person.role ? html`${outside(person.role)} · ` : NOTHING}${person.quotes > 0 ? count(person.quotes, "quote") : phrases.noQuotes} · ${count(person.articles, "article")} · last ${day(new Date(person.latest))}${
    others.length > 0 ? html`<br>also: ${others.map((alias, n) => html`${n > 0 ? ", " : ""}${outside(alias)}`)}` : NOTHING
  }</p>
${tally.length > 0 ? html`${plot(tally, monthsOf([tally]), "large")}<p class="sub">${outletsOf(tally, 5)}</p>` : NOTHING}
${takeAlong(`${address}/`, query({ person: person.id }))}
<form class="tools" action="${address}"><label for="about">About</label><input id="about" name="about" value="${about}"><button class="quiet">Narrow</button></form>
${quotes.length > 0 ? html`<ul class="cards">${quotes.map(({ quote, article }) => quoteInList(quote, article, { speaker: false }))}</ul>` : NOTHING}
${reported.length > 0 ? html`<h2>Reported</h2><ul class="cards">${reported.map(({ quote, article }) => quoteInList(quote, article, { speaker: false }))}</ul>` : NOTHING}
${quotes.length + reported.length === 0 ? html`<p class="note">${about ? phrases.notAbout(person.name, about) : `${person.name} is mentioned, but no words of theirs are quoted.`}</p>` : NOTHING}
${stories.length > 0 ? html`<h2>Stories that name them</h2><ul class="cards">${stories.map(storyInList)}</ul>` : NOTHING}
<nav class="tools" aria-label="More quotes">${offset > 0 ? html`<a href="${address}?${query(about ? { about } : {})}">The newest</a>` : NOTHING}${
    next === null
      ? NOTHING
      : html`<a href="${address}?${query({ offset: String(next), ...(about ? { about } : {}) })}" rel="next">Earlier quotes</a>`
  }</nav>`;
}

/** One quote within its paragraph: what its own address shows. */
export function quotePage({ quote, article, story }: QuoteInStory): Html {
  const all = paragraphsOf(article.text, [quote], []);
  const own = (paragraph: Paragraph | undefined) => paragraph?.segments.some((segment) => segment.quote !== null) ?? false;
  const shown = all.filter((paragraph, n) => own(paragraph) || own(all[n - 1]) || own(all[n + 1]));
  return html`<h1>${quote.speaker ? outside(quote.speaker.name) : "A quote"}</h1>
${wordsOf(quote, article)}
<p>${speakerOf(quote)}</p>
<h2>In its paragraph</h2>
<div class="context">${shown.map(
    ({ segments }) =>
      html`<p dir="auto"${own({ segments }) ? NOTHING : html` class="sub"`}>${segments.map(({ start, end, quote: inside }) =>
        inside === null ? article.text.slice(start, end) : html`<mark class="q ${quote.kind}">${article.text.slice(start, end)}</mark>`,
      )}</p>`,
  )}</div>
<p><a href="${storyAddress(story)}">${outside(titleOf(article))}</a><br><span class="sub">${sourceLine(article)}</span></p>
<p class="tools"><a href="/read?${query({ story, article: article.id })}">See how it was read</a></p>`;
}

export function storiesPage(stories: readonly Story[], extent: Extent, more: boolean): Html {
  const last = stories.at(-1);
  return html`<h1>Stories</h1><p class="lead">${extent.articles === 0 ? "Nothing has been read yet." : searched(extent).replace("Searched", "In the archive:")}</p>
<ul class="cards">${stories.map(storyInList)}</ul>
${last && more ? html`<nav class="tools" aria-label="More stories"><a href="?${query({ at: newest(last), id: last.id })}" rel="next">Earlier stories</a></nav>` : NOTHING}`;
}

export type FoundView = {
  readonly words: string;
  readonly people: readonly Person[];
  readonly stories: readonly Story[];
  readonly extent: Extent;
};

export function searchPage({ words, people, stories, extent }: FoundView): Html {
  return html`<h1>${words ? html`Search: ${outside(words)}` : "Search"}</h1>
<form class="tools" action="/search"><label for="words">Names or words</label><input id="words" name="q" value="${words}"><button>Search</button></form>
${
  words
    ? html`<p class="note">${searched(extent)}</p>
${people.length > 0 ? html`<h2>People</h2><ul class="plain">${people.map((person) => html`<li><a href="${personAddress(person.id)}">${outside(person.name)}</a> <span class="sub">${[person.role, person.quotes > 0 ? count(person.quotes, "quote") : phrases.noQuotes].filter(Boolean).join(", ")}</span></li>`)}</ul>` : NOTHING}
${stories.length > 0 ? html`<h2>Stories</h2>${takeAlong("/topics/", query({ about: words }))}<ul class="cards">${stories.map(storyInList)}</ul>` : NOTHING}
${people.length + stories.length === 0 ? html`<p>${phrases.unknown(words)}</p>` : NOTHING}`
    : NOTHING
}`;
}
