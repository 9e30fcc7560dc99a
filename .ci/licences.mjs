// Every dependency may be passed on under MIT: its licence is one of these, and it comes from the npm registry with a checksum.
import { readFileSync } from "node:fs";

const ANYWHERE = [
  "MIT",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "Python-2.0",
  "Unlicense",
];
// Changes to these themselves would have to be published: fine for tools that are not shipped.
const TOOLS_ONLY = ["MPL-2.0"];

const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));
const packages = Object.entries(lock.packages).filter(([path]) => path !== "");
const alternatives = (licence) => licence.replace(/[()]/g, "").split(" OR ");
const wrong = packages.flatMap(([path, { license = "none", dev, resolved, integrity }]) => {
  const good = alternatives(license).some((one) => ANYWHERE.includes(one) || (dev && TOOLS_ONLY.includes(one)));
  return [
    ...(good ? [] : [`${path}: the licence ${license} is not on the list in .ci/licences.mjs`]),
    ...(integrity ? [] : [`${path}: there is no checksum`]),
    ...(resolved && !resolved.startsWith("https://registry.npmjs.org/") ? [`${path}: comes from elsewhere than the npm registry`] : []),
  ];
});
for (const line of wrong) console.log(line);
console.log(`${packages.length} packages, ${wrong.length} with a licence or an origin that is not good`);
process.exitCode = wrong.length > 0 ? 1 : 0;
