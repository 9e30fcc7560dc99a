import type { types } from "@slack/bolt";
import { type Html, html, NOTHING, webAddress } from "./markup.ts";
import { dateTime } from "./moments.ts";

type Inline = types.RichTextElement;
type Button = types.Button;

/** A message as Slack's clients show it, from the blocks that Slack would be sent. A block that Slack may show and this page does not is named. */
export function slackMessage(payload: object): Html {
  const blocks = (payload as { blocks?: readonly types.KnownBlock[] }).blocks ?? [];
  return html`${blocks.map(blockOf)}`;
}

function blockOf(block: types.KnownBlock): Html {
  switch (block.type) {
    case "header":
      return html`<h3 class="s-header" dir="auto">${block.text.text}</h3>`;
    case "context":
      return html`<p class="s-context" dir="auto">${block.elements.map((element) => ("text" in element ? element.text : NOTHING))}</p>`;
    case "divider":
      return html`<hr class="s-divider">`;
    case "rich_text":
      return html`<div class="s-rich">${block.elements.map(richOf)}</div>`;
    case "section":
      return html`<p class="s-section" dir="auto">${block.text?.text ?? ""}${block.fields?.map((field) => html`<span>${field.text}</span>`)}</p>`;
    case "actions":
      return html`<div class="s-actions">${block.elements.map((element) => (element.type === "button" ? buttonOf(element) : unknown(element.type)))}</div>`;
    default:
      return unknown(block.type);
  }
}

function richOf(element: types.RichTextBlockElement): Html {
  switch (element.type) {
    case "rich_text_section":
      return html`<p dir="auto">${element.elements.map(leafOf)}</p>`;
    case "rich_text_quote":
      return html`<blockquote dir="auto">${element.elements.map(leafOf)}</blockquote>`;
    case "rich_text_preformatted":
      return html`<pre>${element.elements.map(leafOf)}</pre>`;
    case "rich_text_list": {
      const items = element.elements.map((item) => html`<li dir="auto">${item.elements.map(leafOf)}</li>`);
      return element.style === "ordered" ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    default:
      return NOTHING;
  }
}

function leafOf(leaf: Inline): Html {
  switch (leaf.type) {
    case "text":
      return styled(html`${leaf.text}`, leaf.style);
    case "link":
      return styled(html`<a href="${webAddress(leaf.url)}" rel="noreferrer">${leaf.text ?? leaf.url}</a>`, leaf.style);
    case "date": {
      const at = new Date(leaf.timestamp * 1000);
      return html`<time datetime="${at.toISOString()}">${dateTime(at)}</time>`;
    }
    default:
      return unknown(leaf.type);
  }
}

function styled(inner: Html, style: { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean } | undefined): Html {
  let shown = inner;
  if (style?.code) shown = html`<code>${shown}</code>`;
  if (style?.strike) shown = html`<s>${shown}</s>`;
  if (style?.italic) shown = html`<i>${shown}</i>`;
  if (style?.bold) shown = html`<b>${shown}</b>`;
  return shown;
}

function buttonOf(button: Button): Html {
  const kind = button.style ? `s-button s-${button.style}` : "s-button";
  if (button.url) return html`<a class="${kind}" href="${webAddress(button.url)}" rel="noreferrer">${button.text.text}</a>`;
  return html`<button class="${kind}" form="ask" name="press" value="${button.value ?? ""}">${button.text.text}</button>`;
}

function unknown(type: string): Html {
  return html`<span class="unknown">[${type}: shown in Slack only]</span>`;
}
