const QUOTE = "c0-5.6 2.3-9 6.9-10.5l.7 1.9c-2.4 1-3.6 2.5-3.8 4.4h.9c2 0 3.4 1.3 3.4 3.3s-1.5 3.4-3.6 3.4c-2.6 0-4.5-1-4.5-2.5z";

/** The quote mark of the house, as the icon and wherever the bot speaks. Ours from end to end: it may go into a page as it is. */
export const MARK: string = `<svg xmlns="http://www.w3.org/2000/svg" class="mark" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#1f4e6b"/><path fill="#f4d58d" d="M6.5 20${QUOTE}M17.5 20${QUOTE}"/></svg>`;
