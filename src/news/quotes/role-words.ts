const set = (list: string) => new Set(list.split(" "));

/** Roles that only a woman or only a man has, for pronouns. */
export const FEMALE_ROLES: ReadonlySet<string> = set(
  "spokeswoman congresswoman chairwoman councilwoman assemblywoman businesswoman policewoman woman girl lady wife mother mom daughter sister actress queen princess duchess empress grandmother aunt niece widow nun waitress hostess heiress policewomen saleswoman noblewoman alderwoman",
);
export const MALE_ROLES: ReadonlySet<string> = set(
  "spokesman congressman chairman councilman assemblyman businessman policeman man boy gentleman husband father dad son brother actor king prince duke emperor grandfather uncle nephew widower monk priest pope bishop archbishop cardinal imam rabbi guy fireman salesman alderman",
);
/** Singular nominals that may be a person somebody called "he" or "she" later. */
export const PLURALS: ReadonlySet<string> = set(
  "officials critics supporters opponents protesters aides advisers advisors lawyers attorneys prosecutors investigators researchers scientists experts analysts economists strategists organizers organisers voters donors employees workers residents citizens witnesses lawmakers senators representatives leaders members friends allies rivals colleagues reporters journalists editors commentators observers pundits people men women students teachers parents sources others",
);
