import type { Card } from "../../news/card.ts";
import { encodeQuestion, type Question } from "../../news/question.ts";
import { discordMessage } from "./discord-skin.ts";
import { MARK } from "./mark.ts";
import { type Html, html, NOTHING, outside, raw } from "./markup.ts";
import { time } from "./moments.ts";
import { type Look, type Payloads, pasteable, type Skin, skins } from "./skins.ts";
import { slackMessage } from "./slack-skin.ts";

/** One turn in the channel: what was typed or pressed, where somebody did, and the card that came back. */
export type Turn = {
  /** "/news karzai", or the label of a button. Null: the digest stands there by itself. */
  readonly said: string | null;
  readonly question: Question;
  readonly card: Card;
};

export type Chat = {
  readonly turns: readonly Turn[];
  readonly skin: Skin;
  readonly look: Look;
  /** For those who have no script: names to begin with. */
  readonly names: readonly string[];
  readonly now: Date;
};

/** Names offered to begin with. */
const CHIPS = 3;
const NAMES: { readonly [S in Skin]: string } = { slack: "Slack", discord: "Discord" };
const MESSAGE: { readonly [S in Skin]: (payload: object) => Html } = { slack: slackMessage, discord: discordMessage };

export function chatPage({ turns, skin, look, names, now }: Chat, payloads: Payloads): Html {
  return html`<button form="ask" class="unseen" tabindex="-1" aria-hidden="true">Send</button>
<div class="intro"><h1>Try Pullquote</h1>
<p>This channel shows the very messages that Slack and Discord would be sent. Ask it for somebody: type <kbd>/news</kbd> and a name.</p>
${names.length > 0 ? html`<p class="chips">Try ${names.slice(0, CHIPS).map((name) => html`<button class="quiet" form="ask" name="press" value="${encodeQuestion({ kind: "search", words: name, offset: 0 })}">/news ${outside(name)}</button> `)}</p>` : NOTHING}</div>
<div class="stage">
<div class="switches">
<fieldset><legend class="unseen">Shown as in</legend>${skins.map((name) => radio("as", name, NAMES[name], name === skin))}</fieldset>
<fieldset><legend class="unseen">Look</legend>${(["light", "dark"] as const).map((name) => radio("look", name, name === "light" ? "Light" : "Dark", name === look))}</fieldset>
</div>
<section class="channel" aria-label="The channel #news">
<header class="channel-bar"><h2><span class="hash" aria-hidden="true">#</span> news</h2></header>
<div class="log" role="log" aria-live="polite" aria-relevant="additions" tabindex="0" aria-label="Messages">${turns.map((turn) => turnOf(turn, payloads, now))}</div>
<form id="ask" class="composer" action="/" autocomplete="off">
<label class="unseen" for="typed">A command</label>
<input id="typed" name="typed" list="names" placeholder="/news karzai" autocomplete="off" spellcheck="false" enterkeyhint="send">
<datalist id="names">${names.map((name) => html`<option value="/news ${name}"></option>`)}</datalist>
<button name="send" value="1">Send</button>
</form>
</section>
</div>`;
}

function radio(group: string, value: string, label: string, checked: boolean): Html {
  return html`<label class="switch"><input type="radio" form="ask" name="${group}" id="${group}-${value}" value="${value}"${checked ? html` checked` : NOTHING}><span>${label}</span></label>`;
}

/** A question and its answer, once in each skin; the style sheet shows the one that is chosen. */
export function turnOf({ said, question, card }: Turn, payloads: Payloads, now: Date): Html {
  const code = encodeQuestion(question);
  return html`${said === null ? NOTHING : html`<div class="turn said">${skins.map((skin) => saidIn(skin, said, now))}</div>`}
<div class="turn answer">${skins.map((skin) => {
    const messages = payloads[skin](card);
    return html`<div class="skin ${skin}">${messages.map((payload, n) => messageIn(skin, payload, said !== null, now, n))}
<p class="beneath"><a class="json" href="/payload?as=${skin}&amp;q=${encodeURIComponent(code)}">JSON for ${NAMES[skin]}</a></p></div>`;
  })}</div>`;
}

function saidIn(skin: Skin, said: string, now: Date): Html {
  return html`<div class="skin ${skin}"><article class="post"><span class="avatar you" aria-hidden="true">Y</span><div class="said-by"><b>You</b> ${clock(now)}</div><div class="body"><p dir="auto">${said}</p></div></article></div>`;
}

function messageIn(skin: Skin, payload: object, onlyYou: boolean, now: Date, nth: number): Html {
  const badge = skin === "slack" ? "APP" : "✓ APP";
  const eye =
    onlyYou && nth === 0 ? html`<p class="only-you">${skin === "slack" ? "Only visible to you" : "Only you can see this"}</p>` : NOTHING;
  return html`<article class="post"><span class="avatar" aria-hidden="true">${raw(MARK)}</span>
<div class="said-by"><b>Pullquote</b> <span class="badge">${badge}</span> ${clock(now)}</div>
${skin === "slack" ? eye : NOTHING}<div class="body">${MESSAGE[skin](payload)}</div>${skin === "discord" ? eye : NOTHING}</article>`;
}

function clock(now: Date): Html {
  return html`<time datetime="${now.toISOString()}">${time(now)}</time>`;
}

/** The JSON of a card's messages, to read and to take along. */
export function payloadPage(skin: Skin, payloads: readonly object[]): Html {
  const what = skin === "slack" ? "Slack’s Block Kit Builder" : "a Discord webhook";
  return html`<h1>What ${NAMES[skin]} is sent</h1>
<p>${payloads.length === 1 ? "One message" : `${payloads.length} messages`}, as the renderer made ${payloads.length === 1 ? "it" : "them"}. The button copies what ${what} takes${skin === "discord" ? html`: buttons only work for the bot itself and are left out; post it with <code>?with_components=true</code>` : NOTHING}.</p>
${payloads.map((payload, n) => payloadOf(skin, payload, n))}`;
}

/** One message's JSON with the button that copies what a tool of the platform takes. */
export function payloadOf(skin: Skin, payload: object, nth: number): Html {
  const taken = pasteable(skin, payload);
  const builder = `https://app.slack.com/block-kit-builder/#${encodeURIComponent(taken)}`;
  return html`<figure class="payload">
<figcaption><span>Message ${nth + 1}</span> <button class="copy" type="button" hidden>${skin === "slack" ? "Copy for Block Kit Builder" : "Copy for a webhook"}</button>${
    skin === "slack" && builder.length < LONGEST_LINK ? html` <a href="${builder}" rel="noreferrer">Open in Block Kit Builder</a>` : NOTHING
  }<span class="copied" role="status"></span></figcaption>
<pre tabindex="0" aria-label="JSON of message ${nth + 1}">${JSON.stringify(payload, null, 2)}</pre><template>${taken}</template></figure>`;
}

/** Longer addresses are cut or refused by some browsers. */
const LONGEST_LINK = 32_000;
