import { marksAround } from "../../news/cards/quote-lines.ts";
import { phrases } from "../../news/phrases.ts";
import type { Quote } from "../../news/quote.ts";
import { leadArticle } from "../../news/story/headline.ts";
import { isReworded, outletOf, quoteWords, type SharedQuote, sharedQuotes } from "../../news/story/same-quote.ts";
import { comparedWordings, type Piece } from "../../news/story/wordings.ts";
import type { Story } from "../../news/story.ts";
import { clean } from "../../news/text/fit.ts";
import { personAddress, quoteAddress, quoteInList, sourceLine, speakerOf, storyText, titleOf } from "./archive-parts.ts";
import { between, type Html, html, NOTHING, outside } from "./markup.ts";

/** A story with all its articles, and what each speaker said: the words of several outlets once, their wordings beside each other. */
export function storyPage(story: Story): Html {
  const bySpeaker = new Map<string, SharedQuote[]>();
  for (const quote of sharedQuotes(story)) {
    const name = quote.speaker?.name ?? "";
    bySpeaker.set(name, [...(bySpeaker.get(name) ?? []), quote]);
  }
  const groups = [...bySpeaker].sort(([a], [b]) => Number(a === "") - Number(b === ""));
  return html`<h1>${outside(titleOf(leadArticle(story.articles)))}</h1>
<ul class="plain">${story.articles.map((article) => html`<li>${story.articles.length > 1 ? html`${outside(titleOf(article))} · ` : NOTHING}${sourceLine(article)} · <a href="/read?${new URLSearchParams({ story: story.id, article: article.id }).toString()}">See how it was read</a></li>`)}</ul>
${story.summary.sentences.length > 0 ? html`<p class="lead" dir="auto">${storyText(story)}</p>` : NOTHING}
${groups.map(([name, quotes]) => {
  const [first] = quotes;
  return html`<section><h2>${name === "" ? "Nobody certain" : first ? speakerOf(first) : NOTHING}</h2><ul class="cards">${quotes.map((quote) => quoteOf(quote, story))}</ul></section>`;
})}
${story.people.length > 0 ? html`<h2>${phrases.people}</h2><p>${between(namesIn(story).map(link), html`, `)}</p>` : NOTHING}`;
}

const link = (name: string): Html => html`<a href="${personAddress(name)}">${outside(name)}</a>`;
const namesIn = ({ people }: Story): string[] => [...new Set(people.map(({ name }) => name))];

function quoteOf(quote: SharedQuote, story: Story): Html {
  const articleOf = ({ articleId }: Quote) => story.articles.find(({ id }) => id === articleId) ?? story.articles[0];
  const wordsIn = (one: Quote) => quoteWords(one, articleOf(one).text);
  const others = quote.others ?? [];
  const wordings: Quote[] = [quote];
  for (const other of others) if (wordings.every((one) => isReworded(wordsIn(one), wordsIn(other)))) wordings.push(other);
  const outlets = new Set([quote, ...others].map((one) => outletOf(articleOf(one)))).size;
  const more = others.filter((one) => !wordings.includes(one));
  const also = html`${
    more.length > 0
      ? html`<p class="sub">${phrases.alsoIn}: ${between(
          more.map((one) => html`<a href="${quoteAddress(one)}">${outside(articleOf(one).outlet ?? titleOf(articleOf(one)))}</a>`),
          html`, `,
        )}</p>`
      : NOTHING
  }`;
  if (wordings.length === 1) return html`${quoteInList(quote, articleOf(quote), { speaker: false })}${also}`;
  const compared = comparedWordings(wordings.map((one) => shown(one, articleOf(one).text)));
  return html`<li><p class="sub">${phrases.carriedBy(outlets)}; ${phrases.wordingDiffers}:</p>
<div class="wordings">${wordings.map(
    (one, n) =>
      html`<figure><blockquote class="words" dir="auto"><p>${(compared[n] ?? []).map(pieceOf)}</p></blockquote>
<figcaption>${onlyHere(compared[n] ?? [])}<a href="${quoteAddress(one)}">In its paragraph</a> <span class="sub">· ${sourceLine(articleOf(one))}</span></figcaption></figure>`,
  )}</div>${also}</li>`;
}

function shown(quote: Quote, text: string): string {
  return quote.parts
    .map(({ start, end }, nth) => {
      const part = clean(text.slice(start, end));
      const { before, after } = marksAround(quote.kind, { text: part, gap: nth > 0, closes: true });
      return before + part + after;
    })
    .join("");
}

function pieceOf({ text, differs }: Piece): Html {
  return differs ? html`<mark class="differs">${text}</mark>` : html`${text}`;
}

/** The same for those who see no marks. */
function onlyHere(pieces: readonly Piece[]): Html {
  const words = pieces.filter(({ differs }) => differs).map(({ text }) => html`“${outside(text)}”`);
  return words.length > 0 ? html`<span class="sub">Only here: ${between(words, html`, `)}</span><br>` : NOTHING;
}
