/**
 * Given names and the short forms in which newspapers print the same person: "Gen. Dave Petraeus" is David.
 * Small on purpose: a pair stands here only where the short form hardly ever is a given name of its own.
 * A short form with two full ones ("Alex") fits both and so decides nothing between them.
 */
const table = `
abraham abe
albert al bert
alexander alex alec sandy
alexandra alex sandra
alfred al fred
andrew andy drew
anthony tony
antonio tony
arthur art
barbara barb
benjamin ben benny bibi
ashton ash
bernard bernie
bernardo bernie
catherine cathy kate katie
charles charlie chuck
christine chris
christopher chris kit
cynthia cindy
daniel dan danny
david dave
deborah deb debbie
dennis denny
donald don donnie
douglas doug
dwight ike
edward ed eddie ted
edwin ed
elizabeth liz beth betsy betty
eugene gene
francis frank
franklin frank
frederick fred freddie
gabriel gabe
gerald gerry jerry
geoffrey geoff
gregory greg
harold hal
henry hank harry
hubert bert
isaac ike
jacob jake
jacqueline jackie
james jim jimmy jamie
jeffrey jeff
jeremy jerry
jerome jerry
jessica jess
john jack johnny
jonathan jon
joseph joe joey
joshua josh
katherine kathy kate katie
kathleen kathy
kenneth ken kenny
kimberly kim
lawrence larry
leonard len lenny
louis lou
madeleine maddy
margaret maggie meg peggy
martin marty
matthew matt
maximilian max
michael mike mick mickey
mitchell mitch
nathan nate
nathaniel nat nate
nicholas nick
pamela pam
patricia pat patty tricia
patrick pat paddy
peter pete
philip phil
phillip phil
rafael rafa
randall randy
raymond ray
rebecca becky
reginald reggie
richard rick dick rich ricky
robert bob bobby rob robbie
ronald ron ronnie
rudolph rudy
samantha sam
samuel sam sammy
stephen steve
steven steve
stuart stu
susan sue
terence terry
theodore ted teddy
theresa terry
thomas tom tommy
timothy tim
valerie val
victor vic
victoria vicky
vincent vince
virginia ginny
walter walt
william bill billy will willie
zachary zach zack
`;

const full = new Map<string, readonly string[]>();
for (const line of table.trim().split("\n")) {
  const [name = "", ...short] = line.split(" ");
  full.set(name, [...(full.get(name) ?? []), name]);
  for (const form of short) full.set(form, [...(full.get(form) ?? []), name]);
}

/** The full given names that a folded given name may stand for, itself where the table does not know it. */
export function fullForms(given: string): readonly string[] {
  return full.get(given) ?? [given];
}

/** Whether the table knows it as a given name or the short form of one. */
export function isGivenName(word: string): boolean {
  return full.has(word);
}
