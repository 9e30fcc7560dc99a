const SAID = '"We will not be moved," said Ada Cole, the mayor.';

/** Articles written to break the page that shows them: what each tries, and its text or HTML. */
export const hostileArticles: readonly (readonly [tries: string, text: string])[] = [
  ["a script in the title", `Title: <script>alert(1)</script>\n\n${SAID}`],
  [
    "a script in the HTML title",
    `<html><head><title></title><script>alert(1)</script></head><body><article><h1>"><script>alert(2)</script></h1><p>${SAID}</p></article></body></html>`,
  ],
  ["an image that runs", `<img src=x onerror=alert(1)> ${SAID} <img src="https://evil.example/pixel.gif">`],
  ["an end of the form's textarea", `</textarea></form><form action="https://evil.example"><button>Win</button> ${SAID}`],
  ["an end of a template", `</template></pre></main><h1>Taken over</h1> ${SAID}`],
  ["an end of the whole page", `</body></html><body onload=alert(1)> ${SAID}`],
  ["a speaker who is markup", `"We will not be moved," said Ada <b onmouseover=alert(1)>Cole</b>, the mayor.`],
  ["a quote that is markup", `"<svg/onload=alert(1)><a href=javascript:alert(1)>click</a>," said Ada Cole.`],
  ["an address that runs", `Url: javascript:alert(1)\nTitle: Tolls\n\n${SAID}`],
  ["an address with markup", `Url: https://e.example/"onclick="alert(1)\nTitle: Tolls\n\n${SAID}`],
  ["a base and a refresh", `<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example/"> ${SAID}`],
  ["a style that covers all", `<style>*{display:none}</style><div style="position:fixed;inset:0">over</div> ${SAID}`],
  ["a frame", `<iframe src="https://evil.example/"></iframe><object data="x"></object><embed src="x"> ${SAID}`],
  ["a name that turns round", `"We will not be moved," said \u202EeloC adA\u202C, the mayor. ${SAID}`],
  ["direction marks that are never closed", `\u202E\u2066\u2067${"\u202E".repeat(200)} ${SAID}`],
  ["a title that turns round", `Title: \u202Ecod.exe of the council\n\n${SAID}`],
  [
    "Arabic",
    "محادثات السلام في كابول\n\nقال الوزير أحمد خالد: «نحن مستعدون للسلام ولن نتراجع عن هذا القرار». وأضاف أن المحادثات ستستمر.\n",
  ],
  ["Hebrew and English in one line", `שלום "We are ready," said דוד כהן, the mayor, אמר.`],
  ["control characters", `\u0000\u0007\u001B[31m${SAID}\u007F\u009B`],
  ["half characters", `\uD83D ${SAID} \uDE00`],
  ["letters stacked a hundred high", `Z${"\u0351\u036B\u0353\u036A".repeat(200)}algo. ${SAID}`],
  ["one word of fifty thousand letters", `${"w".repeat(50_000)} ${SAID}`],
  ["one line of fifty thousand words", `${"word ".repeat(50_000)} ${SAID}`],
  ["two thousand quotes", `${SAID}\n\n`.repeat(2_000)],
  ["ten thousand marks that open nothing", `${'" '.repeat(10_000)} ${SAID}`],
  ["ten thousand line breaks", `${"\n\n".repeat(10_000)}${SAID}${"\n".repeat(10_000)}`],
  ["tags nested ten thousand deep", `<div>${"<b>".repeat(10_000)}<p>${SAID}</p>${"</b>".repeat(10_000)}</div>`],
  ["two million characters", `${"The council met again and nothing was decided in the end. ".repeat(36_000)}\n\n${SAID}`],
  [
    "entities that grow",
    `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;&b; &#x3C;script&#x3E;alert(1)&#x3C;/script&#x3E; ${SAID}</p>`,
  ],
  [
    "templates of other makers",
    `{{7*7}} \${7*7} <%= 7*7 %> #{7*7} {% raw %} ${SAID} [x](javascript:alert(1)) ![](https://evil.example/x.png)`,
  ],
];
