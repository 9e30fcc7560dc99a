/**
 * Closed classes and small lexicons of English news prose, as bits of one number a word.
 * A word may have several bits. Everything is lower case; straight apostrophes.
 */
export const PRONOUN_HE = 1 << 0;
export const PRONOUN_SHE = 1 << 1;
export const PRONOUN_THEY = 1 << 2;
export const PRONOUN_FIRST = 1 << 3;
export const PRONOUN_SECOND = 1 << 4;
export const PRONOUN_IT = 1 << 5;
export const RELATIVE = 1 << 6;
export const DETERMINER = 1 << 7;
export const PREPOSITION = 1 << 8;
export const CONJUNCTION = 1 << 9;
export const AUXILIARY = 1 << 10;
/** Words before a name that belong to the person: "Mr.", "President". */
export const TITLE = 1 << 11;
/** Heads of nominals that speak: "spokeswoman", "officials". */
export const ROLE = 1 << 12;
export const ORGANISATION = 1 << 13;
export const DOCUMENT = 1 << 14;
export const GROUP = 1 << 15;
export const FUNCTION = 1 << 16;
export const CALENDAR = 1 << 17;
export const ADDRESSEE = 1 << 18;
export const ANONYMOUS = 1 << 19;
export const ADVERB = 1 << 20;
export const NUMBER = 1 << 21;
export const TITLE_SHORT = 1 << 22;
export const MALE = 1 << 23;
export const FEMALE = 1 << 24;
export const PARTICLE = 1 << 25;
export const PLACE = 1 << 26;
export const WORKTITLE = 1 << 27;
export const NATIONALITY = 1 << 28;
export const COMMONVERB = 1 << 29;
/** Ends the names of things and places; no head of a nominal that speaks. */
export const THING = 1 << 30;

