import { getDomain } from "tldts";
import type { Instant } from "../../news/article.ts";

/** The part of a host that somebody registered ("bbc.co.uk"), the user's own on platforms that give each user a name; else the host. */
export function registrableDomain(address: string): string {
  const host = URL.canParse(address) ? new URL(address).hostname : address;
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}

/** Domains that asked to be left alone. */
export type Holds = {
  /** Until when this address is left alone; undefined: it may be asked. */
  until(address: string, now: Date): Instant | undefined;
  hold(address: string, until: Instant): void;
  /** Those that still hold. */
  all(now: Date): Readonly<Record<string, Instant>>;
};

/** `known`: what sources remember of it from before a restart. */
export function openHolds(known: readonly (Readonly<Record<string, Instant>> | undefined)[] = []): Holds {
  const held = new Map<string, Instant>();
  const put = (domain: string, until: Instant) => {
    if ((held.get(domain) ?? "") < until) held.set(domain, until);
  };
  for (const holds of known) for (const [domain, until] of Object.entries(holds ?? {})) put(domain, until);
  return {
    until(address, now) {
      const until = held.get(registrableDomain(address));
      return until !== undefined && until > now.toISOString() ? until : undefined;
    },
    hold: (address, until) => put(registrableDomain(address), until),
    all: (now) => Object.fromEntries([...held].filter(([, until]) => until > now.toISOString())),
  };
}
