import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** Discord's own OpenAPI document, where it is: `../shared` beside the repository. */
const file = join(import.meta.dirname, "..", "..", "..", "..", "shared", "data", "platform", "discord-openapi.json");
export const schemasAreHere: boolean = existsSync(file);

/** Reads the document and makes ready what is used with every message: it takes a second, in which a request would time out. */
export function warmSchemas(): void {
  if (!schemasAreHere) return;
  schemaTrouble("POST", "/channels/{channel_id}/messages", {});
  schemaTrouble("POST", "/interactions/{interaction_id}/{interaction_token}/callback", {});
  schemaTrouble("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", {});
  schemaTrouble("POST", "/webhooks/{webhook_id}/{webhook_token}", {});
  schemaTrouble("POST", "/channels/{channel_id}/threads", {});
  schemaTrouble("PUT", "/applications/{application_id}/commands", []);
  schemaTrouble("PUT", "/applications/{application_id}/guilds/{guild_id}/commands", []);
}

type Schema = { [key: string]: unknown };

let ajv: Ajv2020 | null = null;
let paths: Record<string, Record<string, Schema>> = {};
const compiled = new Map<string, ValidateFunction | null>();

function load(): Ajv2020 {
  if (ajv) return ajv;
  const document = JSON.parse(readFileSync(file, "utf8")) as { paths: typeof paths; components: Schema };
  paths = document.paths;
  close(document.components);
  ajv = new Ajv2020({ strict: false, logger: false, formats: { nonce: true, int32: true, int64: true, snowflake: true } });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema({ $id: "discord", components: document.components });
  return ajv;
}

/** Objects take no fields that are not listed, so that a misspelt one fails. discord.js always sends `tts` and `enforce_nonce` with a message. */
function close(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const schema = value as Schema;
  if (schema.type === "object" && schema.properties && schema.additionalProperties === undefined) {
    schema.additionalProperties = false;
    const properties = schema.properties as Schema;
    if ("components" in properties && "flags" in properties) {
      properties.tts ??= { type: ["boolean", "null"] };
      properties.enforce_nonce ??= { type: ["boolean", "null"] };
    }
  }
  for (const inner of Object.values(schema)) close(inner);
}

/**
 * What is wrong with a request's JSON body by Discord's schema; null: nothing, or nothing is known. `template` is the path as in the document:
 * "/channels/{channel_id}/messages".
 */
export function schemaTrouble(method: string, template: string, body: unknown): string | null {
  if (!schemasAreHere) return null;
  const validator = load();
  const key = `${method} ${template}`;
  if (!compiled.has(key)) {
    const content = (paths[template]?.[method.toLowerCase()]?.requestBody as Schema | undefined)?.content as Schema | undefined;
    const schema = (content?.["application/json"] as Schema | undefined)?.schema;
    compiled.set(
      key,
      schema ? validator.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"discord#/components/')) as Schema) : null,
    );
  }
  const validate = compiled.get(key);
  if (!validate) return `no schema for ${key}`;
  if (validate(body)) return null;
  return (validate.errors ?? [])
    .slice(0, 3)
    .map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
    .join("; ");
}
