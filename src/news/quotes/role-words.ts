const set = (list: string) => new Set(list.split(" "));

/** Roles that only a woman or only a man has, for pronouns. */
export const FEMALE_ROLES: ReadonlySet<string> = set(
  "spokeswoman congresswoman chairwoman councilwoman assemblywoman businesswoman policewoman woman girl lady wife mother mom daughter sister actress queen princess duchess empress grandmother aunt niece widow nun waitress hostess heiress policewomen saleswoman noblewoman alderwoman",
);
export const MALE_ROLES: ReadonlySet<string> = set(
  "spokesman congressman chairman councilman assemblyman businessman policeman man boy gentleman husband father dad son brother actor king prince duke emperor grandfather uncle nephew widower monk priest pope bishop archbishop cardinal imam rabbi guy fireman salesman alderman",
);
