// Makes the page quicker to use. Everything works without it: forms are sent, links are followed.
const one = (selector, inside = document) => inside.querySelector(selector);

async function fragment(address) {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  return holder.content;
}

/** The channel: answers are put below instead of loading the page again. */
function chat(form) {
  const log = one(".log");
  const field = one("#typed");
  const said = [];
  let at = 0;

  // Only the message that an ask led to is looked at, from its beginning.
  const show = (item) => item?.scrollIntoView({ block: "nearest" });
  const toEnd = () => {
    const answers = log.querySelectorAll(".answer");
    if (answers.length > 1) log.scrollTop = answers[answers.length - 1].offsetTop - log.offsetTop - 60;
  };
  toEnd();

  async function ask(parameters) {
    form.setAttribute("aria-busy", "true");
    try {
      const before = log.lastElementChild;
      log.append(await fragment(`/message?${parameters}`));
      show(log.lastElementChild);
      const first = before ? before.nextElementSibling : log.firstElementChild;
      log.scrollTop = first.offsetTop - log.offsetTop - 8;
    } catch {
      location.assign(`/?${parameters}`);
    } finally {
      form.removeAttribute("aria-busy");
    }
  }

  form.addEventListener("submit", (event) => {
    const pressed = event.submitter?.name === "press" ? event.submitter : null;
    const parameters = new URLSearchParams(pressed ? { press: pressed.value, label: pressed.textContent } : { typed: field.value });
    event.preventDefault();
    if (!pressed) {
      if (field.value.trim() === "") return;
      said.push(field.value);
      at = said.length;
      field.value = "";
    }
    ask(parameters);
  });

  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    const next = at + (event.key === "ArrowUp" ? -1 : 1);
    // In a line of one's own the arrows belong to the list of names.
    if (next < 0 || next > said.length || (field.value !== "" && field.value !== said[at])) return;
    event.preventDefault();
    at = next;
    field.value = said[at] ?? "";
  });

  const names = one("#names");
  let asked = "";
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const words = /^\/news\s+(.*)$/i.exec(field.value)?.[1] ?? "";
      if (words === asked) return;
      asked = words;
      const answer = await fetch(`/complete?${new URLSearchParams({ words })}`).catch(() => null);
      if (!answer?.ok || words !== asked) return;
      const found = await answer.json();
      names.replaceChildren(...found.map((name) => Object.assign(document.createElement("option"), { value: `/news ${name}` })));
    }, 60);
  });

  log.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.json");
    if (!link) return;
    event.preventDefault();
    const open = link.closest(".skin").querySelectorAll(".payload");
    link.setAttribute("aria-expanded", String(open.length === 0));
    if (open.length > 0) for (const figure of open) figure.remove();
    else link.parentElement.after(...withCopying(await fragment(`${link.getAttribute("href")}&part=1`)).children);
  });

  // Whose system is dark sees the channel dark, until told otherwise.
  if (!new URLSearchParams(location.search).has("look") && matchMedia("(prefers-color-scheme: dark)").matches)
    one("#look-dark").checked = true;
}

/** Copying needs a script, so the button shows itself only where there is one. */
function withCopying(inside) {
  for (const button of inside.querySelectorAll("button.copy")) button.hidden = false;
  return inside;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button.copy");
  if (!button) return;
  const figure = button.closest(".payload");
  const told = one(".copied", figure);
  try {
    await navigator.clipboard.writeText(one("template", figure).content.textContent);
    told.textContent = "Copied";
  } catch {
    getSelection()?.selectAllChildren(one("pre", figure));
    told.textContent = "Your browser does not let a page copy: the text is selected, copy it yourself";
  }
});

withCopying(document);
const form = one("#ask");
if (form) chat(form);
