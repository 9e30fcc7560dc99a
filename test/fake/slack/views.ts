import { viewTrouble } from "./rules.ts";
import type { FakeView, Workspace } from "./state.ts";
import type { Reply } from "./web-api.ts";

type Params = Readonly<Record<string, string>>;

/** Slack gives three seconds from what a member did. */
const TRIGGER_MS = 3000;

/** Dialogues and the app's own tab, by Slack's rules. */
export function viewMethods(space: Workspace, fail: (error: string, more?: Record<string, unknown>) => Reply) {
  let made = 0;

  function viewIn(params: Params, type: "modal" | "home"): FakeView["view"] | Reply {
    let view: FakeView["view"];
    try {
      view = JSON.parse(params.view ?? "");
    } catch {
      return fail("invalid_arguments");
    }
    const trouble = view.type === type ? viewTrouble(view) : `a ${view.type} view`;
    if (trouble === null) return view;
    space.violations.push(`invalid view: ${trouble}`);
    return fail("invalid_arguments", { response_metadata: { messages: [trouble] } });
  }

  function shown(kept: FakeView): Reply {
    space.changed();
    return { ok: true, view: { id: kept.id, hash: kept.hash, ...kept.view } };
  }

  /** A dialogue as it stands now, as a method or an acknowledgement changes it. */
  function change(id: string, view: FakeView["view"]): FakeView | null {
    const at = space.views.findIndex((one) => one.id === id);
    const old = space.views[at];
    if (!old) return null;
    const changed = { ...old, view, hash: `h${++made}`, changes: old.changes + 1 };
    space.views[at] = changed;
    return changed;
  }

  return {
    change,
    methods: {
      "views.open": (params: Params) => {
        const trigger = space.triggers.get(params.trigger_id ?? "");
        if (!trigger) return fail("invalid_trigger_id");
        if (trigger.used) {
          space.violations.push("a trigger was used twice");
          return fail("exchanged_trigger_id");
        }
        if (Date.now() - trigger.at > TRIGGER_MS) return fail("expired_trigger_id");
        const view = viewIn(params, "modal");
        if ("ok" in view) return view as Reply;
        trigger.used = true;
        const kept: FakeView = { id: `V${++made}`, hash: `h${made}`, user: trigger.user, view, changes: 0 };
        space.views.push(kept);
        return shown(kept);
      },
      "views.update": (params: Params) => {
        const view = viewIn(params, "modal");
        if ("ok" in view) return view as Reply;
        const kept = change(params.view_id ?? "", view);
        return kept ? shown(kept) : fail("not_found");
      },
      "views.publish": (params: Params) => {
        const view = viewIn(params, "home");
        if ("ok" in view) return view as Reply;
        if (!params.user_id) return fail("invalid_arguments");
        const old = space.views.find((one) => one.view.type === "home" && one.user === params.user_id);
        const kept = old && change(old.id, view);
        if (kept) return shown(kept);
        const first: FakeView = { id: `V${++made}`, hash: `h${made}`, user: params.user_id, view, changes: 0 };
        space.views.push(first);
        return shown(first);
      },
    } satisfies Record<string, (params: Params) => Reply>,
  };
}
