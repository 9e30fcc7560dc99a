import { day } from "../../news/phrases.ts";
import type { FoundQuote, QuoteKind, SpeakerKind } from "../../news/quote.ts";
import { SPEAKER_MARGIN } from "../../news/quotes/extract.ts";
import type { Analysis } from "./analysis.ts";
import { type Html, html, NOTHING, outside } from "./markup.ts";
import { type Paragraph, paragraphsOf, type Segment } from "./segments.ts";

export const KINDS: { readonly [K in QuoteKind]: { readonly label: string; readonly means: string } } = {
  direct: { label: "direct", means: "whole sentences in the speaker’s words" },
  partial: { label: "partial", means: "words of the speaker’s in a sentence of the reporter’s" },
  block: { label: "block", means: "a passage set apart without marks" },
  indirect: { label: "reported", means: "in the reporter’s words; never shown in quote marks" },
};
const SPEAKERS: readonly SpeakerKind[] = ["person", "organization", "group", "anonymous", "document"];
/** More quotes than any article has: those beyond are marked, but have no note. */
const MOST_NOTES = 300;

/** The form, and above it why the last try gave nothing. */
export function readForm(more: { readonly problem?: string; readonly text?: string; readonly address?: string } = {}): Html {
  return html`<h1>Paste an article</h1>
<p class="lead">See what the engine makes of it: every quote in its place, with its speaker, how sure it is and why; and the sentences it would choose for the summary. Nothing is stored.</p>
${more.problem ? html`<p class="problem" role="alert">${more.problem}</p>` : NOTHING}
<form method="post" action="/read" enctype="multipart/form-data" class="paste">
<p><label for="text">Text or HTML</label><textarea id="text" name="text" rows="12" dir="auto" spellcheck="false">
${more.text ?? ""}</textarea></p>
<p><label for="address">or its address</label><input id="address" name="address" type="url" inputmode="url" placeholder="https://" value="${more.address ?? ""}"></p>
<button>Read it</button>
</form>`;
}

/** The article with its quotes in place; beside each paragraph the notes on what is quoted in it. */
export function analysisPage(analysis: Analysis): Html {
  const { article, quotes, summary, cut } = analysis;
  const paragraphs = paragraphsOf(article.text, quotes, summary);
  const told = [article.outlet, article.byline, article.published && day(new Date(article.published))].filter((fact) => fact !== undefined);
  const speakers = new Set(quotes.flatMap(({ speaker }) => speaker?.name ?? []));
  return html`<article class="analysis">
<h1>${outside(article.title ?? "An article without a title")}</h1>
${told.length > 0 ? html`<p class="sub">${told.map((fact, n) => html`${n > 0 ? " · " : ""}${outside(String(fact))}`)}</p>` : NOTHING}
<p class="sub">${quotes.length === 1 ? "1 quote" : `${quotes.length} quotes`}, ${speakers.size === 1 ? "1 speaker" : `${speakers.size} speakers`}, ${summary.length} summary ${summary.length === 1 ? "sentence" : "sentences"}. A name is shown on cards from ${percent(SPEAKER_MARGIN)} on.${cut ? " The article is longer than any: only its beginning was looked at." : ""}</p>
<ul class="legend" aria-label="What the marks mean">${Object.entries(KINDS).map(
    ([kind, { label, means }]) => html`<li><mark class="q ${kind}">${label}</mark> ${means}</li>`,
  )}<li><span class="in-summary">summary</span> a sentence chosen for the summary</li></ul>
${quotes.length === 0 ? html`<p class="note">No quote was found in it.</p>` : NOTHING}
<form method="post" action="/read/case" enctype="multipart/form-data">
<textarea name="text" hidden aria-label="The article">
${article.text}</textarea>
<input type="hidden" name="quotes" value="${JSON.stringify(quotes.slice(0, MOST_NOTES).map(({ kind, parts }) => ({ kind, parts })))}">
${paragraphs.map((paragraph) => row(paragraph, analysis))}
${quotes.length > MOST_NOTES ? html`<p class="note">Notes on the first ${MOST_NOTES} quotes only.</p>` : NOTHING}
<section class="case" aria-labelledby="case"><h2 id="case">Is something wrong?</h2>
<p>Correct it in the notes, say what is wrong, and take the file along: it is a test case, and the best way to report it.</p>
<p><label for="reason">What is wrong, in one line</label><input id="reason" name="reason" maxlength="200"></p>
<button>Make a test case file</button></section>
</form>
<p class="tools"><a href="/read">Read another one</a></p>
</article>`;
}

