/** Moments in the zone of the computer that serves the page, which on a page of one's own is the reader's. */
const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });
const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });
const SHORT = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short" });
const WITH_ZONE = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});

/** "3 November 2026" */
export const date = (at: Date): string => DATE.format(at);
/** "08:00" */
export const time = (at: Date): string => TIME.format(at);
/** "Nov 3, 2026, 8:00 AM", as Slack shows it. */
export const dateTime = (at: Date): string => SHORT.format(at);
/** "Tue, 3 November 2026 at 08:00 UTC" */
export const withZone = (at: Date): string => WITH_ZONE.format(at);
