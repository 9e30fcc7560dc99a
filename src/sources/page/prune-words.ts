const either = (...names: string[]) => names.join("|");

/** Classes and ids, as whole names, of what stands beside an article. Names that some sites give to the article itself ("paywall", "content", "teaser") are not in it. */
export const UNWANTED: RegExp = new RegExp(
  `(?:^|[\\s_-])(?:${either(
    "comments?(?:[-_]?(?:list|section|area|container|wrap(?:per)?|form|respond|block))?|commentlist|disqus(?:[-_]thread)?|kommentare",
    "related(?:[-_]?(?:posts?|articles?|stories|content|links?|news|topics|items?))?|jp-relatedposts|yarpp|recommend(?:ed|ations?)|most[-_]?(?:read|popular)|outbrain|taboola|wp-block-latest-posts",
    "newsletter(?:[-_](?:box|signup|form|wrapper|teaser|block|widget|subscribe))?|cookie[-_]?(?:banner|notice|consent|bar)|onetrust[-_\\w]*|didomi[-_\\w]*|sp_message[-_\\w]*|usercentrics[-_\\w]*|truste[-_\\w]*|qc-cmp2?[-_\\w]*|cmp(?:box|[-_]\\w+)|gdpr[-_\\w]*|consent[-_](?:banner|dialog|modal|layer|manager|popup)",
    "share(?:[-_]?(?:bar|buttons?|links?|tools?|this|daddy))|sharedaddy|sharing|addtoany|social(?:[-_]?(?:share|sharing|links|media|bar|icons?|buttons?))",
    "author[-_]?(?:box|bio|info|card|profile|description)|about[-_]?author|breadcrumbs?|pagination|(?:site|page|main)[-_]?(?:footer|header|navigation)",
  )})(?=$|\\s)`,
  "i",
);
