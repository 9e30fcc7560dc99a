import type { Dialect } from "./driver.ts";

export type Migration = { readonly number: number; sql(dialect: Dialect): readonly string[] };

/**
 * The schema, as the list of its changes: append only, for a change that was ever released stays as it is. A program one version older may
 * still be running on PostgreSQL while a change is made, so columns are added, never renamed or taken away.
 */
export const migrations: readonly Migration[] = [
  {
    number: 1,
    sql: ({ text, serial, words }) => [
      // `number` grows as articles come in: quotes and the index over words point at it, and the highest are the last that were read.
      // `sorted` is the time an article is listed by: published, or else read.
      `create table articles (
        number ${serial}, id ${text} not null unique, story ${text} not null, position integer not null,
        origin ${text} not null, body text not null, title text not null, outlet text, byline text, url text, guid text,
        published ${text}, description text, block_quotes text, read_at ${text} not null, sorted ${text} not null)`,
      "create index articles_by_story on articles (story, position)",
      "create index articles_by_reading on articles (read_at)",
      ...words.schema,

      // `read_at` and `sorted` are the latest of the story's articles.
      `create table stories (id ${text} primary key, summary text not null, read_at ${text} not null, sorted ${text} not null)`,
      "create index stories_by_time on stories (sorted desc, id)",
      "create index stories_by_reading on stories (read_at)",

      // `begins` is the start of the first part, `folded` the speaker's name where the speaker is a person.
      `create table quotes (
        article bigint not null references articles (number) on delete cascade, ordinal integer not null,
        begins integer not null, kind ${text} not null, parts text not null,
        speaker text, speaker_kind ${text}, speaker_role text, speaker_mention text,
        cue text, announcement text, confidence double precision not null,
        folded ${text}, reported integer not null, sorted ${text} not null,
        primary key (article, ordinal))`,
      "create index quotes_by_speaker on quotes (folded, reported, sorted desc, article, ordinal) where folded is not null",

      // The mentions are offsets into the text of the story's first article.
      `create table people (
        story ${text} not null references stories (id) on delete cascade, ordinal integer not null,
        name ${text} not null, folded ${text} not null, aliases text not null, role ${text}, mentions text not null,
        sorted ${text} not null, primary key (story, ordinal))`,
      "create index people_by_name on people (folded, sorted desc, story)",

      // What the index in memory is made of; `read_at` is when a name was last read or counted anew. Kept up to date with every story: counted anew it would take seconds at each start.
      `create table names (
        folded ${text} primary key, name ${text} not null, role ${text}, role_at ${text},
        articles integer not null, quotes integer not null, latest ${text} not null, read_at ${text} not null)`,
      "create index names_by_reading on names (read_at)",
      `create table aliases (folded ${text} not null references names (folded) on delete cascade, alias ${text} not null, primary key (folded, alias))`,

      // Ids of articles that were taken out: a feed that still lists them does not bring them back.
      `create table forgotten (article ${text} primary key, forgotten_at ${text} not null)`,

      `create table slots (
        schedule ${text} not null, zone ${text} not null, local ${text} not null, due ${text} not null,
        state ${text} not null, edition ${text}, primary key (schedule, zone, local))`,
      "create index slots_by_time on slots (schedule, due desc)",
      `create table editions (
        id ${text} primary key, schedule ${text} not null, zone ${text} not null, local ${text} not null, due ${text} not null,
        card text not null)`,
      "create index editions_by_time on editions (schedule, due desc)",
      `create table deliveries (
        id ${text} primary key, edition ${text} not null references editions (id) on delete cascade, platform ${text} not null, channel ${text} not null,
        due ${text} not null, state ${text} not null, receipts text not null, attempts integer not null,
        not_before ${text} not null, fence integer not null, lease_until ${text}, problem text)`,
      "create index deliveries_by_time on deliveries (due desc, id)",
      "create index deliveries_by_edition on deliveries (edition)",
      // Only what is still to be done: it stays small however many were sent.
      "create index deliveries_to_do on deliveries (not_before, id) where state in ('planned', 'claimed', 'sending')",

      `create table leases (name ${text} primary key, holder ${text} not null, held_until ${text} not null)`,
      // `store`: an id of this store. `copying`: the id of the store that is being copied into this one, until that is finished.
      `create table facts (name ${text} primary key, value ${text} not null)`,
    ],
  },
  {
    number: 2,
    sql: () => [
      // What became of the deliveries to one channel, and the few that nobody can tell of.
      "create index deliveries_by_channel on deliveries (platform, channel, due desc, id)",
      "create index deliveries_in_doubt on deliveries (platform, channel) where state = 'ambiguous'",
    ],
  },
  {
    number: 3,
    sql: ({ text }) => [
      `create table sources (address ${text} primary key, added_by ${text} not null, added_at ${text} not null, state text not null)`,
      // No reference to its source: one that is removed and added again brings back nothing old.
      `create table seen (
        source ${text} not null, item ${text} not null, content ${text} not null, article ${text} not null,
        seen_at ${text} not null, reread_at ${text}, url text, primary key (source, item))`,
      "create index seen_by_time on seen (seen_at)",
      "create index seen_to_reread on seen (source, reread_at) where reread_at is not null",
      // `backlog`: 1 where the article came with the first read of its source and was old then. `replaced_by`: the article that holds its newer version.
      "alter table articles add column backlog integer",
      `alter table articles add column replaced_by ${text}`,
      // Why a quote of a replaced article is still listed: its newer version does not have these words ('gone'), or has others in their place ('reworded').
      `alter table quotes add column withdrawn ${text}`,
    ],
  },
  {
    number: 4,
    // Of the slots before, nobody knows: they count as made by the schedule as it is.
    sql: () => ["alter table slots add column cron text"],
  },
  {
    number: 5,
    sql: ({ text }) => [
      // The article of the story that names them and that `mentions` are offsets into; null: the story's first.
      `alter table people add column article ${text}`,
    ],
  },
  {
    number: 6,
    sql: () => [
      "drop index seen_to_reread",
      "create index seen_by_reread on seen (reread_at) where reread_at is not null",
      "create index articles_replaced on articles (number) where replaced_by is not null",
    ],
  },
  {
    number: 7,
    sql: ({ text }) => [
      // What is set in chat. `cron` is null where a channel keeps the times of the settings.
      `create table channel_digests (
        platform ${text} not null, channel ${text} not null, cron text, zone ${text}, filter text not null, roles text not null,
        quiet text,
        paused integer not null, changed_by text not null, changed_at ${text} not null, since ${text} not null, primary key (platform, channel))`,
      `create table follows (
        platform ${text} not null, member ${text} not null, person ${text} not null, name text not null, at_once integer not null,
        language ${text} not null, since ${text} not null, primary key (platform, member, person))`,
      // Keys that the store itself makes, such as the one that seals the codes of buttons.
      `create table keys (name ${text} primary key, value text not null)`,
    ],
  },
  {
    number: 8,
    sql: ({ text }) => [
      // Where others added the bot. `secret`: their tokens, sealed with a key that is not in here.
      `create table installations (workspace ${text} primary key, name text not null, since ${text} not null, secret text not null)`,
    ],
  },
  {
    number: 9,
    sql: ({ words }) => [
      ...words.apart,
      // What a search for words asks of hundreds of articles and stories, without reading their rows.
      "create index articles_listed on articles (number, story) where replaced_by is null",
      "create index stories_listed on stories (id, sorted)",
      // Read page by page, however many have come at one moment.
      "drop index names_by_reading",
      "create index names_by_reading on names (read_at, folded)",
    ],
  },
  {
    number: 10,
    sql: ({ text }) => [
      // How much a channel's digest says of each story; null: as the settings say.
      `alter table channel_digests add column length ${text}`,
    ],
  },
];
