import type { APIButtonComponent, APIContainerComponent, APIMessageTopLevelComponent, APITextDisplayComponent } from "discord.js";
import { markdown } from "./discord-markdown.ts";
import { type Html, html, webAddress } from "./markup.ts";

type Inner = APIMessageTopLevelComponent | APIContainerComponent["components"][number];

/** Discord's numbers for the kinds of components and buttons; the library's enums are values, and loading it takes half a second. */
const TYPE = { row: 1, button: 2, section: 9, text: 10, separator: 14, container: 17 } as const;
const STYLES: Readonly<Record<number, string>> = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };

/** A message as Discord's clients show it, from the components that Discord would be sent. */
export function discordMessage(payload: object): Html {
  return html`${((payload as { components?: readonly Inner[] }).components ?? []).map(componentOf)}`;
}

function componentOf(component: Inner): Html {
  switch (component.type as number) {
    case TYPE.text:
      return html`<div class="d-text">${markdown((component as APITextDisplayComponent).content)}</div>`;
    case TYPE.container:
      return container(component as APIContainerComponent);
    case TYPE.separator:
      return html`<hr class="d-separator">`;
    case TYPE.row:
      return html`<div class="d-row">${(component as { components: readonly APIButtonComponent[] }).components.map(buttonOf)}</div>`;
    case TYPE.section: {
      const { components, accessory } = component as { components: readonly APITextDisplayComponent[]; accessory: { type: number } };
      const beside = accessory.type === TYPE.button ? buttonOf(accessory as APIButtonComponent) : html``;
      return html`<div class="d-section"><div>${components.map(componentOf)}</div>${beside}</div>`;
    }
    default:
      return html`<span class="unknown">[component ${component.type}: shown in Discord only]</span>`;
  }
}

/** The bar at the side has the very colour of the payload; a style sheet could not be told it. */
function container({ accent_color: accent, components }: APIContainerComponent): Html {
  const colour = typeof accent === "number" ? `#${accent.toString(16).padStart(6, "0")}` : null;
  const bar = colour
    ? html`<svg class="d-bar" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 1 1"><rect width="1" height="1" fill="${colour}"/></svg>`
    : html``;
  return html`<div class="d-container">${bar}${components.map(componentOf)}</div>`;
}

function buttonOf(button: APIButtonComponent): Html {
  const shown = "label" in button ? (button.label ?? "") : "";
  const kind = `d-button d-${STYLES[button.style] ?? "secondary"}`;
  if ("url" in button && button.url) return html`<a class="${kind}" href="${webAddress(button.url)}" rel="noreferrer">${shown}</a>`;
  return html`<button class="${kind}" form="ask" name="press" value="${"custom_id" in button ? button.custom_id : ""}">${shown}</button>`;
}
