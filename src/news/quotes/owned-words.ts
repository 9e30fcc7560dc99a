/** Those who are somebody's: kin, and whoever works for one or with one. Not what speaks for its owner, as a statement or a letter does. */
export const OWNED: ReadonlySet<string> = new Set(
  `brother sister mother father mum mom dad wife husband widow widower son daughter child aunt uncle cousin nephew niece grandmother grandfather
  grandson granddaughter stepmother stepfather stepson stepdaughter half-brother half-sister twin fiancé fiancée fiance fiancee girlfriend boyfriend
  partner ex-wife ex-husband mother-in-law father-in-law son-in-law daughter-in-law brother-in-law sister-in-law relative parents family
  friend neighbour neighbor colleague classmate roommate housemate teammate team-mate lawyer attorney solicitor barrister counsel agent manager coach
  trainer spokesman spokeswoman spokesperson assistant aide secretary deputy adviser advisor doctor physician surgeon psychiatrist publicist chief
  boss successor predecessor opponent rival challenger biographer editor publisher producer driver bodyguard nurse teacher tutor mentor pupil
  student employer employee landlord tenant accountant chairman chairwoman chairperson chair director president founder co-founder owner treasurer
  leader commander captain supervisor representative envoy ambassador minister mayor governor premier head cfo ceo coo cto executive economist analyst
  strategist researcher engineer officer official`.split(/\s+/),
);
