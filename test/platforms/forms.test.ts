import fc from "fast-check";
import { expect, it } from "vitest";
import { everything, type Filter } from "../../src/news/filter.ts";
import { languages } from "../../src/news/language.ts";
import { MOST_PINGED, newChannelDigest } from "../../src/news/manage/channel-digest.ts";
import { filterWords, parseFilter } from "../../src/news/manage/filter-words.ts";
import { type Filled, type Form, formOf, readForm } from "../../src/news/manage/forms.ts";
import { parseTimes } from "../../src/news/manage/times.ts";
import { encodeQuestion } from "../../src/news/question.ts";
import { renderForm } from "../../src/platforms/discord/render-form.ts";
import { formView } from "../../src/platforms/slack/render-view.ts";
import { modalTrouble } from "../fake/discord/rules.ts";
import { schemasAreHere, schemaTrouble } from "../fake/discord/schemas.ts";
import { viewTrouble } from "../fake/slack/rules.ts";
import { hostile } from "./slack/cards.ts";

/** What moderators may have set: anything that the bot takes. */
const filter = fc.array(hostile, { maxLength: 60 }).map((entries): Filter => {
  const read = parseFilter(`people: ${entries.map((one) => `"${one.replaceAll('"', '""')}"`).join(", ")}; without: sport`);
  return "wrong" in read ? everything : read;
});
const cron = fc.constantFrom("0 8 * * *", "30 8,13 * * mon-fri", "*/7 */5 1,15 * *", "0 8,20 * * mon,wed");
const times = fc.option(
  fc.array(cron, { minLength: 1, maxLength: 6 }).map((all) => {
    const read = parseTimes(all.map((one) => `cron ${one}`).join("; "), "America/Argentina/ComodRivadavia");
    return "wrong" in read ? null : read;
  }),
);
const pingable = fc.uniqueArray(
  fc.bigInt(10n ** 18n, 10n ** 19n).map((id) => `S${id}`),
  { maxLength: 40 },
);
const quiet = fc.option(fc.constant({ from: 22 * 60, to: 7 * 60, zone: "America/Argentina/ComodRivadavia" }));

const filled = ({ fields }: Form): Filled =>
  Object.fromEntries(fields.map((field) => [field.name, field.kind === "text" ? [field.value] : field.values]));

it.skipIf(!schemasAreHere)(
  "every form is taken by both platforms, whatever is set, and saves the same again (skipped without ../shared)",
  () => {
    const act = fc.constantFrom(...(["schedule", "filter", "quiet", "roles"] as const));
    const set = fc.record({ act, filter, times, pingable, quiet, language: fc.constantFrom(...languages) });
    fc.assert(
      fc.property(set, ({ act, filter, times, pingable, quiet, language }) => {
        const at = "2026-11-28T00:00:00.000Z" as never;
        const roles = pingable.slice(0, MOST_PINGED);
        const digest = { ...newChannelDigest({ platform: "slack", channel: "C1" }, "mara", at), filter, times, quiet, roles };
        const form = formOf(act, { digest, zone: "Europe/Berlin", pingable, language });
        if (form === null) return;
        const along = { act, language, channel: "C0123456789", name: "x".repeat(80) };
        const view = formView(form, along);
        expect(viewTrouble(view as never)).toBeNull();
        expect(view.private_metadata?.length).toBeLessThanOrEqual(3000);
        expect(() => encodeURIComponent(JSON.stringify(view))).not.toThrow();
        const modal = renderForm(form, `aaaaaaaaaa${encodeQuestion({ kind: "manage", act, words: "" })}`);
        expect(modalTrouble(modal as never)).toBeNull();
        const body = { type: 9, data: modal };
        expect(schemaTrouble("POST", "/interactions/{interaction_id}/{interaction_token}/callback", body)).toBeNull();
        const saved = readForm({ act, language }, filled(form), "UTC");
        if (act === "filter") expect(saved).toMatchObject({ words: filterWords(filter) || "off" });
        if (act === "roles") expect(saved).toMatchObject({ words: roles.join(" ") });
      }),
      { numRuns: Number(process.env.CARDS ?? 200) },
    );
  },
  300_000,
);
