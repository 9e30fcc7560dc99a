import type { APIModalInteractionResponseCallbackData } from "discord.js";
import type { Field, Form } from "../../news/manage/forms.ts";
import { limits } from "./limits.ts";
import { label } from "./render-elements.ts";

const LABEL = 18;
const TEXT = 4;
const SELECT = 3;
const SHORT = 1;
const PARAGRAPH = 2;

/** What Discord calls something that a form knows by its id alone. */
export type Called = (id: string) => string | undefined;

/** A form as Discord's dialogue. `id` comes back with what was filled in. Nothing has to be filled in. */
export function renderForm(form: Form, id: string, called: Called = () => undefined): APIModalInteractionResponseCallbackData {
  return {
    custom_id: id,
    title: label(form.title, limits.formTitle),
    components: form.fields.map((field) => ({
      type: LABEL,
      label: label(field.label, limits.formLabel),
      ...(field.hint && field.kind === "choices" ? { description: label(field.hint, limits.formHint) } : {}),
      component: fieldOf(field, called),
    })),
  } as APIModalInteractionResponseCallbackData;
}

function fieldOf(field: Field, called: Called): object {
  if (field.kind === "choices") {
    const options = field.options;
    return {
      type: SELECT,
      custom_id: field.name,
      required: false,
      min_values: 0,
      max_values: options.length,
      options: options.map(({ value, label: shown }) => ({
        value,
        label: label((shown === value ? called(value) : undefined) ?? shown, limits.choiceName),
        ...(field.values.includes(value) ? { default: true } : {}),
      })),
    };
  }
  return {
    type: TEXT,
    custom_id: field.name,
    style: field.lines ? PARAGRAPH : SHORT,
    required: false,
    max_length: field.longest,
    ...(field.value === "" ? {} : { value: field.value }),
    ...(field.hint ? { placeholder: label(field.hint, limits.formHint) } : {}),
  };
}
