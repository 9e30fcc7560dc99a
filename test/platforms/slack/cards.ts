import { hostileCards } from "../../fake/hostile-cards.ts";

/** What somebody could put into an article to harm a Slack workspace. */
export const { card, hostile } = hostileCards({
  attacks: [
    "<!channel>",
    "<!here|here>",
    "<!everyone>",
    "<@U12345678>",
    "<#C0NEWS|news>",
    "<!subteam^S1|team>",
    "<!date^1392734382^{date}|now>",
    "<https://evil.example|your bank>",
    "[bank](https://evil.example)",
    "@channel @here @everyone",
    "*bold* _italic_ ~struck~ `code` ```block```",
    "> quoted\n&gt; escaped &amp;lt; &amp;",
    ":smile: :rotating_light:",
    '"},{"type":"section"',
    "&&&&&&<<<<<<>>>>>>",
  ],
  markup: "*_~`<>&|!@#:^",
  long: ["&".repeat(5000), "a".repeat(20_000), "<".repeat(3000)],
  urls: ["slack://open", "https://x.example/<!channel>|evil"],
});