function row({ segments }: Paragraph, analysis: Analysis): Html {
  const notes = segments.flatMap(({ opens, quote }) => (opens && quote !== null && quote < MOST_NOTES ? [quote] : []));
  return html`<div class="row"><p dir="auto">${segments.map((segment) => segmentOf(segment, analysis))}</p>${
    notes.length > 0 ? html`<div class="notes">${notes.map((n) => noteOf(n, analysis))}</div>` : NOTHING
  }</div>`;
}

function segmentOf({ start, end, quote, opens, closes, summary }: Segment, { article, quotes }: Analysis): Html {
  const words = article.text.slice(start, end);
  const said = quote === null ? undefined : quotes[quote];
  const shown = said
    ? html`<mark class="q ${said.kind}"${opens ? html` id="q${Number(quote) + 1}"` : NOTHING}>${words}</mark>${
        closes && Number(quote) < MOST_NOTES
          ? html`<a class="ref" href="#n${Number(quote) + 1}" aria-label="Note ${Number(quote) + 1}">${Number(quote) + 1}</a>`
          : NOTHING
      }`
    : html`${words}`;
  return summary ? html`<span class="in-summary">${shown}</span>` : shown;
}

function noteOf(n: number, { article, quotes }: Analysis): Html {
  const quote = quotes[n];
  if (!quote) return NOTHING;
  const { speaker, confidence, kind } = quote;
  const number = n + 1;
  const sure = confidence >= SPEAKER_MARGIN;
  const who = speaker ? html`<b>${outside(speaker.name)}</b>` : html`<b class="nobody">nobody certain</b>`;
  return html`<aside class="quote-note" id="n${number}" aria-label="Note ${number}">
<p><a class="ref" href="#q${number}" aria-label="Back to quote ${number}">${number}</a> ${who}${speaker?.role ? html`, ${outside(speaker.role)}` : NOTHING}</p>
<p class="sub">${KINDS[kind].label} · ${speaker ? `${speaker.kind} · ` : ""}<meter min="0" max="1" low="${SPEAKER_MARGIN}" optimum="1" value="${confidence}">${percent(confidence)}</meter> ${percent(confidence)}${speaker && !sure ? html` · <span class="below">below the margin: cards show no speaker</span>` : NOTHING}</p>
<div class="more"><details><summary>Why</summary>${whyOf(quote, article.text)}</details>
<details><summary>Correct it</summary>${correction(n, quote)}</details></div>
</aside>`;
}

const RULES = {
  marks: "In quotation marks. The most likely nearby speaker was chosen.",
  reporting: "Reported speech: a reporting verb and its speaker stand next to it.",
  announced: "A passage without marks that the sentence before it announces.",
  apart: "A passage that the page’s markup or the turns of a conversation set apart.",
} as const;

function whyOf({ why, cue, announcement, speaker }: Analysis["quotes"][number], text: string): Html {
  const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return html`<ul>
<li>${RULES[why.rule]}</li>
${cue ? html`<li>Cue: <q>${outside(slice(cue))}</q></li>` : html`<li>No reporting word beside it.</li>`}
${announcement ? html`<li>Announced by: <q>${outside(slice(announcement))}</q></li>` : NOTHING}
${speaker && why.meant !== undefined ? html`<li>The article says <q>${outside(why.meant)}</q>, taken to mean ${outside(speaker.name)}.</li>` : NOTHING}
${
  why.candidates.length > 0
    ? html`<li>Weighed: <ol>${why.candidates.map(({ words, share }) => html`<li>${outside(words)} <span class="sub">${percent(share)}</span></li>`)}</ol></li>`
    : NOTHING
}</ul>`;
}

function correction(n: number, { kind, speaker }: FoundQuote): Html {
  const option = (value: string, label: string, chosen: boolean) =>
    html`<option value="${value}"${chosen ? html` selected` : NOTHING}>${label}</option>`;
  return html`<div class="correct">
<label>It is <select name="kind${n}">${Object.entries(KINDS).map(([name, { label }]) => option(name, label, name === kind))}${option("not", "no quote", false)}</select></label>
<label>said by <input name="name${n}" value="${speaker?.name ?? ""}" placeholder="nobody certain" maxlength="200"></label>
<label>who is <select name="who${n}">${SPEAKERS.map((name) => option(name, name, name === (speaker?.kind ?? "person")))}</select></label>
</div>`;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