const table: readonly (readonly [number, string])[] = [
  [PRONOUN_HE | FUNCTION, "he his him himself"],
  [PRONOUN_SHE | FUNCTION, "she her hers herself"],
  [PRONOUN_THEY | FUNCTION, "they their them themselves theirs"],
  [PRONOUN_FIRST | FUNCTION, "i we me us my our mine ours myself ourselves"],
  [PRONOUN_SECOND | FUNCTION, "you your yours yourself yourselves"],
  [PRONOUN_IT | FUNCTION, "it its itself"],
  [PRONOUN_HE, "he's he'd he'll"],
  [PRONOUN_SHE, "she's she'd she'll"],
  [PRONOUN_THEY, "they're they've they'd they'll"],
  [PRONOUN_FIRST, "i'm i've i'd i'll we're we've we'll we'd"],
  [RELATIVE | FUNCTION, "who which that whom whose what where when why how whoever whatever"],
  [
    DETERMINER | FUNCTION,
    "the a an this these those some any each every another one many several most few no both all either neither such other more multiple various numerous certain two three four five six seven eight nine ten half dozens hundreds thousands",
  ],
  [
    PREPOSITION | FUNCTION,
    "of in to for on at by with from about as into after before during against between under over through without within among toward towards upon via like since until till behind near across along around off out up down amid despite beside besides beyond per than inside outside regarding concerning following including",
  ],
  [CONJUNCTION | FUNCTION, "and or but nor so yet because although though while if unless whereas whether once"],
  [
    AUXILIARY | FUNCTION,
    "is are was were be been being am has have had having do does did doing will would shall should can could may might must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't shouldn't can't cannot couldn't ain't i'm i've i'd i'll we're we've we'll we'd you're you've you'll he's she's it's they're they've they'll that's there's what's let's ought",
  ],
  [
    FUNCTION,
    "not there here then now just only even still never always ever too very also however meanwhile instead yet perhaps maybe again already soon thus therefore indeed yes no oh well ok okay hello please",
  ],
  [
    ADVERB,
    "also then later recently once now still just previously publicly repeatedly earlier again often never always simply even only quickly further already finally eventually initially originally quietly privately reportedly famously specifically flatly bluntly once subsequently afterward afterwards thereafter yesterday today separately similarly meanwhile largely promptly immediately clearly openly first sometimes usually typically generally frequently personally jokingly sarcastically carefully rhetorically proudly angrily loudly",
  ],
  [TITLE | TITLE_SHORT | MALE, "mr mr. sir lord"],
  [TITLE | TITLE_SHORT | FEMALE, "mrs mrs. ms ms. miss lady dame madam mme"],
  [
    TITLE | TITLE_SHORT,
    "cllr cllr. ald ald. dep dep. asst asst. amb amb. insp insp. assoc assoc. msgr msgr. dr dr. prof prof. sen sen. sens sens. rep rep. reps reps. gov gov. govs govs. gen gen. lt lt. col col. sgt sgt. capt capt. maj maj. cmdr cmdr. adm adm. rev rev. fr fr. hon hon. pres pres. det det. engr engr. shri sri smt smt. adv adv. brig. atty atty. supt supt. pvt pvt. cpl cpl. brig brig. lt.-gov. m. herr frau señor señora",
  ],
  [
    TITLE | ROLE,
    "under-secretary undersecretary president senator representative governor general lieutenant colonel sergeant captain major commander admiral reverend father professor doctor judge justice mayor minister chancellor secretary chairman chairwoman chair premier ambassador congressman congresswoman councilman councilwoman councillor councilor alderman sheriff chief detective officer inspector superintendent constable deputy pastor bishop archbishop cardinal pope rabbi imam ayatollah sheikh king queen prince princess duke duchess emperor sultan emir coach director principal dean treasurer commissioner attorney prosecutor senators representatives reps governors presidents speaker delegate assemblyman assemblywoman lawmaker leader undersecretary envoy brigadier advocate whip superintendent barrister spokesman spokeswoman spokesperson analyst strategist economist aide adviser advisor",
  ],
  [
    ROLE,
    "candidate nominee official legislator man woman supporter manager person protester organizer organiser donor businessman businesswoman author columnist reporter correspondent journalist editor writer host anchor moderator actor actress singer musician artist player teacher student lawyer counsel executive ceo founder co-founder cofounder owner head member insider veteran activist advocate campaigner critic opponent rival friend colleague neighbor neighbour wife husband mother father mom dad son daughter brother sister parent child boy girl expert researcher scientist scholar historian sociologist psychologist physician surgeon neurosurgeon nurse pollster consultant lobbyist operative staffer employee worker farmer driver voter resident citizen witness victim survivor patient suspect defendant plaintiff investor developer entrepreneur tycoon mogul billionaire broker trader commentator pundit blogger commenter user narrator caller heckler attendee participant volunteer organizer veteran soldier policeman policewoman firefighter pilot politician statesman diplomat envoy negotiator mediator monarch royal front-runner frontrunner contender challenger incumbent conservative liberal republican democrat socialist libertarian progressive centrist texan native liaison interviewer interviewee biographer attorney-general vice-president congressman interpreter translator designer engineer architect photographer filmmaker producer actor comedian poet novelist preacher evangelist priest nun monk cleric creator inventor programmer vendor shopper customer client tenant landlord commuter passenger tourist fan gentleman lady guy kid teen teenager toddler youth elder widow widower grandmother grandfather uncle aunt cousin nephew niece boss counterpart successor predecessor deputy co-author co-chair coordinator administrator curator librarian registrar trustee regent chaplain banker visitor mum mum-of-two mum-of-three dad-of-two pensioner lecturer barrister solicitor magistrate paramedic midwife carer cleaner chef cook baker butcher barber shopkeeper grocer postman builder plumber electrician carpenter mechanic mason shearer fisherman sailor trucker cyclist runner swimmer boxer golfer skipper winger defender midfielder quarterback dancer sculptor conductor violinist pianist guitarist drummer rapper playwright screenwriter presenter reviewer reader viewer guest goalkeeper striker midfielder captain trainer umpire referee pope pontiff premier",
  ],
  [ROLE | ANONYMOUS, "source sources insider informant whistleblower somebody someone anyone everybody everyone nobody"],
  [
    ROLE | GROUP,
    "officials legislators critics supporters opponents protesters aides advisers advisors lawyers attorneys prosecutors investigators researchers scientists experts analysts economists strategists organizers organisers voters donors employees workers residents citizens witnesses lawmakers senators representatives leaders members friends allies rivals colleagues reporters journalists editors commentators observers pundits pollsters activists advocates campaigners democrats republicans conservatives liberals progressives people men women brothers sisters siblings twins cousins students teachers parents families protestors demonstrators scholars historians diplomats politicians police authorities doctors nurses physicians executives insiders staffers operatives consultants delegates candidates hosts moderators authors users commenters fans crowd audience attendees chanters participants volunteers soldiers troops rebels militants marchers partners neighbors neighbours others defenders detractors biographers spokesmen spokespeople governors mayors judges justices ministers team staff crew panel jury justices majority minority duo couple pair trio public media press",
  ],
  [
    ORGANISATION,
    "campaign group company board office committee council commission agency department ministry administration government foundation organization organisation association union party court firm network newspaper magazine outlet website publication tabloid paper journal institute institution university college school hospital bank church bureau center centre coalition alliance league club federation fund corporation corp corp. inc inc. ltd llc plc co. society service services authority force forces army navy military embassy parliament congress senate house assembly cabinet secretariat division unit project caucus pac nonprofit non-profit charity think-tank thinktank chamber regulator watchdog taliban state city county municipality republic kingdom times post herald tribune gazette chronicle observer guardian telegraph mirror sun globe star press reuters facebook google twitter microsoft openai uber lyft tesla netflix boeing walmart verizon comcast nike starbucks ibm samsung sony toyota volkswagen youtube instagram tiktok linkedin reddit spotify airbnb snapchat whatsapp yahoo paypal pfizer moderna nvidia cnn bbc nbc abc cbs fox msnbc npr pbs ap afp politico breitbart bloomberg guild brigade militia command registry archive museum gallery library theater theatre studio studios entertainment airline airlines airport airways motors industries holdings group partners capital ventures systems technologies solutions network networks airways pentagon kremlin",
  ],
  [
    THING,
    "energy news radio television tv edition area district valley church explorer software foods pharmaceuticals pharma insurance electric gas oil water power games pictures records media labs research international global motors steel mining rail railways telecom telecommunications logistics holdings associates trust federation stadium bridge street avenue road square park hotel restaurant cafe bar mall tower building centre river lake island mountain bay beach festival awards prize cup championship championships olympics marathon day week month night hall room prison jail court watch parenthood networks systems technologies partners ventures studios airlines airways airport",
  ],
  [
    DOCUMENT,
    "statement report letter email e-mail memo ad advertisement poll survey study article editorial essay book memoir column post tweet message transcript document documents filing filings lawsuit suit complaint indictment affidavit petition resolution bill law act constitution platform website page headline sign signs banner slogan poster caption card note invitation release account op-ed summary review analysis file files record records emails messages tweets text texts video videos audio recording clip footage speech remarks comments commentary answer response reply question questions rule rules ruling opinion decision order policy guidelines guideline manual handbook pamphlet flier flyer brochure mailer questionnaire contract agreement treaty declaration manifesto communique communiqué bulletin newsletter blog chyron song lyrics chant ballot legislation amendment clause section passage paragraph inscription plaque placard sticker hat t-shirt shirt subtitle title agenda schedule posting announcement notice advisory warning brief motion verdict testimony deposition readout excerpt script draft",
  ],
  [
    CALENDAR,
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan jan. feb feb. mar. apr. aug aug. sept sept. sep. oct oct. nov nov. dec dec. mon. tue. tues. wed. thu. thurs. fri. sat. sun. christmas easter thanksgiving ramadan halloween",
  ],
  [
    ADDRESSEE,
    "told tells tell telling asked asks ask asking informed assured reminded warned urged reminding warning urging assuring informing called call calling calls accused accusing accuses to with at interviewed",
  ],
  [ANONYMOUS, "unnamed unidentified anonymous anonymously familiar"],
  [NUMBER, "one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion"],
  [PARTICLE, "van von der den de del della di da dos das du la le ten ter bin ibn ben al el abu af av zu y e 't st. al- bint vande"],
  [
    WORKTITLE,
    "titled entitled dubbed nicknamed named called so-called known book novel song album film movie series podcast headlined term word phrase words hashtag labeled labelled show episode magazine single track sitcom documentary musical play anthem column headline slogan title special edition chapter essay magazine's",
  ],
  [
    COMMONVERB,
    "go went gone get got make made take took taken come came see saw seen know knew known think thought give gave given find found want wanted use used work worked need needed feel felt try tried leave left put mean meant keep kept let begin began seem seemed help helped show showed shown hear heard play played run ran move moved live lived believe believed bring brought happen happened stand stood lose lost pay paid meet met include included continue set learn learned change led lead understand watch follow followed stop create created speak spoke spoken read spend grow grew open opened walk won win offer remember love consider appear buy wait serve die send expect build stay fall cut reach kill remain suggest raise pass sell require report decide pull support supported vote voted going doing being having making taking getting trying looking talking coming saying running working",
  ],
];

