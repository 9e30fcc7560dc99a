import type { Article } from "../../news/article.ts";
import { attribution, quoteInContext } from "../../news/cards/items.ts";
import { marksAround } from "../../news/cards/quote-lines.ts";
import { count, day, phrases } from "../../news/phrases.ts";
import { type Quote, quoteId } from "../../news/quote.ts";
import { leadArticle } from "../../news/story/headline.ts";
import { outletOf } from "../../news/story/same-quote.ts";
import type { Story } from "../../news/story.ts";
import { clean, isVisible } from "../../news/text/fit.ts";
import { type Html, html, NOTHING, outside, webAddress } from "./markup.ts";

export const personAddress = (name: string): string => `/people/${encodeURIComponent(name)}`;
export const storyAddress = (id: string): string => `/stories/${encodeURIComponent(id)}`;
export const quoteAddress = (quote: Quote): string => `/quotes/${encodeURIComponent(quoteId(quote))}`;

export const titleOf = (article: Article): string => (isVisible(article.title) ? article.title : phrases.untitled);

/** "NPR · 3 November 2026", and where it can be read. */
export function sourceLine(article: Article): Html {
  const { outlet, published, url } = attribution(article);
  return html`<span class="source">${outside(outlet ?? phrases.noOutlet)} · ${published ? html`<time datetime="${published}">${day(new Date(published))}</time>` : phrases.undated}${
    url ? html` · <a href="${webAddress(url)}" rel="noreferrer">${phrases.read}</a>` : NOTHING
  }</span>`;
}

/** The words of a quote in the marks that it has in the article; reported words get none. */
export function wordsOf(quote: Quote, article: Article): Html {
  const words = quote.parts.map(({ start, end }, nth) => {
    const text = clean(article.text.slice(start, end));
    const { before, after } = marksAround(quote.kind, { text, gap: nth > 0, closes: true });
    return before + text + after;
  });
  return quote.kind === "indirect"
    ? html`<p class="reported" dir="auto"><i>${phrases.reported}:</i> ${words}</p>`
    : html`<blockquote class="words" dir="auto"><p>${words}</p></blockquote>`;
}

/** Who speaks; a person leads to their page. */
export function speakerOf({ speaker }: Quote): Html {
  if (speaker === null) return html`<span class="sub">${phrases.speakerUncertain}</span>`;
  const name =
    speaker.kind === "person" ? html`<a href="${personAddress(speaker.name)}">${outside(speaker.name)}</a>` : outside(speaker.name);
  const unnamed = speaker.kind === "anonymous" ? html` <span class="sub">(${phrases.unnamed})</span>` : NOTHING;
  if (!speaker.role) return html`— ${name}${unnamed}`;
  // A title stands before the name ("General"), a role behind it ("the finance minister").
  return /^\p{Lu}/u.test(speaker.role) ? html`— ${outside(speaker.role)} ${name}` : html`— ${name}, ${outside(speaker.role)}${unnamed}`;
}

/** A quote in a list, with the sentences around it and where it was read. */
export function quoteInList(quote: Quote, article: Article, more: { readonly speaker: boolean }): Html {
  const { before, after } = quoteInContext(quote, article);
  const aside = (text: string | undefined) =>
    text && isVisible(text) ? html`<p class="sub around" dir="auto">${clean(text)}</p>` : NOTHING;
  return html`<li>${aside(before)}${wordsOf(quote, article)}${aside(after)}
<p>${more.speaker ? html`${speakerOf(quote)}<br>` : NOTHING}<a href="${quoteAddress(quote)}">In its paragraph</a> <span class="sub">· ${outside(titleOf(article))} · ${sourceLine(article)}</span></p></li>`;
}

/** The sentences of a story's text; behind each its outlet, where they come from several. */
export function storyText({ articles, summary: { sentences } }: Story): Html {
  const told = sentences.map(({ articleId }) => articles.find(({ id }) => id === articleId) ?? articles[0]);
  const several = new Set(told.map(outletOf)).size > 1;
  const outlet = (n: number) => outside(told[n]?.outlet ?? titleOf(told[n] ?? articles[0]));
  return html`${sentences.map(({ text }, n) => html`${clean(text)}${several ? html` <span class="sub">(${outlet(n)})</span>` : NOTHING} `)}`;
}

/** A story in a list. */
export function storyInList(story: Story): Html {
  const lead = leadArticle(story.articles);
  const outlets = [...new Set(story.articles.map(({ outlet }) => outlet ?? phrases.noOutlet))];
  const speakers = [...new Set(story.quotes.flatMap(({ speaker, kind }) => (speaker && kind !== "indirect" ? [speaker.name] : [])))];
  return html`<li><h2><a href="${storyAddress(story.id)}">${outside(titleOf(lead))}</a></h2>
<p class="sub">${outlets.length > 1 ? html`${outlets.map((outlet, n) => html`${n > 0 ? ", " : ""}${outside(outlet)}`)} · ` : NOTHING}${sourceLine(lead)} · ${count(
    story.quotes.filter(({ kind }) => kind !== "indirect").length,
    "quote",
  )}</p>
${story.summary.sentences.length > 0 ? html`<p dir="auto">${storyText(story)}</p>` : NOTHING}
${speakers.length > 0 ? html`<p class="sub">Quoted: ${speakers.map((name, n) => html`${n > 0 ? ", " : ""}${outside(name)}`)}</p>` : NOTHING}</li>`;
}
