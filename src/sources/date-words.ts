/** The months by their first letters, in the languages news comes in; a full stop and what follows the letters do not count. */
const MONTHS: readonly (readonly [string, number])[] = [
  ["january jan januar jänner janvier enero janeiro gennaio januari styczeń stycznia leden ledna январь января", 1],
  ["february feb februar feber février févr fevrier febrero fevereiro febbraio februari luty lutego únor února февраль февраля", 2],
  ["march mar märz mrz mars marzo março maart marec marzec marca březen března март марта", 3],
  ["april apr avril avr abril aprile abr kwiecień kwietnia duben dubna апрель апреля", 4],
  ["may mai mayo maio maggio mei maj maja květen května май мая", 5],
  ["june jun juni juin junio junho giugno czerwiec czerwca červen června июнь июня", 6],
  ["july jul juli juillet juil julio julho luglio lipiec lipca červenec července июль июля", 7],
  ["august aug août aout agosto augustus augusti sierpień sierpnia srpen srpna август августа", 8],
  ["september sep sept septembre septiembre setembro settembre wrzesień września září сентябрь сентября", 9],
  ["october oct oktober okt octobre octubre outubro ottobre październik października říjen října октябрь октября", 10],
  ["november nov novembre noviembre novembro listopad listopada listopadu ноябрь ноября", 11],
  [
    "december dec dezember dez décembre déc decembre diciembre dezembro dicembre desember grudzień grudnia prosinec prosince декабрь декабря",
    12,
  ],
];

export const monthOf: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap(([names, month]) => names.split(" ").map((name) => [name, month] as const)),
);

/** Minutes east of Greenwich. The American ones are those of RFC 822; the others are the common reading in news and feeds. */
export const zoneOf: ReadonlyMap<string, number> = new Map(
  Object.entries({
    Z: 0,
    UT: 0,
    UTC: 0,
    GMT: 0,
    WET: 0,
    BST: 60,
    IST: 330,
    CET: 60,
    MEZ: 60,
    WEST: 60,
    CEST: 120,
    MESZ: 120,
    EET: 120,
    SAST: 120,
    EEST: 180,
    MSK: 180,
    PKT: 300,
    SGT: 480,
    HKT: 480,
    AWST: 480,
    JST: 540,
    KST: 540,
    AEST: 600,
    AEDT: 660,
    NZST: 720,
    NZDT: 780,
    EST: -300,
    EDT: -240,
    CST: -360,
    CDT: -300,
    MST: -420,
    MDT: -360,
    PST: -480,
    PDT: -420,
    AKST: -540,
    AKDT: -480,
    HST: -600,
  }),
);

/** "ET" is said all the year: the offset depends on the day. Standard time, and what summer time adds. */
export const americanZones: ReadonlyMap<string, number> = new Map(Object.entries({ ET: -300, CT: -360, MT: -420, PT: -480 }));