const firstNames: readonly (readonly [number, string])[] = [
  [
    MALE,
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle ethan walter noah jeremy keith roger terry sean austin gerald carl harold arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip johnny bradley bill bob mike jim tom dan steve ted tim ron rick rich dick ken ben sam matt chris greg jeff joey tony nick alex will ed eddie fred don doug dave dale glenn glen howard harry barry marc marco luis carlos miguel pedro pablo jorge rafael ricardo fernando francisco manuel antonio mario roberto eduardo alberto javier sergio andres diego alejandro oscar hector ramon ruben raul enrique julio cesar angel hugo ivan felix leo leon max oliver liam lucas mason owen luke isaac caleb hunter evan connor cameron colin craig curtis darren derek duane dwight earl edgar edwin elliot elliott ernest floyd francis franklin gavin geoffrey gilbert gordon grant graham harvey herbert herman homer horace ian irving jake jared jay jeb jermaine joel jon julian karl kurt lance lee leonard leroy leslie lester lloyd lyle malcolm marcus martin marvin maurice melvin milton mitch mitt mitchell morris nathaniel neil nelson newt norman otis otto perry preston quentin rand randall reginald reince rex roderick rodney roland roman ronnie ross rudolph rudy rupert sidney simon spencer stanley stuart sylvester terrence theodore todd toby tommy tristan troy vernon victor wallace warren wendell wesley wilbur winston woodrow barack joe bernie mohammed muhammad mohammad mohamed ahmed ahmad ali hassan hussein omar khalid abdul abdullah ibrahim yusuf ismail karim hamid hamza bashar saddam osama bilal tariq rashid nasser mahmoud mustafa kemal recep vladimir dmitry dmitri sergei sergey alexei boris mikhail nikita igor oleg yuri viktor volodymyr petro benjamin benyamin shimon ariel ehud moshe yitzhak wei xi jinping hiroshi takeshi kenji shinzo yoshi akira narendra rajiv amit arjun sanjay rahul imran nawaz asif emmanuel francois jean jacques pierre philippe nicolas michel gerhard helmut hans klaus jurgen wolfgang stefan franz giuseppe giovanni silvio matteo paolo luigi carlo enzo pope gerry declan seamus padraig kieran niall conor angus hamish ewan alistair alastair callum fergus nigel clive trevor boris keir rishi sajid sadiq jeremy piers boyd cory chuck clint clay clark clarence cliff corey brad brent brett brock bryce byron cal carter cecil chad chester chet clyde cody cole damon dana darrell darryl dean dominic donnie drew dustin emilio emmett erik ernie errol ezra garrett gene gus hal hank heath hubert hugh hunter ike ira irwin ismael jarrod jerome jimmy jody josh judd julius justus kelvin kent kerry kip kirk lamar lars levi lionel lou louie lowell luther mack manny matthias mel micah miles monte murray myron ned nate nicky nolan norm pat pete phil quinn ray reed reggie rob robbie robby rocco rod rolf rory rusty sal saul seth shane shaun shawn sheldon sherman skip sonny stan sterling stewart tad ty tyrone vance vince vic virgil vito wade wes wyatt zach zack lindsey lindsay rodrigo ashton ricky reuben kanye darius deshawn malik jamal tyrese andre alfonso alfredo armando arturo cristian dante domingo ernesto esteban felipe gustavo guillermo ignacio joaquin leonardo lorenzo marcelo marcos mateo maximo nestor orlando octavio patricio ramiro rogelio emil luca lukas jonas niklas anders bjorn lars erik sven henrik mikael nils olaf per gustav axel oskar aleksander piotr pawel tomasz marek jan stanislaw andrzej krzysztof janos istvan laszlo ferenc zoltan tunde kwame kofi kwesi yaw emeka chinedu obinna chukwu ade segun femi babatunde sipho thabo themba tendai tariro kamau otieno kiprop mwangi abebe tesfaye bekele aldo bruno dario enrico fabio gianni lorenzo massimo nicola pietro renato stefano ugo vittorio yann loic mathieu guillaume olivier thierry didier xavier yves bastien hiro ken takashi kazuo makoto naoki satoshi jun min-jun hyun sanjeev vikram rakesh suresh ramesh anil ashok deepak manoj prakash rohan karan aryan hiten tan kiran arvind salvador santiago tomas vicente",
  ],
  [
    FEMALE,
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura cynthia amy kathleen angela shirley brenda emma anna pamela nicole samantha katherine christine helen debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany doris kayla alexis lori marie hillary hilary carly kellyanne ivanka melania chelsea huma debbie donna jill jane jan janine jo josephine joanna joanne jodi josie june kate katie kathy kay kristen kristin kristina kim katrina kirsten lana leah lena leslie lily liz loretta lorraine lucy lydia lynn lynne mabel maggie mandy marcia marian marianne marina marjorie marlene maureen maya megyn meghan mercedes meredith mia mildred mimi miranda miriam molly monica nadia naomi natasha nina nora norma olga paige patty paula pauline peggy penny phyllis priscilla rhonda rita robin roberta rosa rose rosemary rosie roxanne sabrina sally selena shannon sheila shelly sherry sheryl sonia sophie stacy stella sue susana susanna suzanne sylvia tabitha tamara tammy tanya tara tiffany tina tracy trisha trudy valerie vanessa vera veronica vicki vicky viola vivian wanda wendy whitney yolanda yvonne zoe aisha fatima khadija layla leila mariam noor yasmin zainab malala benazir indira sonia priya anjali deepa kavita sunita aung suu mei ling yuki akiko naoko keiko sakura angela ursula greta ingrid astrid freya sigrid heidi helga petra claudia bettina monika sabine francesca giulia chiara alessandra paola elena isabel isabelle carmen dolores guadalupe juanita lucia luz margarita marisol pilar raquel rocio ximena camila valentina catalina daniela gabriela mariana ana beatriz ines leticia lourdes marisa nuria theresa nicola fiona moira siobhan sinead niamh aoife deirdre oonagh caitlin ciara bridget colleen eileen erin maeve kamala tulsi nikki condoleezza ruth sonia elena samantha beth becky bonnie candice candace carla carrie cassandra cathy cecilia celeste charlene cheri cindy claire clara constance corinne courtney crystal daisy dana daphne darlene dawn deanna delores desiree dianne edith edna eleanor elaine elise ella ellen eloise elsie erica erika esther ethel eunice eva faith faye felicia flora florence gail geraldine gertrude gina ginger gladys glenda gretchen gwen gwendolyn harriet hazel hope ida irene iris irma isabel ivy jackie jaime janelle janie jasmine jeanette jeanne jenna jenny jenni jeri jillian joann juliet kara karin karla kendra krista latoya laurie lavonne lea lillian lois lola lorena louise lucille lupe mae mamie margo marguerite marissa marsha maxine melanie melinda mona myra nadine nellie nichole olive opal patsy pearl ramona regina renee rosalind rosalie roslyn ruby sadie saundra shawna sherri simone sondra tabatha tasha thelma toni tricia ursula velma verna violet wilma winifred sally stacey deb chloe gemma hayley holly imogen isla poppy lottie tess tessa agnes nora marta agnieszka katarzyna anya olena oksana svetlana tatiana yelena ekaterina masha mei-ling li-wei sunmi jiwoo hana yuna aiko emi mariko wanjiku ama abena akosua amina hawa zuri thandiwe nomvula lindiwe chiamaka ngozi adaeze funmi folake bisi yetunde shreya pooja neha divya lakshmi meera radha geeta sita nisha asha rekha beatrice odette margot simone amelie camille chloé élodie zoé léa manon inès fleur brigitte colette genevieve edda ingeborg karin annika britta maren solveig marit liv sigrid kirsten greta anneli odile winifred marina alexandra aimee rhiannon kirstie theresa",
  ],
  [
    MALE | FEMALE,
    "taylor jordan casey morgan riley avery jamie robin dana lee terry pat alex sam chris jessie jesse kerry tracy shannon leslie lindsey lindsay kelly ashley dale kim jan jean marion sandy stacy",
  ],
  [
    PLACE,
    "america american-samoa u.s. us usa uk u.k. eu e.u. un u.n. washington york iowa hampshire carolina texas florida ohio california virginia pennsylvania michigan wisconsin nevada arizona colorado georgia alabama mississippi louisiana tennessee kentucky missouri illinois indiana minnesota kansas nebraska oklahoma arkansas utah idaho montana wyoming dakota oregon maine vermont massachusetts connecticut delaware maryland jersey mexico hawaii alaska chicago boston philadelphia detroit cleveland houston dallas austin atlanta miami orlando tampa seattle portland denver phoenix vegas francisco angeles diego oakland brooklyn manhattan queens bronx harlem england britain scotland wales ireland france germany italy spain portugal greece turkey russia ukraine poland china japan korea india pakistan afghanistan iraq iran syria israel lebanon jordan egypt libya sudan yemen qatar africa asia europe australia canada brazil argentina cuba venezuela colombia chile peru london paris berlin moscow beijing tokyo kabul baghdad tehran damascus jerusalem cairo rome madrid brussels geneva vienna ottawa toronto vancouver sydney melbourne earth west east north south northeast northwest southeast southwest midwest middle pacific atlantic benghazi ferguson flint baltimore charleston columbus cincinnati pittsburgh milwaukee minneapolis memphis nashville orleans",
  ],
  [
    NATIONALITY,
    "american british english scottish welsh irish french german italian spanish portuguese greek turkish russian ukrainian polish chinese japanese korean indian pakistani afghan iraqi iranian syrian israeli palestinian lebanese egyptian libyan saudi african asian european australian canadian mexican brazilian cuban republican democratic democrat gop muslim christian jewish catholic evangelical hispanic latino islamic arab black white conservative liberal republicans democrats americans muslims christians jews catholics evangelicals hispanics latinos mormon protestant buddhist hindu sikh tory tories labour socialist communist",
  ],
];

const lexicon = new Map<string, number>();
for (const [bits, list] of [...table, ...firstNames])
  for (const word of list.split(" ")) lexicon.set(word, (lexicon.get(word) ?? 0) | bits);

/** The bits of a lower-case word; 0 where it is in no table. */
export function classOf(word: string): number {
  return lexicon.get(word) ?? 0;
}
