/** Parameters of an address that say how a reader came to it, not what is there: analytics, campaigns, sharing, sessions of a visit. */
const NAMES =
  `action_object_map action_ref_map action_type_map aff_source affiliate algo amp at_campaign at_medium at_format at_link_type at_ptr_name
   at_bbc_team campaign_id campaignid cmp cmpid cmpcd cmpn cx_campaign dclid dm_i ef_id echobox epik fbclid fb_ref fb_source fbcomment ftag
   ftcamp gbraid gclid gclsrc gs_l guccounter guce_referrer guce_referrer_sig hootpostid icid ico igsh igshid intcid intcmp ito link_id
   linkid mbid mc_cid mc_eid mibextid mkt_tok mod msclkid ncid newsletterid ns_campaign ns_fee ns_linkname ns_mchannel ns_source nsid ocid
   oref origin outputtype partnerid platform_hash plckfindcommentkey pnclid recip_id ref ref_src ref_url refer referer referrer refsrc rss
   rssid s_cid s_kwcid sc_cid sc_src sh_kit share sharedid share_id shareadraft shared smid smtyp snr soc_src soc_trk spm sref sr_share
   srnd ssm_src ssm_id traffic_source tsrc ttclid twclid uptrack user_email_address vgo_ee wbraid wkrid wt_mc wtmc wt.mc_id wt.mc_ev wt_zmc
   xnpe_cmp xtor yclid ysclid zanpid __twitter_impression __source __tn__ _branch_match_id _ga _gl _hsenc _hsmi _openstat`.split(/\s+/);
const PREFIXES =
  "utm utm- utm_ at_custom hsa_ matomo_ mtm_ oly_ pk_ piwik_ stm_ trk_ vero_ fb_action cm_mmc cm_ven iesrc __s mc_ mkt_ ga_ itm_ ns_".split(
    " ",
  );

const names: ReadonlySet<string> = new Set(NAMES);

/** These mean something on some sites; with such a value they only name the road. */
const ROADS =
  /^(?:rss(?:[-_]?feed)?|feeds?(?:burner)?|atom|twitter(?:feed)?|t\.co|facebook|fb|linkedin|whatsapp|telegram|reddit|instagram|social(?:[-_]?media)?|email|e-?mail|newsletter|push|google(?:news)?|news[-_]?letter|flipboard|share|shared|sharing|homepage|hp|home|rss2|xml|mobile|amp)$/i;
const MAYBE: ReadonlySet<string> = new Set(
  "source src from via feature feed medium mode output partner type view version platform channel cid".split(" "),
);

export function isTracking(name: string, value: string): boolean {
  const lower = name.toLowerCase();
  return names.has(lower) || PREFIXES.some((prefix) => lower.startsWith(prefix)) || (MAYBE.has(lower) && ROADS.test(value));
}
