import { storyTold } from "./told.ts";

/** One event as three outlets told it: the same words, other words for them, something new. */
export const bridge = {
  id: "bridge-1",
  title: "Marsh closes its only bridge",
  outlet: "The Lighthouse",
  url: "https://lighthouse.example/bridge",
  published: "2031-11-03T08:00:00.000Z",
  text: "The council of Marsh closed the old bridge on Monday. “It should have been closed ten years ago,” said Carl Byrne. “We had no choice left at all,” said Ada Lind.",
  said: [
    { words: "It should have been closed ten years ago,", by: "Carl Byrne", role: "engineer" },
    { words: "We had no choice left at all,", by: "Ada Lind" },
  ],
};

export const bridgeAgain = {
  id: "bridge-2",
  title: "Bridge over the Sator shut",
  outlet: "Coast Herald",
  url: "https://herald.example/bridge",
  published: "2031-11-03T10:00:00.000Z",
  text: "Marsh shut its bridge. “It ought to have been closed ten years ago,” the engineer Byrne said. “We shall build a new one before spring,” said Jo Park.",
  said: [
    { words: "It ought to have been closed ten years ago,", by: "Byrne", confidence: 0.8 },
    { words: "We shall build a new one before spring,", by: "Jo Park" },
  ],
};

export const bridgeThird = {
  id: "bridge-3",
  title: "Ferry instead of the bridge",
  outlet: "Tide",
  url: "https://tide.example/ferry",
  published: "2031-11-04T10:00:00.000Z",
  text: "A ferry replaces the bridge. “It should have been shut ten years ago,” Byrne said. Jo Park said that the ferry would run until then.",
  said: [
    { words: "It should have been shut ten years ago,", by: "Byrne", confidence: 0.7 },
    { words: "the ferry would run until then", by: "Jo Park", kind: "indirect" as const },
  ],
};

export const comet = storyTold({
  id: "comet",
  title: "Comet seen",
  text: "A comet was seen over the desert. Nobody spoke.",
  published: "2031-11-04T08:00:00.000Z",
});

const sentence = (i: number) => `Sentence ${i} of this speech has exactly ten words in it.`;
/** 900 words. */
export const speech = Array.from({ length: 90 }, (_, i) => sentence(i + 1)).join(" ");
export const speechStory = storyTold({
  ...bridge,
  id: "speech",
  title: "The mayor speaks at length",
  text: `The mayor spoke for an hour. “${speech}” said Ada Lind.`,
  said: [{ words: speech, by: "Ada Lind" }],
});

export const many = Array.from({ length: 200 }, (_, i) => {
  const words = `The number of this story is ${i + 1}.`;
  return storyTold({
    ...bridge,
    id: `s${String(i).padStart(3, "0")}`,
    title: `Story ${i + 1}`,
    url: `https://lighthouse.example/${i + 1}`,
    text: `Something happened in place ${i + 1}. “${words}” said Person ${i + 1}.`,
    said: [{ words, by: `Person ${i + 1}` }],
  });
});
const { published: _, outlet: __, url: ___, ...bare } = bridge;
export const undated = storyTold(bare);
export const rightToLeft = storyTold({
  id: "rtl",
  title: "המועצה סגרה את הגשר",
  outlet: "הארץ",
  published: "2031-11-03T08:00:00.000Z",
  text: "המועצה סגרה את הגשר ביום שני. “היה צריך לסגור אותו לפני עשר שנים,” אמר כרמל ברן.",
  said: [{ words: "היה צריך לסגור אותו לפני עשר שנים,", by: "כרמל ברן" }],
});
